import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** 512 MiB: about a million rows. */
export const uploadLimit = 512 * 1024 * 1024;

/** Why a file was not taken in; nothing of it is kept. */
export class UploadRefused extends Error {
  readonly reason: 'too-large' | 'broken-off' | 'queue-full' | 'elsewhere';

  constructor(reason: UploadRefused['reason']) {
    super(`the upload is ${reason}`);
    this.name = 'UploadRefused';
    this.reason = reason;
  }
}

/**
 * Writes what comes in to a file, piece by piece: the sender waits while the disk does. Resolves to its length once it is
 * on disk; throws UploadRefused when it is too large, or the sender or this server goes away.
 */
export async function receive(body: Readable, file: string, closing: AbortSignal): Promise<number> {
  const breakOff = (): void => void body.destroy();
  const handle = await open(file, 'wx');
  closing.addEventListener('abort', breakOff);
  try {
    let bytes = 0;
    for await (const piece of piecesOf(body)) {
      bytes += piece.length;
      if (bytes > uploadLimit) throw new UploadRefused('too-large');
      await handle.appendFile(piece);
    }
    await handle.sync();
    return bytes;
  } finally {
    closing.removeEventListener('abort', breakOff);
    await handle.close();
  }
}

/** The body is not destroyed when reading stops, so that the refusal can still be answered. */
async function* piecesOf(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* body.iterator({ destroyOnReturn: false });
  } catch {
    throw new UploadRefused('broken-off');
  }
}

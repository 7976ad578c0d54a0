import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflated = promisify(inflateRaw);

/** Signatures and fixed lengths of a ZIP archive (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16). */
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const [endLength, entryLength, localLength] = [22, 46, 30];
const longestComment = 0xffff;

/**
 * Whether everything in a ZIP archive unpacks to no more than `most` bytes. It is unpacked to be counted, entry by entry,
 * since what an archive says of itself need not be true. False too for one whose directory cannot be read.
 */
export async function unpacksWithin(archive: Buffer, most: number): Promise<boolean> {
  let left = most;
  for (const packed of entriesOf(archive) ?? [undefined]) {
    if (packed === undefined) return false;
    try {
      left -= packed.isStored ? packed.bytes.length : (await inflated(packed.bytes, { maxOutputLength: left })).length;
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
    if (left <= 0) return false;
  }
  return true;
}

interface Packed {
  readonly bytes: Buffer;
  readonly isStored: boolean;
}

/** The entries that the directory lists; undefined where it leads out of the archive. */
function entriesOf(archive: Buffer): readonly Packed[] | undefined {
  const end = archive.lastIndexOf(signature(endOfDirectory));
  if (end < 0 || archive.length - end > endLength + longestComment || end + endLength > archive.length)
    return undefined;
  const count = archive.readUInt16LE(end + 10);
  const entries: Packed[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let number = 0; number < count; number += 1) {
    if (at + entryLength > archive.length || archive.readUInt32LE(at) !== directoryEntry) return undefined;
    const local = archive.readUInt32LE(at + 42);
    if (local + localLength > archive.length) return undefined;
    const start = local + localLength + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    entries.push({ bytes, isStored: archive.readUInt16LE(at + 10) === 0 });
    at += entryLength + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

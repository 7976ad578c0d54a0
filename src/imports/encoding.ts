import { createReadStream } from 'node:fs';

export type Encoding = 'utf-8' | 'gb18030';

/** UTF-8 if the whole file is valid UTF-8, else GB18030, which Chinese office programs still write. */
export async function encodingOf(file: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

/** The file's text in pieces, without a byte order mark; `read` hears how many bytes have been read. */
export async function* decodedText(
  file: string,
  encoding: Encoding,
  read: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const chunk of createReadStream(file)) {
    bytes += chunk.length;
    read(bytes);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

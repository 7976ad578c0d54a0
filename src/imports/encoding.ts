import { FileRefused } from './file-refused.js';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Bytes that can be read from their beginning, again and again. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

/**
 * What the byte order mark of a file says; without one UTF-8 if the whole of it is valid UTF-8, else GB18030, which Chinese
 * office programs still write. Throws FileRefused where bytes were lost: what is recorded stays for ever, and must be what was
 * written.
 */
export async function encodingOf(source: ByteSource): Promise<Encoding> {
  const marked = await markOf(source);
  const encoding = marked ?? 'utf-8';
  if (await isTextIn(source, encoding)) return encoding;
  const { han, lost, line } = await readLoosely(source, encoding);
  if (marked === undefined && lost > han && (await isTextIn(source, 'gb18030'))) return 'gb18030';
  throw new FileRefused('FILE_UNREADABLE', `line ${line}: bytes that are no text in ${encoding}; the file is damaged`);
}

async function markOf(source: ByteSource): Promise<Encoding | undefined> {
  for await (const [first, second, third] of source()) {
    if (first === 0xff && second === 0xfe) return 'utf-16le';
    if (first === 0xfe && second === 0xff) return 'utf-16be';
    return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
  }
  return undefined;
}

async function isTextIn(source: ByteSource, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of source()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * How much of a file reads as Han characters in an encoding and how much not at all, and the first line that does not: of
 * damaged UTF-8 most reads, of GB18030 hardly anything.
 */
async function readLoosely(source: ByteSource, encoding: Encoding) {
  const decoder = new TextDecoder(encoding);
  let [han, lost, line] = [0, 0, 1];
  const take = (text: string): void => {
    if (lost === 0) line += count(text.split('\ufffd', 1)[0] ?? '', /\n/g);
    han += count(text, /\p{Script=Han}/gu);
    lost += count(text, /\ufffd/g);
  };
  for await (const chunk of source()) take(decoder.decode(chunk, { stream: true }));
  take(decoder.decode());
  return { han, lost, line };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The text of a file that is text, in pieces, without a byte order mark; `read` hears how many bytes have been read. */
export async function* decodedText(
  source: ByteSource,
  encoding: Encoding,
  read: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  for await (const chunk of source()) {
    bytes += chunk.length;
    read(bytes);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

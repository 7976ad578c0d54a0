import { FileRefused } from './file-refused.js';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Bytes that can be read from their beginning, again and again. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

/**
 * UTF-16 if the file begins with its byte order mark, UTF-8 if the whole of it is valid UTF-8, else GB18030, which
 * Chinese office programs still write. Throws FileRefused where bytes were lost: what is recorded stays for ever, and must be
 * what was written.
 */
export async function encodingOf(source: ByteSource): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    let first = true;
    for await (const chunk of source()) {
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (first && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      first = false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const { looksChinese, line } = await elseRead(source);
  if (looksChinese) return 'gb18030';
  throw new FileRefused('FILE_UNREADABLE', `line ${line}: bytes that are no text in UTF-8; the file is damaged`);
}

/**
 * What is not UTF-8 as a whole: GB18030 throughout, of which little reads as UTF-8, or damaged UTF-8, of which most does; and
 * the first line that does not.
 */
async function elseRead(source: ByteSource): Promise<{ looksChinese: boolean; line: number }> {
  const [asUtf8, asChinese] = [new TextDecoder('utf-8'), new TextDecoder('gb18030', { fatal: true })];
  let [isChinese, han, lost, line] = [true, 0, 0, 1];
  for await (const chunk of source()) {
    const text = asUtf8.decode(chunk, { stream: true });
    if (lost === 0) line += count(text.split('\ufffd', 1)[0] ?? '', /\n/g);
    han += count(text, /\p{Script=Han}/gu);
    lost += count(text, /\ufffd/g);
    isChinese &&= reads(chunk, asChinese);
  }
  return { looksChinese: isChinese && lost > han, line };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function reads(chunk: Uint8Array, decoder: TextDecoder): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The file's text in pieces, without a byte order mark; `read` hears how many bytes have been read. Throws FileRefused. */
export async function* decodedText(
  source: ByteSource,
  encoding: Encoding,
  read: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  try {
    for await (const chunk of source()) {
      bytes += chunk.length;
      read(bytes);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new FileRefused('FILE_UNREADABLE', `before byte ${bytes}: no text in ${encoding}; the file is damaged`);
  }
}

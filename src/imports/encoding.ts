export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Bytes that can be read from their beginning, again and again. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

/**
 * UTF-16 if the file begins with its byte order mark, UTF-8 if the whole of it is valid UTF-8, else GB18030, which
 * Chinese office programs still write.
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
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

/** The file's text in pieces, without a byte order mark; `read` hears how many bytes have been read. */
export async function* decodedText(
  source: ByteSource,
  encoding: Encoding,
  read: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const chunk of source()) {
    bytes += chunk.length;
    read(bytes);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

import { ExportDamaged } from './export-format.js';

/** Far above the longest event; a file without line ends is not read into memory whole. */
const LONGEST = 16 * 1024 * 1024;
const lineEnd = 0x0a;

/** The lines of an export, as they come in; what stands behind the last line end is a line too. Throws ExportDamaged. */
export async function* exportLines(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let number = 1;
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk);
    let start = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
      yield Buffer.concat([...pieces, bytes.subarray(start, end)]).toString('utf8');
      [start, pieces, length] = [end + 1, [], 0];
      number += 1;
    }
    pieces.push(bytes.subarray(start));
    length += bytes.length - start;
    if (length > LONGEST) throw new ExportDamaged(number, `is longer than ${LONGEST} bytes`);
  }
  if (length > 0) yield Buffer.concat(pieces).toString('utf8');
}

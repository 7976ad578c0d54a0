/** What was given as a cursor is none of the list that was asked for. */
export class NotACursor extends Error {
  override readonly name = 'NotACursor';
}

/** 翻页游标: what a list goes on from, as text that nobody needs to read. */
export function pageCursor(...parts: readonly string[]): string {
  return Buffer.from(parts.join(' ')).toString('base64url');
}

/** The groups of a cursor's shape. Throws NotACursor. */
export function cursorParts(cursor: string, shape: RegExp): readonly string[] {
  const match = shape.exec(Buffer.from(cursor, 'base64url').toString());
  if (match === null) throw new NotACursor('not a cursor of this list');
  return match.slice(1);
}

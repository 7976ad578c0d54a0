import type { JointList } from '../../schemas/vocabularies.js';
import { type ChangeRange, type FeedLine, feedLines, feedPage } from '../read-models/list-change-reader.js';
import { changeNumbered, emptyList, type ListMark } from '../read-models/list-reader.js';
import type { ReadFile } from '../read-models/read-file.js';
import type { ReadModels } from '../read-models/read-models.js';
import { cursorOf, markOfCursor } from './list-cursor.js';

/** What is asked of a feed. */
export interface FeedAsked {
  readonly list: JointList;
  /** A cursor; from the beginning without. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Some changes in order, and where the next ones follow. */
export interface Fed<T> {
  readonly content: T;
  readonly count: number;
  readonly cursor: string;
  readonly position: number;
  readonly digest: string;
}

/** Reads a feed after a cursor; undefined when the holder must start from a snapshot. */
export type FeedReader<T> = (readModels: ReadModels, asked: FeedAsked) => Fed<T> | undefined;

/** The changes one by one. */
export const linesAfter: FeedReader<readonly FeedLine[]> = (readModels, asked) =>
  fedAfter(readModels, asked, ({ db }, range) => {
    const lines = feedLines(db, range);
    return { content: lines, count: lines.length, last: lines.at(-1) };
  });

/** A batch as it is sent. */
export interface FeedBatch {
  /** JSON array of CloudEvents, in UTF-8. */
  readonly body: Buffer;
  /** How much may be told of each; with the cursor this decides the body. */
  readonly shown: string;
}

/** The changes as a batch. */
export const batchAfter: FeedReader<FeedBatch> = (readModels, asked) =>
  fedAfter(readModels, asked, ({ db }, range) => {
    const { body, shown, count, last } = feedPage(db, range);
    return { content: { body, shown }, count, last: last === null ? undefined : changeNumbered(db, range.list, last) };
  });

interface Read<T> {
  readonly content: T;
  readonly count: number;
  readonly last: (ListMark & { readonly position: number }) | undefined;
}

function fedAfter<T>(
  readModels: ReadModels,
  { list, after, limit }: FeedAsked,
  read: (file: ReadFile, range: ChangeRange) => Read<T>,
): Fed<T> | undefined {
  return readModels.read((file) => {
    const head = file.checkpoint()?.position ?? 0;
    const mark = after === undefined ? emptyList : markOfCursor(file, list, after);
    if (mark === undefined) return undefined;
    const { content, count, last } = read(file, { list, after: mark.sequence, until: head, limit });
    const position = count === limit && last !== undefined ? last.position : head;
    const { digest } = last ?? mark;
    return { content, count, position, digest, cursor: cursorOf(list, position, last ?? mark) };
  });
}

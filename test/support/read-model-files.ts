import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { fill } from '../../src/cli/demo/demo.js';
import { verify } from '../../src/cli/verify.js';
import { openSqliteReader } from '../../src/event-log/sqlite.js';
import { Generations } from '../../src/read-models/generations.js';
import { openServing } from '../../src/read-models/serving-file.js';
import { testFolder } from './folder.js';

const quiet = { print: () => undefined, note: () => undefined, progress: () => undefined };

/** A data folder with the story of some enterprises and no read models yet; `copy` gives it to each test afresh. */
export async function storyFolder(t: Test, enterprises: number): Promise<{ copy(name: string): string }> {
  const folder = testFolder(t);
  const story = join(folder, 'story');
  mkdirSync(story);
  await fill(story, enterprises, quiet);
  return {
    copy: (name) => {
      cpSync(story, join(folder, name), { recursive: true });
      return join(folder, name);
    },
  };
}

/** Makes what is missing of a folder's read models, or of other editions; answers what was said. */
export async function served(data: string): Promise<readonly string[]> {
  const heard: string[] = [];
  const reader = openSqliteReader(join(data, 'log.sqlite'));
  try {
    openServing(reader, new Generations(data), (message) => heard.push(message)).db.close();
    return heard;
  } finally {
    await reader.close();
  }
}

/** The file that serves. Throws when none does. */
export function servingFile(data: string): string {
  const file = new Generations(data).current();
  if (file === undefined) throw new Error('no generation serves');
  return file;
}

export function generationsIn(data: string): readonly string[] {
  return readdirSync(data).filter((file) => /^read-models\.\d+\.sqlite$/.test(file));
}

/** What `qcr verify` finds wrong with a folder: nothing, when log and read models agree. */
export async function faultsOf(data: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const agrees = await verify(data, { ...quiet, print: (line) => lines.push(line) });
  return agrees ? [] : lines;
}

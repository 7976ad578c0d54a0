import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What the later program says of every ground of a list. */
export const nextWords = '（后一版推导）';

/** What differs in the later program: the edition of the joint lists, and what their rows say. */
const differences = [
  ['dist/projections/joint-lists.js', /(name: 'list_changes', edition: )\d+\b/, '$199'],
  ['dist/src/policy/lists/punishment.js', /^( +)quote,$/m, `$1quote: quote + '${nextWords}',`],
] as const;

/** A copy of the program as it may be after an update: it derives the joint lists otherwise. Answers its entry. */
export function nextEdition(folder: string): string {
  mkdirSync(join(folder, 'dist'), { recursive: true });
  for (const part of ['src', 'schemas', 'projections']) {
    cpSync(join(repository, 'dist', part), join(folder, 'dist', part), { recursive: true });
  }
  for (const outside of ['src', 'node_modules', 'package.json']) {
    symlinkSync(join(repository, outside), join(folder, outside));
  }
  for (const [file, pattern, replacement] of differences) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(pattern, replacement);
    if (changed === text) throw new Error(`${file} does not say what is to differ`);
    writeFileSync(path, changed);
  }
  return join(folder, 'dist/src/main.js');
}

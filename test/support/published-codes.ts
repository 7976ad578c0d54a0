import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { checkUscc } from '../../schemas/uscc.js';

/**
 * Checks the code rule against published vectors and lists, which are not part of the project:
 * `published-codes FOLDER`. Prints counts and no code; ends with 1 when any disagrees.
 */
const vector = z.object({
  checksumValid: z.boolean(),
  orgCheckValid: z.boolean().nullable(),
  class_: z.string(),
  code: z.string(),
});
const listed = z.array(z.object({ uscc: z.string() }));

const folder = process.argv[2] ?? '';
const { vectors } = z
  .object({ vectors: z.array(vector) })
  .parse(JSON.parse(readFileSync(join(folder, 'uscc_test_vectors.json'), 'utf8')));
const strayed = vectors.filter(({ code, checksumValid, orgCheckValid, class_ }) => {
  const conforms = checksumValid && orgCheckValid === true;
  const expected = conforms ? 'valid' : class_ === 'legacy-fujian' ? 'legacy-exception' : 'invalid';
  return checkUscc(code).outcome !== expected;
});
const codes = readdirSync(folder)
  .filter((file) => /^enterprises_.*\.csv$/.test(file))
  .flatMap((file) => listed.parse(parse(readFileSync(join(folder, file)), { bom: true, columns: true })));
const invalid = codes.filter(({ uscc }) => checkUscc(uscc).outcome === 'invalid');

process.stdout.write(
  `codes: ${vectors.length} vectors, ${strayed.length} disagree; ${codes.length} listed, ${invalid.length} invalid\n`,
);
process.exitCode = strayed.length + invalid.length === 0 && vectors.length > 0 && codes.length > 0 ? 0 : 1;

import { normaliseName } from '../../projections/enterprise-name.js';
import type { EventReader } from '../event-log/event-log.js';
import { Generations } from './generations.js';
import { Projector } from './projector.js';
import { openServing, type Said } from './serving-file.js';

/** Which codes go or went by a name, caught up with the log when opened. */
export interface NameIndex {
  codesNamed(name: string): readonly string[];
  close(): void;
}

/** Opens the name index of a data folder for a process that serves nothing. */
export function openNameIndex(reader: EventReader, folder: string, said: Said): NameIndex {
  const { db } = openServing(reader, new Generations(folder), said);
  new Projector(reader, db).catchUp();
  const named = db.prepare<[string], string>('SELECT uscc FROM enterprise_name WHERE name = ? ORDER BY uscc').pluck();
  return { codesNamed: (name) => named.all(normaliseName(name)), close: () => db.close() };
}

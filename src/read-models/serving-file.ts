import type Database from 'better-sqlite3';
import type { EventReader } from '../event-log/event-log.js';
import { build } from './builder.js';
import { checkpointOf, isUnreadable, makeFile, openFile, settle } from './file.js';
import type { Generations } from './generations.js';
import { makeTable, newerTables, outdatedTables } from './tables.js';

/** A file of read models that serves, open for writing. */
export interface ServingFile {
  readonly file: string;
  readonly db: Database.Database;
}

/** Hears in words what had to be done before the read models could serve. */
export type Said = (message: string) => void;

/**
 * Opens the serving generation for writing. What is missing, cannot be read, or was made by another derivation is made
 * again from the log first; tables of the same edition are kept. Throws when a newer program made the file: an older
 * one would serve what it misreads.
 */
export function openServing(reader: EventReader, generations: Generations, said: Said): ServingFile {
  const current = generations.current();
  const db = current === undefined ? undefined : tryToOpen(current, said);
  if (current === undefined || db === undefined) return rebuilt(reader, generations, said);
  const newer = newerTables(db);
  if (newer.length > 0) {
    db.close();
    throw new Error(
      `${current} was made by a newer program (${newer.join(', ')}); update this one or run \`qcr rebuild\``,
    );
  }
  return refreshed(reader, generations, { file: current, db }, said);
}

function tryToOpen(file: string, said: Said): Database.Database | undefined {
  try {
    const db = openFile(file);
    checkpointOf(db);
    outdatedTables(db);
    return db;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    said(`the read models in ${file} cannot be read (${error.message}): building them anew`);
    return undefined;
  }
}

function rebuilt(reader: EventReader, generations: Generations, said: Said): ServingFile {
  if (reader.head().position > 0) said('building the read models');
  const serving = buildGeneration(reader, generations);
  generations.pointTo(serving.file);
  generations.discardAllBut(serving.file);
  return serving;
}

/** Builds a whole new generation beside the one that serves, up to the head. It does not serve yet. */
export function buildGeneration(
  reader: EventReader,
  generations: Generations,
  watch?: (done: number) => void,
): ServingFile {
  const file = generations.next();
  const db = makeFile(file);
  build(reader, db, { position: reader.head().position, ...(watch === undefined ? {} : { watch }) });
  settle(db);
  return { file, db };
}

/** Rebuilds the tables of other editions in a copy of the file, and keeps the rest of it. */
function refreshed(reader: EventReader, generations: Generations, serving: ServingFile, said: Said): ServingFile {
  const outdated = outdatedTables(serving.db);
  if (outdated.length === 0) return serving;
  said(`building anew what another edition made: ${outdated.map(({ name }) => name).join(', ')}`);
  const file = generations.next();
  serving.db.prepare('VACUUM INTO ?').run(file);
  const { position } = checkpointOf(serving.db);
  serving.db.close();
  const db = openFile(file);
  for (const table of outdated) {
    for (const name of tablesOf(table.ddl)) db.exec(`DROP TABLE IF EXISTS ${name}`);
    makeTable(db, table);
  }
  build(reader, db, { position, tables: outdated });
  generations.pointTo(file);
  generations.discardAllBut(file);
  return { file, db };
}

/** The names of the tables that some statements make. */
function tablesOf(ddl: string): readonly string[] {
  return [...ddl.matchAll(/CREATE (?:VIRTUAL )?TABLE (\w+)/g)].flatMap(([, name]) => name ?? []);
}

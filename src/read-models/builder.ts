import type Database from 'better-sqlite3';
import { pendingChange } from '../../projections/pending-succession.js';
import type { RecordedEvent } from '../../schemas/events.js';
import type { EventReader } from '../event-log/event-log.js';
import { renderingOf } from './rendering.js';
import { type Standpoint, standpointAt } from './standpoint.js';
import type { ReadTable } from './tables/table.js';
import { enterpriseTables } from './tables.js';

const batch = 500;

/** Told now and then how many enterprises are done. */
export type Watch = (enterprises: number) => void;

/**
 * Fills tables from nothing up to a position: each enterprise is folded once, in key order, whatever the order of the
 * log. Commits now and then; the checkpoint comes last, so that what a kill leaves is known to be unfinished.
 */
export function build(
  reader: EventReader,
  db: Database.Database,
  { position, tables = enterpriseTables, watch }: { position: number; tables?: readonly ReadTable[]; watch?: Watch },
): void {
  const standpoint = standpointAt(reader, position);
  const writers = tables.map((table) => table.writer(db));
  const successions: RecordedEvent[] = [];
  const commit = db.transaction((usccs: readonly string[]) => {
    for (const uscc of usccs) {
      const rendering = renderingOf(reader, uscc, { standpoint, after: 0 });
      if (rendering === undefined) continue;
      for (const write of writers) write(rendering);
      successions.push(...rendering.events.filter((event) => pendingChange(event) !== undefined));
    }
  });
  let done = 0;
  for (const usccs of enterprises(reader)) {
    commit.immediate(usccs);
    done += usccs.length;
    watch?.(done);
  }
  db.transaction(() => {
    buildSuccessions(db, successions);
    for (const { finish } of tables) finish?.(db);
    advance(db, standpoint);
  }).immediate();
}

/** Codes of all enterprises with a stream, in batches, in key order. */
export function* enterprises(reader: EventReader): Iterable<readonly string[]> {
  let after = '';
  for (;;) {
    const names = reader.streamNames('enterprise-', after, batch);
    if (names.length > 0) yield names.map((name) => name.replace('enterprise-', ''));
    after = names.at(-1) ?? after;
    if (names.length < batch) return;
  }
}

function buildSuccessions(db: Database.Database, events: readonly RecordedEvent[]): void {
  db.exec('DELETE FROM pending_succession');
  const apply = successionWriter(db);
  for (const event of [...events].sort((one, other) => one.position - other.position)) apply(event);
}

/** Applies an event to the table of successions that wait for their reaction. */
export function successionWriter(db: Database.Database): (event: RecordedEvent) => void {
  const add = db.prepare('INSERT OR IGNORE INTO pending_succession (sealing_id) VALUES (?)');
  const remove = db.prepare('DELETE FROM pending_succession WHERE sealing_id = ?');
  return (event) => {
    const change = pendingChange(event);
    if (change !== undefined) (change.change === 'add' ? add : remove).run(change.sealingId);
  };
}

/** Says how far a file is now. */
export function advance(db: Database.Database, { position, day, rules }: Standpoint): void {
  db.prepare('INSERT OR REPLACE INTO checkpoint (one, position, day, rule_version) VALUES (1, ?, ?, ?)').run(
    position,
    day,
    rules.version,
  );
}

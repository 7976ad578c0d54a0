import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { type CurrentRows, jointLists, type ListMove, listMoves } from '../../../projections/joint-lists.js';
import { canonicalJson } from '../../../schemas/canonical.js';
import { emptySet, setWith, setWithout } from '../../../schemas/set-digest.js';
import { type JointList, jointList } from '../../../schemas/vocabularies.js';
import type { EnterpriseRendering, ReadTable } from './table.js';

/**
 * What may be shown of a change: all of it, all but its causes (they were withdrawn), or nothing but that there was a
 * row (what it stood on was withdrawn).
 */
export const shown = { all: 0, withoutCauses: 1, sealed: 2 } as const;

const unit = ['list', 'position', 'uscc', 'op'] as const;
const facts = ['row_id', 'reason', 'causes', 'effective_on', 'day', 'rule_version', 'recorded_at', 'evidence'] as const;
const added = ['row_salt', 'row', 'name', 'division'] as const;
const written = [...unit, ...facts, ...added];

/**
 * 名单变动: a line for each row that came (`add`, with the row, and the position at which it left) and each that went
 * (`remove`), in the order (position, enterprise, remove before add) of each list, with the running digest of the set.
 */
export const listTable: ReadTable = {
  name: jointLists.name,
  edition: jointLists.edition,
  ddl: `
    CREATE TABLE list_changes (
      list TEXT NOT NULL, position INTEGER NOT NULL, uscc TEXT NOT NULL, op TEXT NOT NULL,
      row_id TEXT NOT NULL, reason TEXT NOT NULL, causes TEXT NOT NULL, effective_on TEXT NOT NULL, day TEXT NOT NULL,
      rule_version TEXT NOT NULL, recorded_at TEXT NOT NULL, evidence TEXT NOT NULL,
      row_salt TEXT, row TEXT, name TEXT, division TEXT, "left" INTEGER, shown INTEGER NOT NULL DEFAULT 0,
      sequence INTEGER, digest TEXT,
      PRIMARY KEY (list, position, uscc, op)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX list_changes_by_sequence ON list_changes (list, sequence) WHERE sequence IS NOT NULL;
    CREATE INDEX list_changes_unordered ON list_changes (list, position, uscc, op DESC) WHERE sequence IS NULL;
    CREATE INDEX list_changes_by_uscc ON list_changes (list, uscc, position);`,
  key: unit,
  columns: [...written, '"left"', 'shown', 'sequence', 'digest'],
  writer,
  finish,
};

interface CurrentRow {
  readonly list: JointList;
  readonly position: number;
  readonly row_id: string;
  readonly row: string;
  readonly evidence: string;
}

interface WrittenChange {
  readonly list: string;
  readonly position: number;
  readonly op: string;
  readonly causes: string;
  readonly evidence: string;
  readonly shown: number;
}

function writer(db: Database.Database): (rendering: EnterpriseRendering) => void {
  const ofUnit = 'FROM list_changes INDEXED BY list_changes_by_uscc WHERE list IN (?, ?) AND uscc = ?';
  const current = db.prepare<string[], CurrentRow>(
    `SELECT list, position, row_id, row, evidence ${ofUnit} AND op = 'add' AND "left" IS NULL`,
  );
  const all = db.prepare<string[], WrittenChange>(`SELECT list, position, op, causes, evidence, shown ${ofUnit}`);
  const write = db.prepare(
    `INSERT INTO list_changes (${written.join(', ')}) VALUES (${written.map(() => '?').join(', ')})`,
  );
  const leave = db.prepare(
    `UPDATE list_changes SET "left" = ? WHERE list = ? AND position = ? AND uscc = ? AND op = 'add'`,
  );
  const show = db.prepare('UPDATE list_changes SET shown = ? WHERE list = ? AND position = ? AND uscc = ? AND op = ?');
  return ({ uscc, history, hidden }) => {
    const rows = new Map(current.all(...jointList.codes, uscc).map((row) => [row.list, row]));
    for (const move of listMoves(history, textsOf(rows))) {
      const old = move.isLeaving ? rows.get(move.list) : undefined;
      const facts = factsOf(move);
      if (old !== undefined) {
        write.run(move.list, move.position, uscc, 'remove', old.row_id, ...facts, old.evidence, null, null, null, null);
        leave.run(move.position, move.list, old.position, uscc);
        rows.delete(move.list);
      }
      const { row } = move;
      if (row === undefined) continue;
      const [text, salt] = [canonicalJson(row), rowSaltOf(move, uscc)];
      const id = createHash('sha256').update(salt).update(text).digest('hex');
      const evidence = JSON.stringify(row.grounds.flatMap(({ eventIds }) => eventIds));
      const content = [salt.toString('hex'), text, row.name, row.division];
      write.run(move.list, move.position, uscc, 'add', id, ...facts, evidence, ...content);
      rows.set(move.list, { list: move.list, position: move.position, row_id: id, row: text, evidence });
    }
    for (const change of all.all(...jointList.codes, uscc)) {
      const now = shownOf(change, hidden);
      if (now !== change.shown) show.run(now, change.list, change.position, uscc, change.op);
    }
  };
}

function textsOf(rows: ReadonlyMap<JointList, CurrentRow>): CurrentRows {
  return new Map([...rows].map(([list, { row }]) => [list, row]));
}

function factsOf({ reason, causes, effectiveOn, day, ruleVersion, recordedAt }: ListMove): readonly string[] {
  return [reason, JSON.stringify(causes.map(({ id }) => id)), effectiveOn, day, ruleVersion, recordedAt];
}

/** The first 16 bytes of SHA-256("row", salt of the first cause, list, enterprise), joined by NUL. */
function rowSaltOf({ causes, list }: ListMove, uscc: string): Buffer {
  const text = ['row', causes[0]?.salt ?? '', list, uscc].join('\0');
  return createHash('sha256').update(text).digest().subarray(0, 16);
}

function shownOf({ evidence, causes }: WrittenChange, hidden: ReadonlySet<string>): number {
  if (hidden.size === 0) return shown.all;
  if (idsOf(evidence).some((id) => hidden.has(id))) return shown.sealed;
  return idsOf(causes).some((id) => hidden.has(id)) ? shown.withoutCauses : shown.all;
}

function idsOf(text: string): readonly string[] {
  const ids: unknown = JSON.parse(text);
  return Array.isArray(ids) ? ids : [];
}

const page = 1000;

interface Ordered {
  readonly sequence: number;
  readonly digest: string;
}

/** Numbers the new lines of each list in order, and carries the digest of its set on. */
function finish(db: Database.Database): void {
  const last = db.prepare<[string], Ordered>(
    'SELECT sequence, digest FROM list_changes WHERE list = ? AND sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1',
  );
  const unordered = db.prepare<[string, number], { position: number; uscc: string; op: string; row_id: string }>(
    `SELECT position, uscc, op, row_id FROM list_changes WHERE list = ? AND sequence IS NULL
     ORDER BY position, uscc, op DESC LIMIT ?`,
  );
  const order = db.prepare(
    'UPDATE list_changes SET sequence = ?, digest = ? WHERE list = ? AND position = ? AND uscc = ? AND op = ?',
  );
  for (const list of jointList.codes) {
    const known = last.get(list);
    let sequence = known?.sequence ?? 0;
    let digest = known?.digest ?? emptySet;
    for (let rows = unordered.all(list, page); rows.length > 0; rows = unordered.all(list, page)) {
      for (const { position, uscc, op, row_id } of rows) {
        sequence += 1;
        digest = op === 'add' ? setWith(digest, row_id) : setWithout(digest, row_id);
        order.run(sequence, digest, list, position, uscc, op);
      }
    }
  }
}

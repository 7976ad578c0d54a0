import { certificateRegister } from '../../projections/certificate-register.js';
import { honourRoll } from '../../projections/honour-roll.js';
import type { RegisterProjection } from '../../projections/projection.js';
import { violationRegister } from '../../projections/violation-register.js';
import type { ReadModels } from '../read-models/read-models.js';
import {
  countRegister,
  type RegisterFilter,
  type RegisterKey,
  registeredAfter,
  registerKeys,
} from '../read-models/register-reader.js';
import { cursorParts, pageCursor } from './page-cursor.js';

/** The public registers: 质量荣誉名录, 认证证书目录, 行政处罚公示. */
export const registers = {
  honours: { projection: honourRoll, section: 'honours' },
  certificates: { projection: certificateRegister, section: 'certificates' },
  penalties: { projection: violationRegister, section: 'violations' },
} as const satisfies Record<string, { projection: RegisterProjection; section: string }>;
export type RegisterName = keyof typeof registers;

/** A line of a register: the enterprise, and the item as its public profile shows it. */
export interface RegisterLine {
  readonly uscc: string;
  readonly name: string | null;
  readonly item: Readonly<Record<string, unknown>>;
}

export interface RegisterAnswer {
  readonly lines: readonly RegisterLine[];
  /** Opaque; asks for what follows. Absent on the last page. */
  readonly next?: string;
}

interface RegisterRequest {
  readonly register: RegisterName;
  readonly filter: RegisterFilter;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of a register, newest first. Throws NotACursor on a cursor that is none. */
export function registerPage(
  readModels: ReadModels,
  { register, filter, cursor, limit }: RegisterRequest,
): RegisterAnswer {
  const { projection, section } = registers[register];
  const after = cursor === undefined ? undefined : keyOf(cursor);
  const keys = readModels.read(({ db }) => registerKeys(db, projection, { filter, after, limit: limit + 1 }));
  const shown = keys.slice(0, limit);
  const lines = shown.flatMap((key) => lineOf(readModels, section, key) ?? []);
  const last = shown.at(-1);
  return { lines, ...(keys.length > limit && last !== undefined ? { next: cursorOf(last) } : {}) };
}

export function registerCount(readModels: ReadModels, register: RegisterName, filter: RegisterFilter): number {
  return readModels.read(({ db }) => countRegister(db, registers[register].projection, filter));
}

/** Codes of all enterprises on the honour roll, in code order, a page at a time. */
export function* honouredEnterprises(readModels: ReadModels): Iterable<string> {
  for (let after = ''; ; ) {
    const page = pageAfter(readModels, after);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

function pageAfter(readModels: ReadModels, after: string): readonly string[] {
  return readModels.read(({ db }) => registeredAfter(db, honourRoll, after, 500));
}

/** The text of a line stands in the profile; a row whose profile is a moment newer may have lost it, and is left out. */
function lineOf(readModels: ReadModels, section: string, { uscc, event_id }: RegisterKey): RegisterLine | undefined {
  const body = readModels.profile(uscc, 'public')?.body;
  if (body === undefined || body.length === 0) return undefined;
  const profile: { readonly name: string | null; readonly [section: string]: unknown } = JSON.parse(body.toString());
  const items = profile[section];
  const item: unknown = Array.isArray(items) ? items.find((each) => each.eventId === event_id) : undefined;
  return typeof item === 'object' && item !== null ? { uscc, name: profile.name, item: { ...item } } : undefined;
}

function cursorOf({ day, event_id, uscc }: RegisterKey): string {
  return pageCursor(day, event_id, uscc);
}

function keyOf(cursor: string): RegisterKey {
  const shape = /^(\d{4}-\d{2}-\d{2}) ([0-9a-f-]{36}) ([0-9A-Z]{18})$/;
  const [day = '', event_id = '', uscc = ''] = cursorParts(cursor, shape);
  return { day, event_id, uscc };
}

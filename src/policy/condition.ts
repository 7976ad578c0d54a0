import type { Condition } from '../../schemas/policy/condition.js';
import type { ClauseOutcome } from '../../schemas/verdict.js';
import { blacklisted } from './conditions/blacklisted.js';
import type { Check, Subject } from './conditions/check.js';
import { coolingOff } from './conditions/cooling-off.js';
import { failedInspections } from './conditions/failed-inspections.js';
import { disqualificationFound, petitionFinding } from './conditions/findings.js';
import { askedAsHeld } from './conditions/held.js';
import { liableIncident } from './conditions/liable-incident.js';
import { certificateInForce, honourOfLevel } from './conditions/merits.js';
import { seriousViolation } from './conditions/serious-violation.js';
import { inDivision, notDeregistered, registeredFor } from './conditions/standing.js';

/** A condition of a pack, ready to be weighed for one enterprise on any day. */
export function checkOf(condition: Condition, subject: Subject): Check {
  return askedAsHeld(subject, (held) => checkOfRecords(condition, held));
}

function checkOfRecords(condition: Condition, subject: Subject): Check {
  const { asks } = condition;
  switch (asks.test) {
    case 'blacklisted':
      return blacklisted(condition, asks, subject);
    case 'serious-violation':
      return seriousViolation(condition, asks, subject);
    case 'liable-incident':
      return liableIncident(condition, asks, subject);
    case 'petition-finding':
      return petitionFinding(condition, asks, subject);
    case 'disqualification-found':
      return disqualificationFound(condition, asks, subject);
    case 'failed-inspections':
      return failedInspections(condition, asks, subject);
    case 'certificate-in-force':
      return certificateInForce(asks, subject);
    case 'honour-of-level':
      return honourOfLevel(asks, subject);
    case 'registered-for':
      return registeredFor(asks, subject);
    case 'cooling-off':
      return coolingOff(asks.years.value, subject);
    case 'in-division':
      return inDivision(asks, subject);
    case 'not-deregistered':
      return notDeregistered(subject);
  }
}

/** An outcome that begins on a day ahead. */
export interface Turn {
  readonly day: string;
  readonly outcome: ClauseOutcome;
}

interface Ahead {
  readonly day: string;
  readonly turns: readonly Turn[];
}

/** Checks that applicants share are looked ahead once a day asked about. */
const lookedAhead = new WeakMap<Check, Ahead>();

/** What time alone makes of a condition after a day: each further outcome, and the day on which it begins. */
export function turnsAfter(check: Check, day: string): readonly Turn[] {
  const known = lookedAhead.get(check);
  if (known?.day === day) return known.turns;
  const turns: Turn[] = [];
  let { outcome } = check.weigh(day);
  for (const ahead of [...new Set(check.turns)].filter((turn) => turn > day).sort()) {
    const next = check.weigh(ahead).outcome;
    if (next !== outcome) turns.push({ day: ahead, outcome: next });
    outcome = next;
  }
  lookedAhead.set(check, { day, turns });
  return turns;
}

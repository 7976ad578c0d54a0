import { withdrawalClauses } from '../policy/withdrawal.js';
import { shown } from './tables/list-table.js';

/** What SQL `format` is given: a template, and the expressions for its places. */
interface Template {
  readonly text: string;
  readonly values: string;
}

const common: Template = {
  text: '"sequence":%d,"digest":"%s","position":%d,"op":"%s","rowId":"%s","recordedAt":"%s"',
  values: 'sequence, digest, position, op, row_id, recorded_at',
};

/** Its row was withdrawn since: no more is told than that it came and went, and the clause if its going was that. */
const sealed: Template = {
  text: `{${common.text},"sealed":true%s}`,
  values: `${common.values}, iif(op = 'add', '',
    ifnull(',"withdrawal":{"reasonClass":"' || reason || '","clause":' || (@clauses -> reason) || '}', ''))`,
};

/** Where only the cause was withdrawn, the list was computed anew. */
const open: Template = {
  text: `{${common.text},"sealed":false,"uscc":"%s","reasonClass":"%s","effectiveOn":"%s","ruleVersion":"%s"%s,"causes":%s%s}`,
  values: `${common.values}, uscc, iif(shown = ${shown.all}, reason, 'recomputation'), effective_on, rule_version,
    ifnull(',"rowSalt":"' || row_salt || '"', ''), iif(shown = ${shown.all}, causes, '[]'), ifnull(',"row":' || row, '')`,
};

/** A CloudEvent 1.0 with the extensions sequence and recordedtime; of a sealed row it names no subject. */
function eventOf(data: Template): Template {
  const frame = [
    '"specversion":"1.0","id":"%d.%s.%.16s","source":"urn:qcr:list:%s","type":"cn.quality-credit.list.row-%s"%s',
    '"time":"%s","recordedtime":"%s","sequence":"%015d","datacontenttype":"application/json"',
  ].join();
  const kind = `iif(op = 'add', 'added', 'removed'), iif(shown = ${shown.sealed}, '', ',"subject":"' || uscc || '"')`;
  return {
    text: `{${frame},"data":${data.text}}`,
    values: `sequence, op, row_id, list, ${kind}, recorded_at, recorded_at, sequence, ${data.values}`,
  };
}

/**
 * A line of list_changes as JSON text is put together where the lines lie: whoever catches up asks for a hundred thousand
 * of them. Row and causes are JSON there; every other column is a number, or of letters that JSON writes as they are.
 */
function textOf(whole: Template, withdrawn: Template): string {
  return `iif(shown = ${shown.sealed}, format('${withdrawn.text}', ${withdrawn.values}), format('${whole.text}', ${whole.values}))`;
}

/** SQL of what is told of a change, a ListChange; the statement is given `clauses`. */
export const toldText = textOf(open, sealed);

/** SQL of the same as a CloudEvent. */
export const eventText = textOf(eventOf(open), eventOf(sealed));

/** Under which clause a row was withdrawn, by reason. */
export const clauses = JSON.stringify(withdrawalClauses);

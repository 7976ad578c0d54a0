import type { Parameter } from '../../schemas/policy/provision.js';

/** A parameter that no text gives and on which an answer rests. */
export interface AssumedParameter {
  readonly name: string;
  readonly value: unknown;
  readonly why: string;
}

/** A parameter as answers report it, if it is an assumed one; else nothing. */
export function assumedOf(name: string, { basis, value, source }: Parameter<unknown>): readonly AssumedParameter[] {
  return basis === 'assumed' ? [{ name, value, why: source }] : [];
}

/** The assumed ones among the parameters of a condition. */
export function assumedIn(id: string, asks: object): readonly AssumedParameter[] {
  return Object.entries(asks).flatMap(([name, value]) => (isParameter(value) ? assumedOf(`${id}.${name}`, value) : []));
}

function isParameter(value: unknown): value is Parameter<unknown> {
  return typeof value === 'object' && value !== null && 'basis' in value && 'source' in value;
}

/** Each parameter once. */
export function unique(parameters: readonly AssumedParameter[]): readonly AssumedParameter[] {
  return [...new Map(parameters.map((each) => [each.name, each])).values()];
}

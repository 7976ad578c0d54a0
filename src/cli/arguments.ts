import type { z } from 'zod';
import { calendarDay } from '../../schemas/day.js';
import { UsageError } from './settings.js';

/** What was typed, by its schema. Throws UsageError that names the option, its field and the rule. */
export function argument<S extends z.ZodType>(option: string, schema: S, typed: unknown): z.output<S> {
  const checked = schema.safeParse(typed);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new UsageError(`${[option, ...(issue?.path ?? [])].join(' ')}: ${issue?.message}`);
}

export function dayArgument(option: string, typed: string): string {
  return argument(option, calendarDay, typed);
}

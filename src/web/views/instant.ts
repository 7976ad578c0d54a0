/** A UTC instant as a clock in Shanghai shows it: 2026-03-01 16:00. */
export function inShanghai(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}

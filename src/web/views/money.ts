/** Fen as yuan: 10_000_000 is ¥100,000.00. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '−' : '';
  const whole = Math.trunc(Math.abs(fen) / 100).toLocaleString('en-US');
  return `${sign}¥${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}

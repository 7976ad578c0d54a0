import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a paper is known again by: what kind it is and of when, whose it is, and what stood in it. */
export interface Sealed {
  /** `XB20261125` for a report as of that day, `RY` for an honour. */
  readonly series: string;
  readonly uscc: string;
  /** 校验码: what was told, to whom; see ReportMark and HonourMark. */
  readonly check: string;
}

/** Crockford's alphabet: no I, L, O and U, so that a number can be read out and typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const look: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/**
 * 编号: numbers papers so that the registry knows its own again without keeping them. A number is the series and 80 bits
 * of HMAC-SHA-256 over series, code and check (joined by NUL), in base 32: who changes one of them, or invents a number,
 * cannot make the rest fit. The key follows from the secret of the registry and is used for nothing else. What a number
 * does not prove is the paper that it is printed on: that is compared with what the registry itself shows.
 */
export class Seal {
  readonly #numbers: Buffer;
  readonly #digests: Buffer;

  /** `secret` is that of the registry: under another one its papers are no longer known. */
  constructor(secret: string) {
    this.#numbers = createHmac('sha256', secret).update('paper-number').digest();
    this.#digests = createHmac('sha256', secret).update('paper-digest').digest();
  }

  /** `XB20261125-7K3M-9QXT-2R5V-H8WD` */
  number({ series, uscc, check }: Sealed): string {
    const hash = createHmac('sha256', this.#numbers).update([series, uscc, check].join('\u0000')).digest();
    const groups = base32(hash.subarray(0, 10)).match(/.{4}/g) ?? [];
    return [series, ...groups].join('-');
  }

  /** The series of a number that this registry gave to such a paper; undefined for any other number. */
  seriesOf(number: string, paper: Omit<Sealed, 'series'>): string | undefined {
    const [series = ''] = number.split('-');
    const own = Buffer.from(this.number({ series, ...paper }));
    const shown = Buffer.from(number);
    return own.length === shown.length && timingSafeEqual(own, shown) ? series : undefined;
  }

  /**
   * 内容摘要: 16 hex digits by which the same content under the same rules is known again. Keyed, so that nobody can try
   * out what a report may have said.
   */
  digest(ruleVersion: string, body: Buffer): string {
    const hash = createHmac('sha256', this.#digests).update(`${ruleVersion}\u0000`).update(body).digest('hex');
    return hash.slice(0, 16);
  }
}

/** A number as somebody typed it: lower case, letters taken for digits and spaces are forgiven. */
export function typedNumber(text: string): string {
  const [series = '', ...groups] = text.normalize('NFKC').toUpperCase().replace(/\s/g, '').split('-');
  return [series, ...groups.map((group) => group.replace(/[ILO]/g, (letter) => look[letter] ?? letter))].join('-');
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}

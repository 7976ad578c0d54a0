/** What a colour stands for; it never stands without the word. */
export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'honour';

const tones: Readonly<Record<string, Tone>> = {
  passed: 'good',
  failed: 'bad',
  revoked: 'bad',
  withdrawn: 'bad',
  liable: 'bad',
  suspended: 'warn',
  undetermined: 'warn',
  'cannot-tell': 'warn',
  recovered: 'warn',
  awarded: 'honour',
  'licence-revoked': 'bad',
  deregistered: 'warn',
};

const inForce: Readonly<Record<string, Tone>> = {
  HonourAwarded: 'honour',
  CertificateIssued: 'good',
  ViolationRecorded: 'bad',
  EnterpriseBlacklisted: 'bad',
  DisqualificationFound: 'bad',
};

/** The tone of a status of an item of some type. */
export function toneOf(status: string, type = ''): Tone {
  return (status === 'in-force' ? inForce[type] : tones[status]) ?? 'plain';
}

/** 荣誉证书 */
export const certificateWords = {
  title: { zh: '荣誉证书', en: 'Certificate of honour' },
  pdf: { zh: '荣誉证书 PDF', en: 'Certificate as PDF' },
  verb: { zh: '荣获', en: 'was awarded' },
  authority: { zh: '授予机关', en: 'Awarded by' },
  documentNo: { zh: '文号', en: 'Document' },
  awardedOn: { zh: '授予日期', en: 'Awarded on' },
  until: { zh: '有效期至', en: 'Valid until' },
  notStated: { zh: '未载明', en: 'not stated' },
  footer: {
    zh: '本证书依本登记系统在案记录制作，以授予机关的文书为准；荣誉现时是否有效，请扫码核验。',
    en: 'Made from what is on record; the document of the authority holds. Scan to see whether the honour is valid now. ',
  },
} as const;

/** 荣誉 as verified, by what became of it. */
export const honourStates = {
  valid: { zh: '该荣誉在案有效。', en: 'The honour is on record and valid.' },
  expired: { zh: '该荣誉有效期已满。', en: 'The term of the honour has ended.' },
  revoked: {
    zh: '该荣誉已被撤销，证书不再有效。',
    en: 'The honour has been revoked; the certificate holds no longer.',
  },
  withdrawn: {
    zh: '该荣誉的登记已撤回，证书不再有效。',
    en: 'The honour is no longer on record; the certificate holds no longer.',
  },
} as const;

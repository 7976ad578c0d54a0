import type { Label } from '../../../schemas/vocabulary.js';
import type { Language } from '../language.js';
import type { HonourCertificate } from '../papers/paper.js';
import { certificateWords } from '../words/certificate.js';
import { reportWords } from '../words/report.js';
import { inShanghai } from './instant.js';
import type { Item } from './item.js';
import { lineOf } from './line.js';
import type { Names } from './names.js';

interface CertificateGiven {
  readonly item: Item;
  readonly holder: { readonly uscc: string; readonly name: string | null };
  readonly names: Names;
  readonly language: Language;
  readonly registry: string;
  readonly number: string;
  readonly address: string;
}

/** 荣誉证书: what the document of the honour says, dated by the day on which it was recorded. */
export function honourCertificate(given: CertificateGiven): HonourCertificate {
  const { item, holder, names, language, registry, number, address } = given;
  const say = (label: Label): string => label[language];
  const { day, until, title, detail, documentNo, authority } = lineOf(item, names);
  const stated: readonly (readonly [Label, string | undefined])[] = [
    [certificateWords.authority, authority],
    [certificateWords.documentNo, documentNo],
    [certificateWords.awardedOn, day],
    [certificateWords.until, until],
  ];
  return {
    kind: 'honour-certificate',
    language,
    registry,
    title: say(certificateWords.title),
    number,
    verify: { address, caption: say(reportWords.scan) },
    day: inShanghai(item.recordedAt).slice(0, 10),
    spelt: say(reportWords.spelt),
    holder: holder.name ?? say(reportWords.noName),
    uscc: holder.uscc,
    verb: say(certificateWords.verb),
    honour: say(title),
    detail: detail === undefined ? '' : say(detail),
    facts: stated.map(([label, value]) => ({ label: say(label), value: value ?? say(certificateWords.notStated) })),
    footer: say(certificateWords.footer),
  };
}

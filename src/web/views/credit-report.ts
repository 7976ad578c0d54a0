import type { Label } from '../../../schemas/vocabulary.js';
import type { Language } from '../language.js';
import type { CreditReport, Fact, ReportRow, ReportSection, ReportTable } from '../papers/paper.js';
import { markWords, profileWords, sectionWords, sightWords } from '../words/profile.js';
import {
  cutOffWords,
  inspectionWords,
  numbered,
  recordCount,
  reportNotes,
  reportSections,
  reportWords,
  sinceWords,
} from '../words/report.js';
import type { Line } from './line.js';
import type { ProfileView } from './profile.js';
import type { SectionName } from './sections.js';

/** What a report says of itself, beside what the profile says. */
export interface ReportGiven {
  readonly view: Omit<ProfileView, 'now' | 'timeline' | 'turns'>;
  readonly language: Language;
  readonly registry: string;
  readonly number: string;
  readonly check: string;
  readonly address: string;
  /** The name of the department that asked; undefined for the public. */
  readonly asker: string | undefined;
  /** When the last event that it knows of was recorded, on a clock in Shanghai. */
  readonly knownUntil: string;
}

type Say = (label: Label) => string;

/** 企业质量信用报告: the profile in the order of the public-credit report standard 公共信用信息报告标准. */
export function creditReport(given: ReportGiven): CreditReport {
  const { view, language, registry, number, address } = given;
  const say: Say = (label) => label[language];
  const { profile, axes } = view;
  return {
    kind: 'credit-report',
    language,
    registry,
    title: say(reportWords.title),
    number,
    verify: { address, caption: say(reportWords.scan) },
    day: axes.validAt,
    spelt: say(reportWords.spelt),
    subject: profile.name ?? say(reportWords.noName),
    uscc: profile.uscc,
    asked: askedFacts(given, say),
    columns: [
      say(profileWords.day),
      say(profileWords.item),
      say(profileWords.document),
      say(profileWords.until),
      say(profileWords.status),
    ],
    sections: contents(view, say).map((section, index) => ({
      ...section,
      heading: say(numbered(index, section.heading)),
    })),
    notesHeading: say(reportWords.notes),
    notes: reportNotes.map(say),
    footer: say(reportWords.footer),
    pageOf: say(reportWords.pageOf),
  };
}

function askedFacts({ view, number, check, asker, knownUntil }: ReportGiven, say: Say): readonly Fact[] {
  const { profile, axes, sight, purpose } = view;
  const known = sight === 'public' ? undefined : { position: axes.knownAt, at: knownUntil };
  return [
    { label: say(reportWords.subject), value: profile.name ?? say(reportWords.noName) },
    { label: say(reportWords.uscc), value: profile.uscc },
    { label: say(reportWords.validAt), value: axes.validAt },
    { label: say(reportWords.sight), value: say(sightWords[sight]) },
    { label: say(reportWords.cutOff), value: say(cutOffWords(axes.validAt, known)) },
    ...(asker === undefined ? [] : [{ label: say(reportWords.asker), value: asker }]),
    ...(purpose === undefined ? [] : [{ label: say(reportWords.purpose), value: purpose }]),
    { label: say(reportWords.number), value: number },
    { label: say(reportWords.check), value: check },
    {
      label: say(reportWords.rules),
      value: axes.ruleVersion === 'none' ? say(reportWords.noRules) : axes.ruleVersion.replaceAll(',', '  '),
    },
  ];
}

type Content = Omit<ReportSection, 'heading'> & { readonly heading: Label };

/**
 * The sections of the standard; what this registry does not hold is said too. Petition findings stay in the profile: a
 * paper travels further than those who may see them.
 */
function contents(view: ReportGiven['view'], say: Say): readonly Content[] {
  const { listings } = view.sections;
  const kindOf = ({ item }: Line): unknown => item?.data.listKind;
  const abnormal = listings.filter((line) => kindOf(line) === 'abnormal-operation');
  const distrusted = listings.filter((line) => !abnormal.includes(line));
  const tables = (...names: readonly SectionName[]) => names.map((name) => tableOf(name, view.sections[name], say));
  const inspected = view.inspected === undefined ? [] : [inspectedFact(view.inspected, say)];
  const nothing = say(reportWords.nothing);
  const notHeld = say(reportWords.notHeld);
  return [
    { heading: reportSections.overview, facts: overview(view, say), tables: [], says: undefined },
    { heading: reportSections.basics, facts: basics(view, say), tables: [], says: undefined },
    filled(reportSections.administration, inspected, tables('inspections', 'violations'), nothing),
    filled(reportSections.trust, [], tables('honours', 'certificates', 'rewards'), nothing),
    filled(reportSections.distrust, [], [tableOf('listings', distrusted, say)], nothing),
    filled(reportSections.abnormal, [], [tableOf('listings', abnormal, say)], nothing),
    filled(reportSections.commitments, [], tables('duties'), nothing),
    filled(reportSections.evaluation, [], [], notHeld),
    filled(reportSections.judgments, [], [], notHeld),
    filled(reportSections.others, [], tables('incidents', 'disqualifications', 'measures'), nothing),
  ];
}

/** Tables without a row are left out; a section in which nothing is left says so. */
function filled(heading: Label, facts: readonly Fact[], tables: readonly ReportTable[], otherwise: string): Content {
  const shown = tables.filter(({ rows }) => rows.length > 0);
  return { heading, facts, tables: shown, says: facts.length + shown.length === 0 ? otherwise : undefined };
}

const counted: readonly SectionName[] = [
  'honours',
  'certificates',
  'inspections',
  'violations',
  'incidents',
  'listings',
];

function overview({ profile, badges, sections, inspected }: ReportGiven['view'], say: Say): readonly Fact[] {
  const listed = badges.map(({ kind, authority, since }) =>
    [say(kind), authority, since === undefined ? undefined : say(sinceWords(since))]
      .filter((part) => part !== undefined)
      .join(' · '),
  );
  return [
    { label: say(reportWords.listed), value: listed.length === 0 ? say(reportWords.noList) : listed.join('；') },
    {
      label: say(reportWords.disputed),
      value: say(profile.badge.disputed ? profileWords.disputed : reportWords.noDispute),
    },
    ...counted
      .filter((name) => name !== 'inspections' || inspected === undefined)
      .map((name) => ({ label: say(sectionWords[name]), value: say(recordCount(sections[name].length)) })),
  ];
}

function basics({ profile, names }: ReportGiven['view'], say: Say): readonly Fact[] {
  const { divisionText, division } = profile;
  const place = divisionText ?? (division === undefined ? undefined : say(names.division(division)));
  const registered = profile.registered ? profile.status : profileWords.unregistered;
  const stated: readonly (readonly [Label, string | undefined | null])[] = [
    [reportWords.name, profile.nameMasked ? `${profile.name}（${say(profileWords.masked)}）` : profile.name],
    [reportWords.uscc, profile.uscc],
    [reportWords.registration, say(registered)],
    [profileWords.former, profile.formerNames.join('、') || undefined],
    [profileWords.division, place],
    [profileWords.industry, profile.industry],
    [profileWords.kind, profile.kind],
    [profileWords.establishedOn, profile.establishedOn],
    [profileWords.codeException, profile.codeException],
    [profileWords.predecessors, profile.predecessors.map(({ uscc }) => uscc).join('、') || undefined],
    [profileWords.succeededBy, profile.succeededBy?.uscc],
    [profileWords.dividedInto, profile.dividedInto.join('、') || undefined],
  ];
  return stated.flatMap(([label, value]) =>
    value === undefined || value === null ? [] : [{ label: say(label), value }],
  );
}

function inspectedFact(counts: { readonly passed: number; readonly failed: number }, say: Say): Fact {
  return { label: say(sectionWords.inspections), value: say(inspectionWords(counts)) };
}

function tableOf(name: SectionName, lines: readonly Line[], say: Say): ReportTable {
  return { caption: say(sectionWords[name]), rows: lines.map((line) => rowOf(line, say)) };
}

function rowOf({ day, title, detail, documentNo, authority, until, status, publicity, marks }: Line, say: Say) {
  const words = [status, ...(publicity === undefined ? [] : [publicity]), ...marks.map((mark) => markWords[mark])];
  return {
    day: day ?? say(reportWords.notStated),
    title: say(title),
    detail: detail === undefined ? '' : say(detail),
    documentNo: documentNo ?? say(reportWords.notStated),
    authority: authority ?? '',
    until: until ?? '',
    status: words.map(say).join('，'),
  } satisfies ReportRow;
}

import type { Language } from '../language.js';

/** What every paper 文书 carries: plain text in one language, ready to be set. */
interface PaperFrame {
  readonly language: Language;
  /** The name of the registry that gives it. */
  readonly registry: string;
  readonly title: string;
  readonly number: string;
  /** 核验: where it is verified, and what that is called. */
  readonly verify: { readonly address: string; readonly caption: string };
  /** The day it is dated by, `YYYY-MM-DD`: one that was asked about, never that of a clock. */
  readonly day: string;
  /** What it says of characters that no face of type has, if it has such. */
  readonly spelt: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A record as a line of a table; what is empty is not stated. */
export interface ReportRow {
  readonly day: string;
  readonly title: string;
  readonly detail: string;
  readonly documentNo: string;
  readonly authority: string;
  readonly until: string;
  readonly status: string;
}

export interface ReportTable {
  readonly caption: string;
  readonly rows: readonly ReportRow[];
}

/** A section of the report: facts, tables, or a sentence where there is neither. */
export interface ReportSection {
  readonly heading: string;
  readonly facts: readonly Fact[];
  readonly tables: readonly ReportTable[];
  readonly says: string | undefined;
}

/** 企业质量信用报告 */
export interface CreditReport extends PaperFrame {
  readonly kind: 'credit-report';
  readonly subject: string;
  readonly uscc: string;
  readonly asked: readonly Fact[];
  /** What the columns of every table are called. */
  readonly columns: readonly [day: string, title: string, document: string, until: string, status: string];
  readonly sections: readonly ReportSection[];
  readonly notesHeading: string;
  readonly notes: readonly string[];
  readonly footer: string;
  /** `第 N 页 共 M 页`, with `N` and `M` to be put in. */
  readonly pageOf: string;
}

/** 荣誉证书 of one honour */
export interface HonourCertificate extends PaperFrame {
  readonly kind: 'honour-certificate';
  /** To whom it was given, and its code. */
  readonly holder: string;
  readonly uscc: string;
  /** `荣获` */
  readonly verb: string;
  readonly honour: string;
  /** For what, of which year, as winner or nominee; empty where the document says nothing of it. */
  readonly detail: string;
  readonly facts: readonly Fact[];
  readonly footer: string;
}

export type Paper = CreditReport | HonourCertificate;

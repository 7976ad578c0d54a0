/** 查询留痕: one read of what is not public. */
export interface AccessEntry {
  /** UTC instant of the answer. */
  readonly at: string;
  readonly department: string;
  readonly key: string;
  /** Method and path, `GET /v1/lists/joint-punishment`. */
  readonly what: string;
  /** Enterprises that were asked about by code. */
  readonly usccs: readonly string[];
  readonly purpose: string | undefined;
  /** D, K and R as resolved, where the answer has them. */
  readonly axes: { readonly validAt: string; readonly knownAt: number; readonly ruleVersion: string } | undefined;
  readonly status: number;
  /** What was answered: its ETag, or the first 16 hex digits of its SHA-256; undefined for what was streamed. */
  readonly result: string | undefined;
}

/** Which entries are asked for; days are of the calendar in Shanghai, both inclusive. */
export interface AccessFilter {
  readonly uscc?: string | undefined;
  readonly department?: string | undefined;
  readonly key?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Number of the entry before which to go on. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface NumberedEntry extends AccessEntry {
  /** Counts up, on this node. */
  readonly number: number;
}

/** Where reads leave their trace: what is recorded, and what it says afterwards. One a node. */
export interface AccessLog {
  /** Resolves once the entry is written: a kill of the process loses nothing, a loss of power the last ones at most. */
  record(entry: AccessEntry): Promise<void>;
  /** Entries, newest first; others are answered meanwhile, however far back it goes. */
  entries(filter: AccessFilter): Promise<readonly NumberedEntry[]>;
}

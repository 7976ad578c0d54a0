import type { DataOf, EventType, RecordedEvent } from '../../schemas/events.js';

export type RoundEventType = Extract<
  EventType,
  | 'RoundOpened'
  | 'ApplicationFiled'
  | 'EligibilityAssessed'
  | 'NoticePublished'
  | 'NoticeEnded'
  | 'RoundDecided'
  | 'WinnerRefused'
  | 'RoundClosed'
>;
export type RoundEvent = RecordedEvent<RoundEventType>;

/** 评选轮次: the fold of `award_round-<programme>.<year>`. */
export interface RoundState {
  readonly version: number;
  readonly opened: DataOf<'RoundOpened'> | undefined;
  /** Applicants, in the order in which they applied. */
  readonly applications: ReadonlyMap<string, DataOf<'ApplicationFiled'>>;
  /** The latest assessment of each applicant. */
  readonly assessments: ReadonlyMap<string, RecordedEvent<'EligibilityAssessed'>>;
  readonly notice: DataOf<'NoticePublished'> | undefined;
  readonly noticeEnded: DataOf<'NoticeEnded'> | undefined;
  readonly decided: RecordedEvent<'RoundDecided'> | undefined;
  readonly refused: ReadonlyMap<string, DataOf<'WinnerRefused'>>;
  readonly closed: DataOf<'RoundClosed'> | undefined;
}

/** Where a round is on its way. */
export const roundStages = ['open', 'notice', 'notice-ended', 'decided', 'closed'] as const;
export type RoundStage = (typeof roundStages)[number];

export function stageOf({ notice, noticeEnded, decided, closed }: RoundState): RoundStage {
  if (closed !== undefined) return 'closed';
  if (decided !== undefined) return 'decided';
  if (noticeEnded !== undefined) return 'notice-ended';
  return notice === undefined ? 'open' : 'notice';
}

export function roundStream(programme: string, year: number): string {
  return `award_round-${programme}.${year}`;
}

export function isRoundEvent(event: RecordedEvent): event is RoundEvent {
  return roundTypes.has(event.type);
}

const roundTypes: ReadonlySet<string> = new Set<RoundEventType>([
  'RoundOpened',
  'ApplicationFiled',
  'EligibilityAssessed',
  'NoticePublished',
  'NoticeEnded',
  'RoundDecided',
  'WinnerRefused',
  'RoundClosed',
]);

/** Folds a round's stream: the same events always give the same state. */
export function foldRound(events: readonly RecordedEvent[]): RoundState {
  const state: Folding = {
    version: 0,
    opened: undefined,
    applications: new Map(),
    assessments: new Map(),
    notice: undefined,
    noticeEnded: undefined,
    decided: undefined,
    refused: new Map(),
    closed: undefined,
  };
  for (const event of events) if (isRoundEvent(event)) evolve(state, event);
  return state;
}

/** The fold's own, growing form of a state. */
type Folding = { -readonly [K in keyof RoundState]: RoundState[K] } & {
  readonly applications: Map<string, DataOf<'ApplicationFiled'>>;
  readonly assessments: Map<string, RecordedEvent<'EligibilityAssessed'>>;
  readonly refused: Map<string, DataOf<'WinnerRefused'>>;
};

function evolve(state: Folding, event: RoundEvent): void {
  state.version = event.version;
  switch (event.type) {
    case 'RoundOpened':
      state.opened = event.data;
      return;
    case 'ApplicationFiled':
      state.applications.set(event.data.uscc, event.data);
      return;
    case 'EligibilityAssessed':
      state.assessments.set(event.data.uscc, event);
      return;
    case 'NoticePublished':
      state.notice = event.data;
      return;
    case 'NoticeEnded':
      state.noticeEnded = event.data;
      return;
    case 'RoundDecided':
      state.decided = event;
      return;
    case 'WinnerRefused':
      state.refused.set(event.data.uscc, event.data);
      return;
    case 'RoundClosed':
      state.closed = event.data;
  }
}

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Fault } from './faults.js';
import type { StoredMessage, StoredStreams } from './stored-streams.js';
import {
  caughtUpAnswer,
  checkpointAnswer,
  confirmationAnswer,
  eventAnswer,
  notFoundAnswer,
  streamNamed,
} from './wire.js';

type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

const BACKWARDS = 1;
const SEARCH_WINDOW = 32;

/** Answers one Read: a stream, $all, or a subscription to $all. */
export async function reading(stored: StoredStreams, call: ReadCall, fault: Fault | undefined): Promise<void> {
  const options = call.request.getOptions();
  if (options === undefined) return;
  if (options.hasSubscription()) return subscription(stored, call, options, fault);
  const name = options.getStream()?.getStreamIdentifier();
  const source = name === undefined ? stored.all : stored.stream(streamNamed(name));
  if (name !== undefined && source.length === 0) call.write(notFoundAnswer(name));
  for (const message of asked(source, options)) await send(call, eventAnswer(message));
  call.end();
}

function asked(source: readonly StoredMessage[], options: streams.ReadReq.Options): readonly StoredMessage[] {
  const backwards = options.getReadDirection() === BACKWARDS;
  const ordered = backwards ? source.toReversed() : source;
  return ordered.filter((message) => within(message, options, backwards)).slice(0, Number(options.getCount()));
}

/** Streams are read from a revision on, itself included; $all backwards leaves its position out. */
function within(message: StoredMessage, options: streams.ReadReq.Options, backwards: boolean): boolean {
  const stream = options.getStream();
  const from = options.getAll()?.getPosition();
  if (stream?.hasRevision() === true) {
    const revision = Number(stream.getRevision());
    return backwards ? message.revision <= revision : message.revision >= revision;
  }
  if (stream?.hasEnd() === true || options.getAll()?.hasEnd() === true) return backwards;
  if (stream !== undefined || from === undefined) return !backwards;
  const position = BigInt(from.getCommitPosition());
  return backwards ? message.position < position : message.position >= position;
}

/** From after a position, for ever: events that pass the filter, a checkpoint a window, caughtUp at the head. */
async function subscription(
  stored: StoredStreams,
  call: ReadCall,
  options: streams.ReadReq.Options,
  fault: Fault | undefined,
): Promise<void> {
  const gone = new AbortController();
  for (const end of ['cancelled', 'error', 'finish']) call.once(end, () => gone.abort());
  call.write(confirmationAnswer(randomUUID()));
  let next = firstAfter(stored, options);
  while (!gone.signal.aborted) {
    const message = stored.all[next];
    if (message === undefined) {
      call.write(caughtUpAnswer());
      await once(stored, 'stored', { signal: gone.signal }).catch(() => undefined);
    } else {
      next += 1;
      const answers = delivered(message, next, options, fault === 'twice');
      for (const answer of answers) await send(call, answer);
      if (fault === 'cut' && answers.length > 0) break;
    }
  }
  call.end();
}

/** What a subscription is told when the server has searched `searched` events, of which `message` is the last. */
function delivered(
  message: StoredMessage,
  searched: number,
  options: streams.ReadReq.Options,
  twice: boolean,
): readonly streams.ReadResp[] {
  const filter = options.getFilter();
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? [''];
  const window = (filter?.getMax() || SEARCH_WINDOW) * (filter?.getCheckpointintervalmultiplier() || 1);
  const event = prefixes.some((prefix) => message.stream.startsWith(prefix)) ? [eventAnswer(message)] : [];
  const checkpoint = filter !== undefined && searched % window === 0 ? [checkpointAnswer(message.position)] : [];
  return [...event, ...(twice ? event : []), ...checkpoint];
}

function firstAfter(stored: StoredStreams, options: streams.ReadReq.Options): number {
  const all = options.getAll();
  if (all?.hasEnd() === true) return stored.all.length;
  const from = BigInt(all?.getPosition()?.getCommitPosition() ?? '-1');
  const found = stored.all.findIndex((message) => message.position > from);
  return found < 0 ? stored.all.length : found;
}

/** A reader that is slow holds the answers back. */
async function send(call: ReadCall, answer: streams.ReadResp): Promise<void> {
  if (call.write(answer) || call.cancelled) return;
  const over = new AbortController();
  const ends = ['drain', 'cancelled', 'finish', 'error'].map((end) => once(call, end, { signal: over.signal }));
  await Promise.race(ends);
  over.abort();
  await Promise.allSettled(ends);
}

import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { ExpectedRevision, ProposedMessage, StoredMessage, WriteOutcome } from './stored-streams.js';

type Written = Extract<WriteOutcome, { written: true }>;

const TICKS_PER_MILLISECOND = 10_000n;

/** The name of a stream, which travels as bytes. */
export function streamNamed(identifier: shared.StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

export function proposed(
  message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage,
): ProposedMessage {
  return {
    id: message.getId()?.getString() ?? '',
    metadata: message.getMetadataMap().toArray(),
    customMetadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
}

export function expectedByAppend(options: streams.AppendReq.Options): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream-exists';
  return options.hasNoStream() ? -1 : Number(options.getRevision());
}

export function expectedByBatch(options: streams.BatchAppendReq.Options): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream-exists';
  return options.hasNoStream() ? -1 : Number(options.getStreamPosition());
}

/** The answer of the classic Append. */
export function appendAnswer(outcome: WriteOutcome): streams.AppendResp {
  const answer = new streams.AppendResp();
  if (!outcome.written) {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (outcome.current < 0) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(outcome.current));
    return answer.setWrongExpectedVersion(wrong);
  }
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(outcome.position)).setPreparePosition(String(outcome.position));
  const success = new streams.AppendResp.Success().setCurrentRevision(String(outcome.revision));
  return answer.setSuccess(success.setPosition(position));
}

/** The answer of BatchAppend, whose refusal is a google.rpc.Status around a typed detail. */
export function batchAnswer(request: streams.BatchAppendReq, outcome: WriteOutcome): streams.BatchAppendResp {
  const answer = new streams.BatchAppendResp().setCorrelationId(request.getCorrelationId());
  answer.setStreamIdentifier(request.getOptions()?.getStreamIdentifier());
  return outcome.written ? answer.setSuccess(batchSuccess(outcome)) : answer.setError(refusal(outcome.current));
}

function batchSuccess(outcome: Written): streams.BatchAppendResp.Success {
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(String(outcome.position)).setPreparePosition(String(outcome.position));
  return new streams.BatchAppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(position);
}

function refusal(current: number): status.Status {
  const wrong = new shared.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  const detail = new anyMessage.Any();
  detail.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  return new status.Status().setDetails(detail);
}

export function eventAnswer(message: StoredMessage): streams.ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(message.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(message.stream)))
    .setStreamRevision(String(message.revision))
    .setCommitPosition(String(message.position))
    .setPreparePosition(String(message.position))
    .setCustomMetadata(message.customMetadata)
    .setData(message.data);
  for (const [key, value] of message.metadata) recorded.getMetadataMap().set(key, value);
  recorded.getMetadataMap().set('created', String(BigInt(message.createdMs) * TICKS_PER_MILLISECOND));
  const event = new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(message.position));
  return new streams.ReadResp().setEvent(event);
}

export function checkpointAnswer(position: bigint): streams.ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position)).setPreparePosition(String(position));
  return new streams.ReadResp().setCheckpoint(checkpoint);
}

export function confirmationAnswer(id: string): streams.ReadResp {
  return new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
}

export function caughtUpAnswer(): streams.ReadResp {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
}

export function notFoundAnswer(identifier: shared.StreamIdentifier | undefined): streams.ReadResp {
  return new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier),
  );
}

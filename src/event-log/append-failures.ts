/** The log could not write: disk full, file read-only, thread or cluster gone. Whether the events are there is not known. */
export class AppendFailed extends Error {
  constructor(reason: string) {
    super(`the event log could not write: ${reason}`);
    this.name = 'AppendFailed';
  }
}

/** The cluster has not answered, however often it was asked: the same call may be made again. */
export class ClusterUnreachable extends AppendFailed {
  constructor(reason: string) {
    super(reason);
    this.name = 'ClusterUnreachable';
  }
}

/** This node has not read the head of the log for too long to decide anything. Nothing was sent. */
export class NodeStale extends Error {
  constructor() {
    super('this node has not been able to read the head of the log lately');
    this.name = 'NodeStale';
  }
}

/** The events are recorded for good; this node cannot read them yet. */
export class NotYetReplicated extends Error {
  readonly eventIds: readonly string[];

  constructor(eventIds: readonly string[]) {
    super(`recorded, but not yet readable on this node: event ${eventIds[0]} and ${eventIds.length - 1} more`);
    this.name = 'NotYetReplicated';
    this.eventIds = eventIds;
  }
}

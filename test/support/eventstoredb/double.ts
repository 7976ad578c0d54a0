import { once } from 'node:events';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type gossip from '@eventstore/db-client/generated/gossip_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { type Fault, Faults } from './faults.js';
import { gossipAnswer, type Member } from './gossip.js';
import { type Identity, letsIn } from './identity.js';
import { reading } from './reading.js';
import { largestAppend, StoredStreams, sizeOf } from './stored-streams.js';
import { appendAnswer, batchAnswer, expectedByAppend, expectedByBatch, proposed, streamNamed } from './wire.js';

type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;
type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;
type GossipCall = ServerUnaryCall<shared.Empty, gossip.ClusterInfo>;
type FeaturesCall = ServerUnaryCall<shared.Empty, featureMessages.SupportedMethods>;

const unauthenticated = { code: status.UNAUTHENTICATED, details: 'Unauthenticated' };
const tooLarge = { code: status.INVALID_ARGUMENT, details: 'Maximum Append Size of 1048576 Exceeded.' };
const unavailable = { code: status.UNAVAILABLE, details: 'the node is going down' };

export interface DoubleOptions {
  /** Without it the node knows the classic Append alone. */
  readonly batches?: boolean;
  /** Without it the node speaks no TLS and lets everybody in. */
  readonly identity?: Identity;
}

/**
 * One node of EventStoreDB on the wire: the services of the client package over the server's rules, with TLS and a user if
 * it is given an identity, and with faults on demand. It holds everything in memory.
 */
export class EventStoreDouble {
  readonly faults = new Faults();
  readonly reads = new Set<ReadCall>();
  /** How often each service was called. */
  readonly calls = { features: 0, append: 0, read: 0, gossip: 0 };
  /** Of whom it tells when it is asked for the cluster, beside itself as the leader. */
  readonly others: Member[] = [];
  private readonly server = new Server();
  port = 0;

  private constructor(
    readonly stored: StoredStreams,
    private readonly options: DoubleOptions,
  ) {}

  /** A node on a free port. */
  static start(options: DoubleOptions = {}): Promise<EventStoreDouble> {
    return EventStoreDouble.listen(new EventStoreDouble(new StoredStreams(), options), 0);
  }

  /** The node comes back where it was, with what it had stored. */
  restarted(): Promise<EventStoreDouble> {
    return EventStoreDouble.listen(new EventStoreDouble(this.stored, this.options), this.port);
  }

  private static async listen(double: EventStoreDouble, port: number): Promise<EventStoreDouble> {
    double.server.addService(streamsService.StreamsService, {
      read: (call: ReadCall) => double.read(call),
      append: (call: AppendCall, answer: sendUnaryData<streams.AppendResp>) => double.append(call, answer),
      batchAppend: (call: BatchCall) => double.batchAppend(call),
    });
    double.server.addService(features.ServerFeaturesService, {
      getSupportedMethods: (_: FeaturesCall, answer: sendUnaryData<featureMessages.SupportedMethods>) =>
        double.supported(answer),
    });
    double.server.addService(gossipService.GossipService, {
      read: (_: GossipCall, answer: sendUnaryData<gossip.ClusterInfo>) => double.gossip(answer),
    });
    const credentials = double.options.identity?.credentials ?? ServerCredentials.createInsecure();
    double.port = await new Promise((resolve, reject) =>
      double.server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
    return double;
  }

  get url(): string {
    return this.urlOf('esdb', `127.0.0.1:${this.port}`);
  }

  /** Its address by another scheme or other hosts, with what a client needs to be let in. */
  urlOf(scheme: 'esdb' | 'esdb+discover', hosts: string): string {
    const { identity } = this.options;
    if (identity === undefined) return `${scheme}://${hosts}?tls=false`;
    const { user, authority } = identity;
    return `${scheme}://${user.name}:${encodeURIComponent(user.password)}@${hosts}?tlsCAFile=${authority}`;
  }

  /** Ends every read and subscription that is open, as the death of a node does. */
  dropReads(): void {
    for (const call of this.reads) call.emit('error', unavailable);
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private supported(answer: sendUnaryData<featureMessages.SupportedMethods>): void {
    this.calls.features += 1;
    const fault = this.faults.next('features');
    if (fault === 'hang') return;
    if (fault !== undefined) {
      answer(unavailable);
      return;
    }
    const supported = new featureMessages.SupportedMethods().setEventStoreServerVersion('23.10.7');
    const batch = new featureMessages.SupportedMethod().setServiceName('event_store.client.streams.streams');
    if (this.options.batches ?? true) supported.addMethods(batch.setMethodName('batchappend'));
    answer(null, supported);
  }

  /** Anybody may ask, as in the server. */
  private gossip(answer: sendUnaryData<gossip.ClusterInfo>): void {
    this.calls.gossip += 1;
    answer(null, gossipAnswer([...this.others, { port: this.port, state: 'leader', isAlive: true }]));
  }

  private read(call: ReadCall): void {
    this.calls.read += 1;
    if (!letsIn(this.options.identity, call.metadata)) return void call.emit('error', unauthenticated);
    const fault = this.faults.next('read');
    if (fault === 'unavailable' || fault === 'not-leader') return void call.emit('error', this.refusal(fault));
    this.reads.add(call);
    for (const end of ['cancelled', 'error', 'finish']) call.once(end, () => this.reads.delete(call));
    if (fault !== 'hang') void reading(this.stored, call, fault);
  }

  private async append(call: AppendCall, answer: sendUnaryData<streams.AppendResp>): Promise<void> {
    const requests: streams.AppendReq[] = [];
    call.on('data', (request: streams.AppendReq) => requests.push(request));
    await once(call, 'end');
    if (call.cancelled) return;
    if (!letsIn(this.options.identity, call.metadata)) return answer(unauthenticated);
    const options = requests[0]?.getOptions();
    if (options === undefined) return answer({ code: status.INVALID_ARGUMENT });
    const messages = requests.flatMap((request) => request.getProposedMessage() ?? []).map(proposed);
    if (sizeOf(messages) > largestAppend) return answer(tooLarge);
    const write = () =>
      this.stored.write(streamNamed(options.getStreamIdentifier()), expectedByAppend(options), messages);
    this.calls.append += 1;
    const fault = this.faults.next('append');
    if (fault === 'hang') return;
    if (fault === 'lost-answer') write();
    if (fault !== undefined && fault !== 'late') return answer(this.refusal(fault));
    const outcome = appendAnswer(write());
    if (fault === 'late') this.faults.hold(() => answer(null, outcome));
    else answer(null, outcome);
  }

  /** Pieces of one batch share a correlation id; the last says so, and the batch is written as one. */
  private batchAppend(call: BatchCall): void {
    if (!letsIn(this.options.identity, call.metadata)) return void call.emit('error', unauthenticated);
    const pieces = new Map<string, streams.BatchAppendReq[]>();
    call.on('data', (request: streams.BatchAppendReq) => {
      const key = request.getCorrelationId()?.getString() || String(request.getCorrelationId());
      const batch = [...(pieces.get(key) ?? []), request];
      pieces.set(key, batch);
      if (!request.getIsFinal()) return;
      pieces.delete(key);
      this.writeBatch(call, batch);
    });
    call.on('end', () => call.end());
  }

  private writeBatch(call: BatchCall, batch: readonly streams.BatchAppendReq[]): void {
    const [first] = batch;
    const options = first?.getOptions();
    if (first === undefined || options === undefined) return;
    const messages = batch.flatMap((piece) => piece.getProposedMessagesList()).map(proposed);
    const write = () =>
      this.stored.write(streamNamed(options.getStreamIdentifier()), expectedByBatch(options), messages);
    this.calls.append += 1;
    const fault = this.faults.next('append');
    if (fault === 'hang') return;
    if (fault === 'lost-answer') write();
    if (fault !== undefined && fault !== 'late') return void call.emit('error', this.refusal(fault));
    const outcome = batchAnswer(first, write());
    if (fault === 'late') this.faults.hold(() => call.write(outcome));
    else call.write(outcome);
  }

  /** A client that is referred to the leader connects to it: this very node, elected in the meantime. */
  private refusal(fault: Fault) {
    if (fault !== 'not-leader') return unavailable;
    const metadata = new Metadata();
    metadata.set('exception', 'not-leader');
    metadata.set('leader-endpoint-host', '127.0.0.1');
    metadata.set('leader-endpoint-port', String(this.port));
    return { code: status.NOT_FOUND, details: 'Leader info available', metadata };
  }
}

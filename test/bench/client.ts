import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A request as its bytes. */
export function requestOf(path: string, { key, body }: { readonly key: string; readonly body?: unknown }): Buffer {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const head = [
    `${json === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${key}`,
    ...(json === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(json)}`]),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${json ?? ''}`);
}

/**
 * A kept-alive connection with one request under way at a time. It counts the bytes of an answer and parses nothing
 * else, so that the server under measurement, not its client, is what keeps the machine busy.
 */
export class Connection {
  readonly #socket: Socket;
  #settle: { resolve(body: Buffer): void; reject(error: Error): void } | undefined;
  #chunks: Buffer[] = [];
  #received = 0;
  #expected: number | undefined;
  #bodyAt = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error('the server closed the connection')));
  }

  static async open(address: string): Promise<Connection> {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends a request and answers the body. Rejects on any status but 200 and 201. */
  send(request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    this.#expected ??= this.#lengthFrom(this.#chunks);
    if (this.#expected === undefined || this.#received < this.#expected) return;
    const answer = Buffer.concat(this.#chunks);
    const [settle, bodyAt] = [this.#settle, this.#bodyAt];
    this.#chunks = [];
    this.#received = 0;
    this.#expected = undefined;
    this.#settle = undefined;
    if (/^HTTP\/1.1 20[01] /.test(answer.toString('latin1', 0, 13))) settle?.resolve(answer.subarray(bodyAt));
    else settle?.reject(new Error(`unexpected answer: ${answer.toString('utf8', 0, 600)}`));
  }

  /** Length of the whole answer, once its head is there. */
  #lengthFrom(chunks: readonly Buffer[]): number | undefined {
    const start = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    const end = start?.indexOf('\r\n\r\n') ?? -1;
    if (start === undefined || end < 0) return undefined;
    const length = /\r\ncontent-length: (\d+)/i.exec(start.toString('latin1', 0, end))?.[1];
    if (length === undefined) throw new Error('an answer without content-length');
    this.#bodyAt = end + 4;
    return this.#bodyAt + Number(length);
  }
}

/** Closed loop: each connection asks again as soon as it was answered. Answers requests per second. */
export async function driveClosed(
  connections: readonly Connection[],
  milliseconds: number,
  next: () => Buffer,
): Promise<number> {
  const started = performance.now();
  const until = started + milliseconds;
  let answered = 0;
  const drive = async (connection: Connection): Promise<void> => {
    while (performance.now() < until) {
      await connection.send(next());
      answered += 1;
    }
  };
  await Promise.all(connections.map(drive));
  return (answered / (performance.now() - started)) * 1000;
}

/**
 * Open loop: so many requests a second whatever the answers take, each measured from the moment at which it was due, so
 * that a stall counts for every request that it delayed. Answers the latencies in milliseconds.
 */
export async function driveOpen(
  connections: readonly Connection[],
  { perSecond, milliseconds, next }: { readonly perSecond: number; readonly milliseconds: number; next(): Buffer },
): Promise<readonly number[]> {
  const started = performance.now();
  const due = Array.from(
    { length: (perSecond * milliseconds) / 1000 },
    (_, index) => started + (index * 1000) / perSecond,
  );
  const latencies: number[] = [];
  const drive = async (connection: Connection): Promise<void> => {
    for (let at = due.shift(); at !== undefined; at = due.shift()) {
      const ahead = at - performance.now();
      if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
      await connection.send(next());
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all(connections.map(drive));
  return latencies;
}

/** The value that 99 of 100 stay at or below. */
export function p99(latencies: readonly number[]): number {
  const sorted = [...latencies].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}

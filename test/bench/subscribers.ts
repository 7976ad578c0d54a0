import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { requestOf } from './client.js';

/** Subscribers to a feed as server-sent events, each on a connection of its own, that have heard all there was. */
export class Subscribers {
  readonly #sockets: readonly Socket[];

  private constructor(sockets: readonly Socket[]) {
    this.#sockets = sockets;
  }

  static async open(address: string, key: string, count: number): Promise<Subscribers> {
    const head = await fetch(`${address}/v1/lists/joint-punishment?limit=1`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { feed } = JSON.parse(await head.text());
    const { hostname, port } = new URL(address);
    const path = `/v1/feeds/joint-punishment?after=${feed.cursor}`;
    const request = requestOf(path, { key }).toString().replace('host:', 'accept: text/event-stream\r\nhost:');
    const sockets = await Promise.all(
      Array.from({ length: count }, async () => {
        const socket = connect(Number(port), hostname);
        await once(socket, 'connect');
        const listening = heard(socket, 'retry:');
        socket.write(request);
        await listening;
        return socket;
      }),
    );
    return new Subscribers(sockets);
  }

  /** Resolves once each has heard a text. */
  async all(text: string): Promise<void> {
    await Promise.all(this.#sockets.map((socket) => heard(socket, text)));
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function heard(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const take = (chunk: Buffer): void => {
      seen += chunk.toString('latin1');
      if (!seen.includes(text)) return;
      socket.off('data', take);
      resolve();
    };
    socket.on('data', take);
    socket.once('close', () => reject(new Error(`the connection ended before it said ${text}`)));
  });
}

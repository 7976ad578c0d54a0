import type { Server } from 'node:http';
import type { Socket } from 'node:net';

interface Closable {
  readonly server: Server;
  close(): Promise<void>;
}

/**
 * Prepares a server, before it listens, to close once every accepted request is answered. Connections that clients merely
 * keep alive, or have opened ahead of need and never used, are not waited for.
 */
export function gentleClose(app: Closable): () => Promise<void> {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  return async () => {
    const sweep = setInterval(() => {
      app.server.closeIdleConnections();
      for (const socket of unused) socket.destroy();
    }, 50);
    try {
      await app.close();
    } finally {
      clearInterval(sweep);
    }
  };
}

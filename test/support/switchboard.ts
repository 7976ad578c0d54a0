import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Test } from 'tap';

/** An address that stays while the servers behind it come and go, each on a port of its own. */
export interface Switchboard {
  readonly address: string;
  /** From now on connections go there; those that are open are left alone. */
  leadTo(address: string): void;
  /** Breaks every connection that is open. */
  cut(): void;
}

export async function openSwitchboard(t: Test): Promise<Switchboard> {
  let port = 0;
  const open = new Set<Socket>();
  const server = createServer((caller) => {
    const called = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [caller, called],
      [called, caller],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    address: `http://127.0.0.1:${addressOf(server.address()).port}`,
    leadTo: (address) => {
      port = Number(new URL(address).port);
    },
    cut: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the switchboard has no port');
  return address;
}

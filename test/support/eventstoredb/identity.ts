import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Metadata, ServerCredentials } from '@grpc/grpc-js';
import { generate } from 'selfsigned';

/** What a node shows of itself, and whom it lets in. */
export interface Identity {
  readonly credentials: ServerCredentials;
  /** File of the authority that a client must trust. */
  readonly authority: string;
  readonly user: { readonly name: string; readonly password: string };
}

/** A node with a certificate for 127.0.0.1, made now, and one user. */
export async function identityIn(folder: string, user: Identity['user']): Promise<Identity> {
  const pems = await generate([{ name: 'commonName', value: 'eventstoredb-node' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const authority = join(folder, 'ca.crt');
  writeFileSync(authority, pems.cert);
  const pair = { private_key: Buffer.from(pems.private), cert_chain: Buffer.from(pems.cert) };
  return { credentials: ServerCredentials.createSsl(null, [pair]), authority, user };
}

/** RFC 7617: is it the user of this node who calls? Where there is none anybody may. */
export function letsIn(identity: Identity | undefined, metadata: Metadata): boolean {
  if (identity === undefined) return true;
  const { name, password } = identity.user;
  const expected = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  return metadata.get('authorization')[0] === expected;
}

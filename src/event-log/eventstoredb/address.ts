/** Where a cluster is, and who asks. Only `spoken` may appear in a message: the address itself holds a password. */
export interface ClusterAddress {
  /** Connection string as the client reads it. */
  readonly url: string;
  /** Hosts and ports alone. */
  readonly spoken: string;
  readonly credentials: { readonly username: string; readonly password: string };
}

/** What all streams of a registry are called by in the cluster, and no others; no event says it. */
export const streamPrefix = 'qcr.';

/** The address cannot be used. The message names the rule and never the address. */
export class AddressRefused extends Error {
  constructor(rule: string) {
    super(rule);
    this.name = 'AddressRefused';
  }
}

const shape = /^(esdb(?:\+discover)?:\/\/)(?:([^:@/?]+):([^@/?]+)@)?([^@/?\s]+)\/?(?:\?(\S*))?$/;

/** Options of which the client says nothing, or does something else than it says. */
const refused: Readonly<Record<string, string>> = {
  tlsverifycert: 'tlsVerifyCert has no effect in this client: name the authority with tlsCAFile',
  throwonappendfailure: 'throwOnAppendFailure is not for the registry to be told',
  usercertfile: 'user certificates are not supported: name a user and a password',
};

/** Without TLS nobody is asked who he is; the client would drop these silently. */
const nobody = { username: 'nobody', password: 'nobody' };

/**
 * Reads `esdb://user:password@host:port,...?tlsCAFile=...` or `esdb+discover://`. With TLS there must be a user, without
 * there must be none: its password would silently not be sent. Throws AddressRefused.
 */
export function clusterAddress(url: string): ClusterAddress {
  const [, scheme, username, password, hosts, query = ''] = shape.exec(url.trim()) ?? [];
  if (scheme === undefined || hosts === undefined) {
    throw new AddressRefused('must be esdb://user:password@host:port or esdb+discover://..., with ?key=value options');
  }
  if (scheme.includes('discover') && hosts.includes(',')) {
    throw new AddressRefused('esdb+discover:// takes one name, that of all nodes; several nodes stand behind esdb://');
  }
  const options = new Map([...new URLSearchParams(query)].map(([key, value]) => [key.toLowerCase(), value]));
  for (const [key, rule] of Object.entries(refused)) if (options.has(key)) throw new AddressRefused(rule);
  const isPlain = options.get('tls') === 'false';
  if (isPlain && username !== undefined)
    throw new AddressRefused('without TLS no password is sent: leave the user out');
  if (!isPlain && username === undefined) throw new AddressRefused('needs a user and a password, or tls=false');
  const credentials =
    username === undefined || password === undefined
      ? nobody
      : { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { url: url.trim(), spoken: `${scheme}${hosts}`, credentials };
}

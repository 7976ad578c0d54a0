import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** An address inside somebody's network, which a registry must not be made to call. */
export class TargetRefused extends Error {
  constructor(host: string, address: string) {
    super(`${host} is at ${address}, which is no public address`);
    this.name = 'TargetRefused';
  }
}

/** Special-purpose addresses by the registries of IANA (RFC 6890), multicast, and IPv4 inside IPv6. */
const special = {
  ipv4: [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ],
  ipv6: [
    ['::', 96],
    ['::ffff:0:0', 96],
    ['64:ff9b::', 32],
    ['100::', 64],
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
  ],
} as const;

/**
 * 防止服务器端请求伪造: which targets may be called. Names are judged by what they resolve to at the moment of the call,
 * so that no answer of a name server leads inside; networks of the operator's own are allowed by name.
 */
export class TargetGuard {
  readonly #special = new BlockList();
  readonly #allowed = new BlockList();

  /** `allowed`: addresses and networks such as 10.1.0.0/16. Throws RangeError on what is neither. */
  constructor(allowed: readonly string[]) {
    for (const family of ['ipv4', 'ipv6'] as const) {
      for (const [net, prefix] of special[family]) this.#special.addSubnet(net, prefix, family);
    }
    for (const each of allowed) allow(this.#allowed, each);
  }

  /** Throws TargetRefused when a host is written as an address that must not be called. */
  checkHost(host: string): void {
    const address = host.replace(/^\[|\]$/g, '');
    if (isIP(address) !== 0) this.#check(host, address);
  }

  /** Whether an address is among the operator's own, where a target needs no encryption either. */
  isAllowed(host: string): boolean {
    const address = host.replace(/^\[|\]$/g, '');
    return isIP(address) !== 0 && this.#allowed.check(address, familyOf(address));
  }

  /** Looks a name up, and refuses it whole when one of its addresses must not be called. */
  readonly lookup: LookupFunction = (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      try {
        for (const { address } of addresses) this.#check(host, address);
      } catch (refused) {
        return callback(refused instanceof Error ? refused : new Error(String(refused)), []);
      }
      const [first] = addresses;
      if (options.all === true || first === undefined) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };

  #check(host: string, address: string): void {
    const isSpecial = this.#special.check(address, familyOf(address));
    if (isSpecial && !this.isAllowed(address)) throw new TargetRefused(host, address);
  }
}

function allow(list: BlockList, text: string): void {
  const [net = '', prefix] = text.split('/');
  const isAddress = isIP(net) !== 0;
  const bits = prefix === undefined ? undefined : Number(prefix);
  const isWhole = bits === undefined || (Number.isInteger(bits) && bits >= 0 && bits <= (isIP(net) === 4 ? 32 : 128));
  if (!isAddress || !isWhole) throw new RangeError(`${text} is neither an address nor a network such as 10.1.0.0/16`);
  if (bits === undefined) list.addAddress(net, familyOf(net));
  else list.addSubnet(net, bits, familyOf(net));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** An address inside somebody's network, which a registry must not be made to call. */
export class TargetRefused extends Error {
  constructor(host: string, address: string) {
    super(`${host} is at ${address}, which is no public address`);
    this.name = 'TargetRefused';
  }
}

/** Special-purpose addresses by the registries of IANA (RFC 6890), and multicast. */
const special4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/** Of IPv6 what is global unicast is public (RFC 4291), but for these; IPv4 inside IPv6 is not. */
const global6 = ['2000::', 3] as const;
const special6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/**
 * 防止服务器端请求伪造: which targets may be called. Names are judged by what they resolve to at the moment of the call,
 * so that no answer of a name server leads inside; networks of the operator's own are allowed by name.
 */
export class TargetGuard {
  readonly #special4 = new BlockList();
  readonly #global6 = new BlockList();
  readonly #special6 = new BlockList();
  readonly #allowed = new BlockList();

  /** `allowed`: addresses and networks such as 10.1.0.0/16. Throws RangeError on what is neither. */
  constructor(allowed: readonly string[]) {
    for (const [net, prefix] of special4) this.#special4.addSubnet(net, prefix, 'ipv4');
    for (const [net, prefix] of special6) this.#special6.addSubnet(net, prefix, 'ipv6');
    this.#global6.addSubnet(...global6, 'ipv6');
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
    if (!this.#isPublic(address) && !this.isAllowed(address)) throw new TargetRefused(host, address);
  }

  #isPublic(address: string): boolean {
    if (isIP(address) === 4) return !this.#special4.check(address, 'ipv4');
    return this.#global6.check(address, 'ipv6') && !this.#special6.check(address, 'ipv6');
  }
}

function allow(list: BlockList, text: string): void {
  const [, net = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const longest = isIP(net) === 4 ? 32 : 128;
  if (isIP(net) === 0 || Number(prefix ?? 0) > longest) {
    throw new RangeError(`${text} is neither an address nor a network such as 10.1.0.0/16`);
  }
  if (prefix === undefined) list.addAddress(net, familyOf(net));
  else list.addSubnet(net, Number(prefix), familyOf(net));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

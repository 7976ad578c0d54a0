import type { ClusterAddress } from '../event-log/eventstoredb/address.js';

/** Where a registry lies. */
export interface RegistryPlace {
  /** The data folder: the log, or this node's replica of it, and all that is made of it. */
  readonly data: string;
  /** The cluster that holds the log; the data folder itself without one. */
  readonly cluster?: ClusterAddress;
}

/** What the environment decides; src/config.ts reads it and says why each is there. */
export interface Settings extends RegistryPlace {
  readonly host: string;
  readonly port: number;
  readonly rateLimit: number;
  readonly logLevel: string;
  /** Addresses and networks of the proxies before the registry. */
  readonly trustedProxies?: readonly string[];
  readonly name: string;
  /** The address at which the public reaches the registry, without a slash at its end. */
  readonly publicUrl?: string | undefined;
  /** The access key of a client, such as `qcr follow`. */
  readonly key?: string | undefined;
  readonly secret?: string | undefined;
  /** Networks that webhooks may reach although they are not public. */
  readonly webhookAllow?: readonly string[];
  /** The identity provider whose tokens are taken beside access keys. */
  readonly provider?: ProviderSettings | undefined;
}

interface ProviderSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly secret: string;
  /** What the registry is to the provider when people sign in at it to see the pages. */
  readonly client?: {
    readonly id: string;
    readonly secret?: string | undefined;
    readonly scopes: string;
    readonly label?: string | undefined;
  };
}

/** A mistake of whoever typed the command: shown as a sentence, without a stack. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

import { z } from 'zod';
import { type Settings, UsageError } from './cli/settings.js';
import { AddressRefused, type ClusterAddress, clusterAddress } from './event-log/eventstoredb/address.js';

const environment = z.object({
  /** One folder holds everything, so that it can be backed up, moved and put on its own disk as one. */
  QCR_DATA: z.string().min(1).default('data'),
  /** Loopback until keys are issued: an open registry must not reach a network by default. */
  QCR_HOST: z.string().min(1).default('127.0.0.1'),
  /** 0 lets the system choose, which tests need. */
  QCR_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** Requests a minute and key (or address): holds off a client gone wild, far above what people do. */
  QCR_RATE_LIMIT: z.coerce.number().int().positive().default(6000),
  /** Proxies before the registry, by address or network, joined by commas: who comes through them is told by them alone. */
  QCR_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(listed)
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'must be addresses or networks'))),
  /** What the registry is called on its pages: each city has a name of its own for it. */
  QCR_NAME: z.string().trim().min(2).max(40).default('质量信用与荣誉登记系统'),
  /** Papers carry the address at which the public reaches the registry; behind a proxy a request does not tell it. */
  QCR_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** pino's levels; reads are never logged one by one. */
  QCR_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Where an OpenID Connect provider hands out tokens, they are taken beside access keys. */
  QCR_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  /** What this registry is called by the provider: a token meant for another service is no token here. */
  QCR_OIDC_AUDIENCE: z.string().min(1).optional(),
  /** People sign in to the pages at that provider where it knows the registry as this client. */
  QCR_OIDC_CLIENT_ID: z.string().min(1).optional(),
  /** Of a confidential client; a public one proves itself by PKCE alone. */
  QCR_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** What is asked of the provider when people sign in; some give `department` and `scope` only when asked. */
  QCR_OIDC_CLIENT_SCOPES: z
    .string()
    .refine((names) => names.split(' ').includes('openid'), 'must be names joined by blanks, openid among them')
    .optional(),
  /** What the button says: people know their provider by a name of its own. */
  QCR_OIDC_CLIENT_LABEL: z.string().trim().min(2).max(40).optional(),
  /** What names and signatures are derived from that others must not be able to make; it never leaves the machine. */
  QCR_SECRET: z.string().min(32).optional(),
  /** Webhooks reach public addresses alone, but for networks of the operator's own, such as 10.1.0.0/16, joined by commas. */
  QCR_WEBHOOK_ALLOW: z.string().default('').transform(listed),
  /** The access key of `qcr follow`: on a command line everyone on the machine could read it. */
  QCR_KEY: z.string().min(1).optional(),
  /** Where the log of several nodes is; without it the log is a file of the data folder. */
  EVENTSTOREDB_URL: z.string().trim().min(1).optional(),
});

function listed(text: string): string[] {
  return text.split(',').filter((each) => each !== '');
}

type Environment = z.output<typeof environment>;

/**
 * The settings that the environment gives; a variable that is empty is one that is not set. Throws UsageError that names
 * the variable and the rule.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { data } = parsed;
  return {
    data: data.QCR_DATA,
    host: data.QCR_HOST,
    port: data.QCR_PORT,
    rateLimit: data.QCR_RATE_LIMIT,
    logLevel: data.QCR_LOG_LEVEL,
    name: data.QCR_NAME,
    publicUrl: data.QCR_PUBLIC_URL?.replace(/\/+$/, ''),
    key: data.QCR_KEY,
    secret: data.QCR_SECRET,
    trustedProxies: data.QCR_TRUSTED_PROXIES,
    webhookAllow: data.QCR_WEBHOOK_ALLOW,
    provider: providerOf(data),
    ...(data.EVENTSTOREDB_URL === undefined ? {} : { cluster: clusterAt(data.EVENTSTOREDB_URL) }),
  };
}

function providerOf(data: Environment): Settings['provider'] {
  const { QCR_OIDC_ISSUER: issuer, QCR_OIDC_AUDIENCE: audience, QCR_SECRET: secret } = data;
  const client = clientOf(data);
  if (issuer === undefined) return undefined;
  if (audience === undefined) throw new UsageError('QCR_OIDC_AUDIENCE: must be set with QCR_OIDC_ISSUER');
  if (secret === undefined) throw new UsageError('QCR_SECRET: must be set with QCR_OIDC_ISSUER');
  return { issuer, audience, secret, ...(client === undefined ? {} : { client }) };
}

function clientOf(data: Environment): NonNullable<Settings['provider']>['client'] {
  const { QCR_OIDC_ISSUER: issuer, QCR_OIDC_CLIENT_ID: id } = data;
  const { QCR_OIDC_CLIENT_SECRET: secret, QCR_OIDC_CLIENT_SCOPES: scopes, QCR_OIDC_CLIENT_LABEL: label } = data;
  if (id === undefined) {
    if (secret === undefined && scopes === undefined && label === undefined) return undefined;
    throw new UsageError('QCR_OIDC_CLIENT_ID: must be set with the other settings of QCR_OIDC_CLIENT');
  }
  if (issuer === undefined) throw new UsageError('QCR_OIDC_ISSUER: must be set with QCR_OIDC_CLIENT_ID');
  if (!isSafe(new URL(issuer))) {
    throw new UsageError('QCR_OIDC_ISSUER: must begin with https, or be on this machine, with QCR_OIDC_CLIENT_ID');
  }
  return { id, secret, scopes: scopes ?? 'openid', label };
}

/** The secret and the tokens of people must not cross a network in the clear. */
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** The value holds a password, so a message names the rule and never the value. */
function clusterAt(url: string): ClusterAddress {
  try {
    return clusterAddress(url);
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error;
    throw new UsageError(`EVENTSTOREDB_URL: ${error.message}`);
  }
}

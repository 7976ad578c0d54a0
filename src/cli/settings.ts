/** What the environment decides; src/config.ts reads it and says why each is there. */
export interface Settings {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly rateLimit: number;
  readonly logLevel: string;
  /** The access key of a client, such as `qcr follow`. */
  readonly key: string | undefined;
  readonly secret: string | undefined;
  /** Networks that webhooks may reach although they are not public. */
  readonly webhookAllow: readonly string[];
  /** The identity provider whose tokens are taken beside access keys. */
  readonly provider: { readonly issuer: string; readonly audience: string; readonly secret: string } | undefined;
}

/** A mistake of whoever typed the command: shown as a sentence, without a stack. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

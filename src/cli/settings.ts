/** What the environment decides; src/config.ts reads it and says why each is there. */
export interface Settings {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly rateLimit: number;
  readonly logLevel: string;
  readonly name: string;
}

/** A mistake of whoever typed the command: shown as a sentence, without a stack. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

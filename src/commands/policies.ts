import { canonicalJson } from '../../schemas/canonical.js';
import { eventTypes, type Fact } from '../../schemas/events.js';
import type { PolicyPack } from '../../schemas/policy.js';
import { sha256Of } from '../../schemas/record-key.js';
import { Refusal } from '../domain/refusal.js';
import type { EventLog } from '../event-log/event-log.js';
import { policyEvents, policyStream } from '../event-log/policy-events.js';
import { referenceOf } from '../policy/adoptions.js';
import { type Acting, recordDecided } from './recording.js';
import type { Rim } from './rim.js';

/** 采用与停用规则包. */
export class Policies {
  readonly #log: EventLog;
  readonly #rim: Rim;

  constructor(log: EventLog, rim: Rim) {
    this.#log = log;
    this.#rim = rim;
  }

  /** Adopts a pack whole. The wording already in force again changes nothing. Answers its reference, and whether it is new. */
  async adopt(pack: PolicyPack, acting: Acting): Promise<{ readonly reference: string; readonly isNew: boolean }> {
    const text = canonicalJson(pack);
    const data = eventTypes.PolicyAdopted.schema.parse({
      packId: pack.id,
      sha256: sha256Of(text),
      from: pack.from,
      until: pack.until,
      pack: JSON.parse(text),
    });
    const reference = referenceOf(data);
    const isNew = await this.#record(pack.id, acting, () =>
      this.#current(pack.id) === reference ? [] : [{ type: 'PolicyAdopted', data }],
    );
    return { reference, isNew };
  }

  /** Retires a wording from a day on. Throws Refusal when it is not the one in force. */
  async retire(reference: string, on: string, acting: Acting): Promise<void> {
    const [packId = ''] = reference.split('@');
    await this.#record(packId, acting, () => {
      const adopted = this.#adoptions(packId).findLast(({ type }) => type === 'PolicyAdopted');
      if (adopted === undefined || this.#current(packId) !== reference) {
        throw new Refusal('RULE_VERSION_UNKNOWN', { field: 'reference' });
      }
      const { sha256 } = adopted.data;
      return [{ type: 'PolicyRetired', data: { packId, sha256, on } }];
    });
  }

  #adoptions(packId: string) {
    return policyEvents(this.#log).filter(({ data }) => data.packId === packId);
  }

  /** The wording last adopted, unless it was retired since. */
  #current(packId: string): string | undefined {
    const last = this.#adoptions(packId).at(-1);
    return last?.type === 'PolicyAdopted' ? referenceOf(last.data) : undefined;
  }

  /** Records what is decided on a pack's adoptions as they stand; answers whether that was anything. */
  async #record(packId: string, acting: Acting, decide: () => readonly Fact[]): Promise<boolean> {
    const recorder = { log: this.#log, rim: this.#rim };
    return (await recordDecided(recorder, policyStream(packId), decide, acting)) !== undefined;
  }
}

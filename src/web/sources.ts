import type { Registry } from '../http/registry.js';
import type { Entrance } from '../http/sessions.js';
import type { Press } from './papers/press.js';
import type { Seal } from './papers/seal.js';
import type { Site } from './site.js';

/** What the routes of the pages work with. */
export interface Sources extends Entrance {
  readonly registry: Registry;
  readonly site: Site;
  /** Sets papers as PDF. */
  readonly press: Press;
  /** Numbers papers, and knows them again. */
  readonly seal: Seal;
}

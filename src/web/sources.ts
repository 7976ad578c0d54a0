import type { Registry } from '../http/registry.js';
import type { Entrance } from '../http/sessions.js';
import type { Site } from './site.js';

/** What the routes of the pages work with. */
export interface Sources extends Entrance {
  readonly registry: Registry;
  readonly site: Site;
}

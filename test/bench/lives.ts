import { addDays } from '../../schemas/day.js';
import { Chance } from '../../src/cli/demo/chance.js';
import { incident, listing, violations } from '../../src/cli/demo/chapters-bad.js';
import { certificates, duties, honours, inspections } from '../../src/cli/demo/chapters-good.js';
import { divisions, fictionalName, fictionalUscc, tradeOf } from '../../src/cli/demo/fiction.js';
import { firstDay, type Step, Story } from '../../src/cli/demo/story.js';

/** Seeds of the lives; codes begin where no demo's do. */
const seed = 20_170_025;

export function benchUscc(number: number): string {
  return fictionalUscc(50_000_000 + number);
}

/** The life of a busy fictional enterprise: about 30 facts, in the order in which they came in. */
export function busyLife(number: number): readonly Step[] {
  const chance = new Chance(seed + number);
  const story = new Story(benchUscc(number), chance);
  const registered = addDays(firstDay, chance.between(0, 900));
  const trade = tradeOf(chance);
  story.add(registered, 'RegisterEnterprise', {
    source: 'xzsp',
    uscc: story.uscc,
    name: fictionalName(chance, trade, number),
    formerNames: [],
    division: chance.pick(divisions),
    industry: trade,
    establishedOn: addDays(registered, -chance.between(10, 4000)),
    status: 'active',
  });
  const from = addDays(registered, 1);
  for (let times = 0; times < 3; times += 1) inspections(story, from);
  certificates(story, from);
  honours(story, from);
  honours(story, from);
  duties(story, from);
  violations(story, from, chance.between(0, 4));
  if (chance.happens(0.05)) listing(story, from);
  if (chance.happens(0.05)) incident(story, from);
  return story.steps.filter(isPlainFact).sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}

/** A remedy is what a decision makes of a command; facts that are written down without deciding have none. */
function isPlainFact({ data }: Step): boolean {
  return !('remedy' in data);
}

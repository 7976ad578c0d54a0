import { addDays } from '../../../schemas/day.js';
import { Chance } from './chance.js';
import { incident, listing, petition, violations } from './chapters-bad.js';
import { certificates, duties, honours, inspections } from './chapters-good.js';
import { divisions, fictionalName, fictionalUscc, tradeOf } from './fiction.js';
import { firstDay, type Step, Story } from './story.js';

/** The firm with nine penalties, which every walk through the demo can visit. */
export const troubled = fictionalUscc(7);

/** A firm with honours, certificates and no penalty. */
export const honoured = fictionalUscc(1);

/** The whole story of some fictional enterprises, in the order in which its facts came in. */
export function tellStory(enterprises: number, seed: number): readonly Step[] {
  const steps: Step[] = [];
  for (let number = 1; number <= enterprises; number += 1) steps.push(...life(number, new Chance(seed + number)));
  const days = steps.map((step, index) => ({ step, index }));
  days.sort((one, other) =>
    one.step.day < other.step.day ? -1 : one.step.day > other.step.day ? 1 : one.index - other.index,
  );
  return days.map(({ step }) => step);
}

function life(number: number, chance: Chance): readonly Step[] {
  const story = new Story(fictionalUscc(number), chance);
  const registered = number <= 20 ? firstDay : addDays(firstDay, chance.between(0, 2600));
  registration(story, number, registered);
  const from = addDays(registered, 1);
  inspections(story, from);
  certificates(story, from);
  honours(story, from);
  duties(story, from);
  if (number === 7) violations(story, from, 9);
  else if (number > 1 && chance.happens(0.5)) violations(story, from, chance.between(1, 3));
  if (number > 1 && chance.happens(0.12)) listing(story, from);
  if (number > 1 && chance.happens(0.03)) incident(story, from);
  if (number > 1 && chance.happens(0.004)) petition(story, from);
  return number > 40 && chance.happens(0.04) ? ended(story, number, from) : story.steps;
}

function registration(story: Story, number: number, day: string): void {
  const { chance, uscc } = story;
  const trade = tradeOf(chance);
  const name = fictionalName(chance, trade, number);
  story.add(day, 'RegisterEnterprise', {
    source: 'xzsp',
    uscc,
    name,
    formerNames: [],
    division: chance.pick(divisions),
    industry: trade,
    establishedOn: addDays(day, -chance.between(10, 4000)),
    status: 'active',
  });
  if (chance.happens(0.08)) {
    const on = story.after(day, 300, 2500);
    const data = { source: 'xzsp', name: fictionalName(chance, trade, number + 100_000), on } as const;
    story.add(addDays(on, 2), 'RenameEnterprise', data);
  }
}

/** The last step of a life: struck off, or sealed and carried on by another. Nothing comes in under the code after it. */
function ended(story: Story, number: number, from: string): readonly Step[] {
  const on = story.after(from, 900, 3200);
  const before = story.steps.filter(({ day }) => day < on);
  const last = new Story(story.uscc, story.chance);
  if (story.chance.happens(0.4)) {
    const by = fictionalUscc(1 + (number % 40));
    const succession = story.chance.pick(['absorption', 'restructuring', 'code-change']);
    last.add(on, 'SucceedEnterprise', { source: 'xzsp', by, succession, on });
  } else {
    last.add(on, 'DeregisterEnterprise', { source: 'xzsp', on });
  }
  return [...before, ...last.steps];
}

import { setImmediate } from 'node:timers/promises';
import { checkUscc, type UsccDefect } from '../../schemas/uscc.js';
import type { Assessment, Screening } from '../commands/judgement.js';
import type { ReadModels } from '../read-models/read-models.js';
import { type Found, findEnterprises } from '../read-models/search-reader.js';
import type { Axes } from './axes.js';
import { type Evidence, screen } from './eligibility.js';

/** What is said of an applicant: an assessment, or why there can be none. A name gets candidates and no verdict. */
export type ApplicantAnswer = { readonly asked: string } & (
  | (Assessment & { readonly name: string | null })
  | { readonly outcome: 'candidates'; readonly candidates: readonly Found[] }
  | { readonly outcome: 'invalid-code'; readonly defect: UsccDefect; readonly suggestion?: string }
);

const candidatesShown = 5;

/** How many applicants are judged before other requests get their turn. */
const atOnce = 50;

/** Answers applicants in the order asked, letting other requests in between. */
export async function* answerApplicants(
  applicants: readonly string[],
  evidence: Evidence,
  screening: Screening<Axes>,
): AsyncGenerator<ApplicantAnswer> {
  for (const [index, asked] of applicants.entries()) {
    if (index % atOnce === 0) await setImmediate();
    yield answerApplicant(asked, evidence, screening);
  }
}

/** Answers one applicant, who is named by code, or by a name that only leads to candidates. */
function answerApplicant(asked: string, evidence: Evidence, screening: Screening<Axes>): ApplicantAnswer {
  const checked = checkUscc(asked);
  if (checked.outcome !== 'invalid') {
    const name = evidence.readModels.read((file) => file.name(checked.uscc)) ?? null;
    return { asked, name, ...screen(evidence, checked.uscc, screening) };
  }
  if (/\p{Script=Han}/u.test(asked)) {
    return { asked, outcome: 'candidates', candidates: candidatesFor(asked, evidence.readModels) };
  }
  const { defect, suggestion } = checked;
  return { asked, outcome: 'invalid-code', defect, ...(suggestion === undefined ? {} : { suggestion }) };
}

function candidatesFor(name: string, readModels: ReadModels): readonly Found[] {
  return readModels.read(({ db }) => findEnterprises(db, name, candidatesShown));
}

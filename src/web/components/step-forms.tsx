import type { ComponentChildren, JSX } from 'preact';
import type { Label } from '../../../schemas/vocabulary.js';
import type { RoundStage } from '../../domain/award-round.js';
import { useSay } from '../frame.js';
import { roundWords } from '../words/rounds.js';
import { CodesFields } from './codes-fields.js';
import { Refused } from './refused.js';

/** How many applicants are filed at once. */
export const mostApplicants = 10_000;

/** A step of a round that a form asks for. */
export type StepName = 'applications' | 'assessments' | 'notice' | 'notice-end' | 'decision';

/** A form as it was filled in, and what is wrong with it. */
export interface FilledStep {
  readonly step: StepName;
  readonly fields: Readonly<Record<string, string>>;
  readonly wrong: readonly Label[];
}

interface StepFormsProps {
  /** Address of the round. */
  readonly path: string;
  readonly stage: RoundStage;
  readonly hasApplicants: boolean;
  readonly quota: number;
  /** How many working days a notice runs. */
  readonly noticeWorkdays: number;
  /** The last day of the notice. */
  readonly noticeUntil: string | undefined;
  /** Those found eligible, as far as they fit a form. */
  readonly eligible: readonly string[];
  readonly filled: FilledStep | undefined;
}

/** 下一步: the forms of the steps that may be taken now. */
export function StepForms(props: StepFormsProps): JSX.Element | null {
  const { stage, hasApplicants } = props;
  if (stage === 'decided' || stage === 'closed') return null;
  return (
    <div id="next-step" class="next-step">
      {stage === 'open' && <Apply {...props} />}
      {stage === 'open' && hasApplicants && <Assess {...props} />}
      {stage === 'open' && hasApplicants && <Publish {...props} />}
      {stage === 'notice' && <Assess {...props} />}
      {stage === 'notice' && <End {...props} />}
      {stage === 'notice-ended' && <Decide {...props} />}
    </div>
  );
}

interface StepFormProps {
  readonly of: StepFormsProps;
  readonly step: StepName;
  readonly label: Label;
  readonly hint?: Label;
  readonly children?: ComponentChildren;
  readonly hasFile?: boolean;
}

function StepForm({ of, step, label, hint, children, hasFile = false }: StepFormProps): JSX.Element {
  const say = useSay();
  const { path, filled } = of;
  return (
    <form
      class="card stacked"
      action={`${path}/${step}`}
      method="post"
      {...(hasFile ? { encType: 'multipart/form-data' } : {})}
    >
      <h2>{say(label)}</h2>
      {filled?.step === step && <Refused says={filled.wrong} />}
      {hint !== undefined && <p class="hint">{say(hint)}</p>}
      {children}
      <button type="submit" class="primary">
        {say(label)}
      </button>
    </form>
  );
}

function typed({ filled }: StepFormsProps, step: StepName, field: string): string | undefined {
  return filled?.step === step ? filled.fields[field] : undefined;
}

function Apply(props: StepFormsProps): JSX.Element {
  const { apply, applicants, applyHint } = roundWords;
  return (
    <StepForm of={props} step="applications" label={apply} hasFile>
      <CodesFields
        label={applicants}
        hint={applyHint}
        value={typed(props, 'applications', 'usccs')}
        tableDigest={typed(props, 'applications', 'tableDigest')}
        most={mostApplicants}
      />
    </StepForm>
  );
}

function Assess(props: StepFormsProps): JSX.Element {
  return <StepForm of={props} step="assessments" label={roundWords.assessAll} hint={roundWords.assessHint} />;
}

function Publish(props: StepFormsProps): JSX.Element {
  const codes = typed(props, 'notice', 'usccs') ?? props.eligible.join('\n');
  return (
    <StepForm of={props} step="notice" label={roundWords.publish} hint={roundWords.publishHint(props.noticeWorkdays)}>
      <Codes id="candidates" label={roundWords.candidates} value={codes} />
    </StepForm>
  );
}

function End(props: StepFormsProps): JSX.Element {
  const hint = roundWords.endHint(props.noticeUntil ?? '');
  return <StepForm of={props} step="notice-end" label={roundWords.end} hint={hint} />;
}

function Decide(props: StepFormsProps): JSX.Element {
  const say = useSay();
  return (
    <StepForm of={props} step="decision" label={roundWords.decide} hint={roundWords.decideHint(props.quota)}>
      <label for="documentNo">{say(roundWords.decisionNo)}</label>
      <input
        id="documentNo"
        name="documentNo"
        required
        maxLength={100}
        value={typed(props, 'decision', 'documentNo')}
      />
      <Codes id="winners" label={roundWords.winners} value={typed(props, 'decision', 'usccs')} required={false} />
      <label class="tick">
        <input
          type="checkbox"
          name="noWinner"
          value="yes"
          checked={typed(props, 'decision', 'noWinner') !== undefined}
        />
        {say(roundWords.noWinner)}
      </label>
    </StepForm>
  );
}

interface CodesProps {
  readonly id: string;
  readonly label: Label;
  readonly value: string | undefined;
  readonly required?: boolean;
}

function Codes({ id, label, value, required = true }: CodesProps): JSX.Element {
  const say = useSay();
  return (
    <>
      <label for={id}>{say(label)}</label>
      <textarea id={id} name="usccs" rows={6} required={required} spellcheck={false}>
        {value}
      </textarea>
    </>
  );
}

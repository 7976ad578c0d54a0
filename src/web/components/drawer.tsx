import type { JSX } from 'preact';
import { addressOn, useFrame, useSay } from '../frame.js';
import { isCertified } from '../papers/honour-mark.js';
import { fieldsOf } from '../views/fields.js';
import { inShanghai } from '../views/instant.js';
import type { Item } from '../views/item.js';
import type { Line } from '../views/line.js';
import type { Names } from '../views/names.js';
import { certificateWords } from '../words/certificate.js';
import { frameWords } from '../words/frame.js';
import { drawerWords } from '../words/profile.js';
import { FieldList } from './field-list.js';
import { NextSteps } from './next-steps.js';
import { Tag } from './tag.js';
import { Uscc } from './uscc.js';

interface DrawerProps {
  /** The enterprise whose record it is. */
  readonly uscc: string;
  readonly line: Line & { readonly item: Item };
  readonly names: Names;
}

/** 证据抽屉: the document behind a line. It opens where the address points to it, so that it can be sent as a link. */
export function Drawer({ uscc, line, names }: DrawerProps): JSX.Element {
  const { id, type, title, status, tone, item } = line;
  const { face } = useFrame();
  const say = useSay();
  return (
    <section class="drawer" id={`e-${id}`} aria-labelledby={`t-${id}`} tabIndex={-1}>
      <header>
        <p class="detail">{say(item.label)}</p>
        <h3 id={`t-${id}`}>
          <bdi>{say(title)}</bdi>
        </h3>
        <Tag label={status} tone={tone} />
        <a class="close" href={`#r-${id}`}>
          {say(frameWords.close)}
        </a>
      </header>
      <h4>{say(drawerWords.document)}</h4>
      <FieldList fields={fieldsOf(type, item.data, names)} />
      <Reading item={item} />
      <h4>{say(drawerWords.life)}</h4>
      <Life item={item} names={names} />
      {type === 'HonourAwarded' && isCertified(item.status.code) && (
        <p>
          <a href={addressOn(face, `/enterprises/${uscc}/honours/${id}/certificate.pdf`)}>
            {say(certificateWords.pdf)}
          </a>
        </p>
      )}
      <NextSteps uscc={uscc} item={item} />
      <p class="fine">
        {say(drawerWords.event)} <code>{id}</code>
      </p>
    </section>
  );
}

function Reading({ item }: { readonly item: Item }): JSX.Element | null {
  const say = useSay();
  const { severity, publicity, repairableFrom } = item;
  if (severity === undefined && publicity === undefined) return null;
  return (
    <>
      <h4>{say(drawerWords.reading)}</h4>
      <dl class="fields">
        {severity !== undefined && <Fact says={say(drawerWords.severity)} value={say(severity)} />}
        {publicity !== undefined && <Fact says={say(drawerWords.publicity)} value={say(publicity)} />}
        {publicity?.until !== undefined && <Fact says={say(drawerWords.publicUntil)} value={publicity.until} />}
        {repairableFrom !== undefined && <Fact says={say(drawerWords.repairableFrom)} value={repairableFrom} />}
      </dl>
    </>
  );
}

function Fact({ says, value }: { readonly says: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{says}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Life({ item, names }: { readonly item: Item; readonly names: Names }): JSX.Element {
  const say = useSay();
  const steps = [item, ...item.followUps];
  return (
    <ol class="life">
      {steps.map((step) => (
        <li key={step.eventId}>
          <p>
            <strong>{say(step.label)}</strong>{' '}
            <span class="detail">
              {inShanghai(step.recordedAt)} <bdi>{names.department(step.recordedBy)}</bdi> {say(drawerWords.recorded)}
            </span>
          </p>
          {step !== item && <FieldList fields={fieldsOf(step.type, step.data, names)} />}
        </li>
      ))}
      {item.absorbedFrom !== undefined && (
        <li>
          {say(drawerWords.absorbedFrom)} <Uscc code={item.absorbedFrom} />
        </li>
      )}
    </ol>
  );
}

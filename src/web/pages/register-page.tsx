import type { JSX } from 'preact';
import type { RegisterName } from '../../queries/registers.js';
import { Empty } from '../components/empty.js';
import { ExportLinks } from '../components/export-links.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { Page } from '../components/page.js';
import { Pager } from '../components/pager.js';
import { RegisterTable } from '../components/register-table.js';
import { addressOn, type Frame, useFrame, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { Condition, RegisterRow } from '../views/registers.js';
import { registerNotes, registerTitles, registerWords } from '../words/registers.js';

interface RegisterPageProps {
  readonly frame: Frame;
  readonly register: RegisterName;
  readonly conditions: readonly Condition[];
  /** The conditions as typed. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly rows: readonly RegisterRow[];
  readonly total: number;
  readonly isFirst: boolean;
  readonly next: string | undefined;
}

/** 名录 */
export function RegisterPage(props: RegisterPageProps): JSX.Element {
  const { frame, register, fields } = props;
  return (
    <Page
      frame={frame}
      title={registerTitles[register]}
      actions={<ExportLinks path={`/v1/registers/${register}`} fields={fields} />}
    >
      <Conditions {...props} />
      <Lines {...props} />
    </Page>
  );
}

function Conditions({ register, conditions, fields }: RegisterPageProps): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  return (
    <>
      <p class="note">{say(registerNotes[register])}</p>
      <FilterForm path={addressOn(face, `/registers/${register}`)}>
        {conditions.map(({ name, label, options }) => (
          <FilterField key={name} name={name} label={label} value={fields[name]} options={options} />
        ))}
        <FilterField name="from" label={registerWords.from} value={fields.from} type="date" />
        <FilterField name="until" label={registerWords.until} value={fields.until} type="date" />
      </FilterForm>
    </>
  );
}

function Lines({ register, fields, rows, total, isFirst, next }: RegisterPageProps): JSX.Element {
  const { face } = useFrame();
  const say = useSay();
  const path = addressOn(face, `/registers/${register}`);
  if (rows.length === 0) return <Empty says={registerWords.nothing} />;
  return (
    <section class="card">
      <RegisterTable rows={rows} caption={say(registerTitles[register])} />
      <Pager
        total={total}
        first={isFirst ? undefined : withQuery(path, fields)}
        next={next === undefined ? undefined : withQuery(path, { ...fields, cursor: next })}
      />
    </section>
  );
}

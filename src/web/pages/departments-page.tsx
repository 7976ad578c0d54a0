import type { JSX } from 'preact';
import { scope } from '../../../schemas/scope.js';
import type { Label } from '../../../schemas/vocabulary.js';
import type { AccessKey, DepartmentState } from '../../domain/department.js';
import { Page } from '../components/page.js';
import { type Column, Table } from '../components/table.js';
import { Tag } from '../components/tag.js';
import { type Frame, useFrame, useSay } from '../frame.js';
import { inShanghai } from '../views/instant.js';
import { departmentWords } from '../words/departments.js';
import { frameWords } from '../words/frame.js';

interface DepartmentsPageProps {
  readonly frame: Frame;
  readonly departments: readonly DepartmentState[];
  readonly today: string;
  /** By which the form of a key is known again when it is sent twice. */
  readonly form: string;
  /** A key that was just issued; it is shown here and never again. */
  readonly issued: { readonly department: string; readonly text: string } | undefined;
  /** What is wrong with what was sent, and with which department; '' is the enrolment. */
  readonly wrong: { readonly department: string; readonly says: Label } | undefined;
}

/** 部门与密钥: who is enrolled, and under which keys. */
export function DepartmentsPage(props: DepartmentsPageProps): JSX.Element {
  return (
    <Page frame={props.frame} title={departmentWords.title}>
      <Issued {...props} />
      {props.departments.map((department) => (
        <Department key={department.department} {...props} department={department} />
      ))}
      <Enrolment {...props} />
    </Page>
  );
}

function Issued({ issued }: Pick<DepartmentsPageProps, 'issued'>): JSX.Element | null {
  const say = useSay();
  if (issued === undefined) return null;
  return (
    <section class="done" role="status">
      <h2>{say(departmentWords.issued)}</h2>
      <p>
        <code>{issued.text}</code>{' '}
        <button type="button" class="plain" hidden data-copy={issued.text} data-copied={say(frameWords.copied)}>
          {say(frameWords.copy)}
        </button>
      </p>
      <p>{say(departmentWords.issuedHint)}</p>
    </section>
  );
}

type DepartmentProps = Pick<DepartmentsPageProps, 'today' | 'form' | 'wrong'> & {
  readonly department: DepartmentState;
};

function Department({
  department: { department: id, enrolled, keys },
  today,
  form,
  wrong,
}: DepartmentProps): JSX.Element {
  const say = useSay();
  return (
    <section class="card" id={id}>
      <h2>
        <bdi>{enrolled?.name ?? id}</bdi> <code class="faint">{id}</code>
      </h2>
      {keys.size === 0 ? (
        <p class="note">{say(departmentWords.noKeys)}</p>
      ) : (
        <Keys keys={[...keys.values()]} today={today} />
      )}
      <details class="form-folded" open={wrong?.department === id}>
        <summary>{say(departmentWords.issue)}</summary>
        <IssueForm id={id} form={form} wrong={wrong} />
      </details>
    </section>
  );
}

const columns: readonly Column[] = [
  { title: departmentWords.keyId, kind: 'list' },
  { title: departmentWords.scopes },
  { title: departmentWords.issuedAt, kind: 'instant' },
  { title: departmentWords.until, kind: 'day' },
  { title: departmentWords.status, kind: 'status' },
];

function Keys({ keys, today }: { readonly keys: readonly AccessKey[]; readonly today: string }): JSX.Element {
  const say = useSay();
  return (
    <Table caption={say(departmentWords.keys)} columns={columns}>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.keyId} accessKey={key} today={today} />
        ))}
      </tbody>
    </Table>
  );
}

function KeyRow({ accessKey, today }: { readonly accessKey: AccessKey; readonly today: string }): JSX.Element {
  const { acting } = useFrame();
  const say = useSay();
  const { keyId, scopes, issuedAt, until, revoked } = accessKey;
  const isOver = until !== undefined && until < today;
  return (
    <tr>
      <td class="list">
        <code>{keyId}</code>
        {acting?.key === keyId && <span class="detail">{say(departmentWords.own)}</span>}
      </td>
      <td>{[...scopes].map((each) => say(scope.label(each))).join(say({ zh: '、', en: ', ' }))}</td>
      <td class="instant">{inShanghai(issuedAt)}</td>
      <td class="day">{until ?? <span class="faint">{say(departmentWords.noEnd)}</span>}</td>
      <td class="status">
        {revoked ? (
          <Tag label={departmentWords.revoked} />
        ) : (
          <>
            <Tag label={isOver ? departmentWords.over : departmentWords.live} tone={isOver ? 'plain' : 'good'} />
            <form action={`/departments/keys/${keyId}/revoke`} method="post">
              <button type="submit" class="plain" aria-label={say(departmentWords.revokeThis(keyId))}>
                {say(departmentWords.revoke)}
              </button>
            </form>
          </>
        )}
      </td>
    </tr>
  );
}

type IssueFormProps = Pick<DepartmentsPageProps, 'form' | 'wrong'> & { readonly id: string };

function IssueForm({ id, form, wrong }: IssueFormProps): JSX.Element {
  const say = useSay();
  return (
    <form class="key-form" action={`/departments/${id}/keys`} method="post">
      <input type="hidden" name="form" value={form} />
      {wrong?.department === id && (
        <p class="refused" role="alert">
          {say(wrong.says)}
        </p>
      )}
      <fieldset class="field">
        <legend class="field-label">{say(departmentWords.scopes)}</legend>
        <ul class="boxes in-columns">
          {scope.codes.map((code) => (
            <li key={code}>
              <label>
                <input type="checkbox" name={`scope.${code}`} value={code} /> {say(scope.label(code))}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <div class="field">
        <label for={`until-${id}`}>{say(departmentWords.until)}</label>
        <input id={`until-${id}`} name="until" type="date" />
      </div>
      <button type="submit" class="primary">
        {say(departmentWords.issue)}
      </button>
    </form>
  );
}

function Enrolment({ wrong }: Pick<DepartmentsPageProps, 'wrong'>): JSX.Element {
  const say = useSay();
  return (
    <form class="card stacked" action="/departments" method="post">
      <h2>{say(departmentWords.enrol)}</h2>
      {wrong?.department === '' && (
        <p class="refused" role="alert">
          {say(wrong.says)}
        </p>
      )}
      <div class="in-a-row">
        <div class="field">
          <label for="department">{say(departmentWords.id)}</label>
          <input id="department" name="department" autocomplete="off" aria-describedby="department-hint" />
        </div>
        <div class="field">
          <label for="name">{say(departmentWords.name)}</label>
          <input id="name" name="name" autocomplete="off" />
        </div>
      </div>
      <p id="department-hint" class="hint">
        {say(departmentWords.idHint)}
      </p>
      <button type="submit" class="primary">
        {say(departmentWords.enrol)}
      </button>
    </form>
  );
}

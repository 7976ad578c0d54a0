import type { JSX } from 'preact';
import type { Axes } from '../../queries/axes.js';
import { Empty } from '../components/empty.js';
import { FilterField, FilterForm } from '../components/filter-form.js';
import { Page } from '../components/page.js';
import { TargetTable } from '../components/target-table.js';
import { type Frame, mayDo, useSay } from '../frame.js';
import { withQuery } from '../query.js';
import type { Choice } from '../views/choice.js';
import type { Names } from '../views/names.js';
import type { AreaView } from '../views/targets.js';
import { areaLabel, targetWords } from '../words/targets.js';

interface TargetsPageProps {
  readonly frame: Frame;
  readonly areas: readonly AreaView[];
  readonly axes: Axes;
  readonly division: string | undefined;
  readonly divisions: readonly Choice[];
  readonly names: Names;
  /** What came of a value that was just reported. */
  readonly done: 'recorded' | 'already-recorded' | undefined;
}

/** 质量强市目标: by area, on any day, for the whole or a division. */
export function TargetsPage(props: TargetsPageProps): JSX.Element {
  const { frame, axes, division, divisions } = props;
  return (
    <Page frame={frame} title={targetWords.title}>
      <FilterForm path="/targets">
        <FilterField name="validAt" label={targetWords.validAt} value={axes.validAt} type="date" />
        <FilterField name="division" label={targetWords.division} value={division} options={divisions} />
      </FilterForm>
      <Areas {...props} />
    </Page>
  );
}

function Areas({ frame, areas, axes, division, names, done }: TargetsPageProps): JSX.Element {
  const say = useSay();
  if (areas.length === 0) return <Empty says={targetWords.empty} />;
  const observe = mayDo(frame, 'record', 'admin')
    ? (target: string) => withQuery('/targets/observe', { target, division })
    : undefined;
  return (
    <>
      {done !== undefined && (
        <p class="done" role="status">
          {say(done === 'recorded' ? targetWords.done : targetWords.known)}
        </p>
      )}
      <p class="note">{say(targetWords.stand(axes.validAt, axes.knownAt))}</p>
      {areas.map(({ area, targets }) => {
        const reached = targets.filter(({ outcome }) => outcome === 'reached').length;
        return (
          <section class="card" key={area}>
            <h2>
              {say(areaLabel(area))} <span class="count">{say(targetWords.tally(reached, targets.length))}</span>
            </h2>
            <TargetTable caption={say(areaLabel(area))} targets={targets} names={names} observe={observe} />
          </section>
        );
      })}
    </>
  );
}

import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import type { Timeline as Drawing, LaneView, Mark } from '../views/timeline.js';
import { laneWords, profileWords } from '../words/profile.js';

/** 时间轴: years along, a lane a family; every mark leads to its evidence. The table beside it says the same. */
export function Timeline({ drawing }: { readonly drawing: Drawing }): JSX.Element {
  const { width, height, left, years, today, lanes } = drawing;
  const say = useSay();
  const floor = height - 24;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="timeline" tabIndex={0} aria-label={say(profileWords.timeline)}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
        <title>{say(profileWords.timeline)}</title>
        {lanes.map((lane, index) => (
          <rect
            key={lane.lane}
            class={index % 2 === 0 ? 'lane even' : 'lane'}
            x={0}
            y={lane.top}
            width={width}
            height={lane.height}
          />
        ))}
        {years.map(({ year, x }) => (
          <g key={year} class="year">
            <line x1={x} x2={x} y1={8} y2={floor} />
            <text x={x + 4} y={height - 8}>
              {year}
            </text>
          </g>
        ))}
        <line class="today" x1={today} x2={today} y1={8} y2={floor} />
        {lanes.map((lane) => (
          <LaneMarks key={lane.lane} {...lane} labelEnd={left - 12} />
        ))}
      </svg>
    </section>
  );
}

function LaneMarks({ lane, top, height, marks, labelEnd }: LaneView & { readonly labelEnd: number }): JSX.Element {
  const say = useSay();
  return (
    <g class={`marks ${lane}`}>
      <text class="lane-name" x={labelEnd} y={top + height / 2 + 4} text-anchor="end">
        {say(laneWords[lane])}
      </text>
      {marks.map((mark) => (
        <MarkLink key={mark.line.id} {...mark} />
      ))}
    </g>
  );
}

function MarkLink({ line, x, width, y }: Mark): JSX.Element {
  const say = useSay();
  const says = [line.day, say(line.title), line.documentNo, say(line.status)].filter(Boolean).join(' ');
  return (
    <a href={`#e-${line.id}`} class={line.tone} aria-label={says}>
      <title>{says}</title>
      {width > 0 && <rect class="span" x={x} y={y - 2} width={width} height={4} />}
      <rect class="point" x={x - 5} y={y - 5} width={10} height={10} />
    </a>
  );
}

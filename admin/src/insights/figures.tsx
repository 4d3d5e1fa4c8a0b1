import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { DeskInsight } from '../api-types';
import { serverNow } from '../platform/clock';
import { moment, roughly } from '../words/time';
import { perHour, share, targetOf, took } from './labels';
import { words } from './words';

const Strip = styled('dl')`
  display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); border: 1px solid var(--line); border-radius: 10px; background: var(--surface);
  & > div { padding: 12px 14px; border-left: 1px solid var(--line); min-width: 0; }
  & > div:first-of-type { border-left: 0; }
  & dt { font-size: 12px; color: var(--text-2); }
  & dd { margin: 0; } & dd.value { font: var(--cs-font-figure); letter-spacing: -.01em; }
  & dd.value.alarm { color: var(--cs-palette-state-pending); }
  & dd.says { font-size: 12px; line-height: 17px; color: var(--text-2); overflow-wrap: anywhere; }
  & small { font-size: 12px; font-weight: 400; color: var(--text-2); }
  @media (max-width: 1200px) { grid-template-columns: repeat(3, minmax(0, 1fr)); & > div:nth-of-type(4) { border-left: 0; } & > div:nth-of-type(n + 4) { border-top: 1px solid var(--line); } }
  @media (max-width: 760px) { grid-template-columns: repeat(2, minmax(0, 1fr)); border-radius: 0; border-inline: 0; & > div { border-left: 0; border-top: 1px solid var(--line); padding-inline: 16px; } & > div:nth-of-type(-n + 2) { border-top: 0; } }
`;

interface FigureProps {
  title: string;
  value: ReactNode;
  says: ReactNode;
  alarm?: boolean;
}

const Figure = ({ title, value, says, alarm }: FigureProps) => (
  <div>
    <dt>{title}</dt>
    <dd className={alarm ? 'value alarm' : 'value'}>{value}</dd>
    <dd className="says">{says}</dd>
  </div>
);

function forecastWords({ forecast, waiting }: DeskInsight): string {
  if (forecast.says !== 'clears') return words.forecast[forecast.says];
  const when = moment(forecast.at!, serverNow());
  return waiting > 10_000 ? words.forecast.clearsMany(when) : words.forecast.clears(when);
}

/** Six figures of the desk: three as it stands, three as it went. */
export function Figures({ desk }: { desk: DeskInsight }) {
  const { oldest, usualTargetSeconds: target, p50Seconds, p95Seconds, decided, late } = desk;
  const over = (seconds: number | null) => seconds !== null && target !== null && seconds > target;
  return (
    <Strip aria-label={words.figures}>
      <Figure
        title={words.waiting}
        value={words.upTo(desk.waiting)}
        says={words.waitingSays(words.upTo(desk.overdue), words.upTo(desk.escalated))}
        alarm={desk.overdue > 0}
      />
      <Figure
        title={words.oldest}
        value={oldest ? roughly(serverNow() - Date.parse(oldest.createdAt)) : words.none}
        says={oldest ? <Link to={`/tickets/${oldest.id}`}>T-{oldest.number}</Link> : words.nothingWaits}
      />
      <Figure
        title={words.p50}
        value={took(p50Seconds)}
        says={
          target === null
            ? words.noDecisions
            : (over(p50Seconds) ? words.overTarget : words.usualTarget)(targetOf(target))
        }
        alarm={over(p50Seconds)}
      />
      <Figure
        title={words.p95}
        value={took(p95Seconds)}
        says={decided === 0 ? words.noDecisions : words.late(share(decided - late, decided), late)}
        alarm={over(p95Seconds)}
      />
      <Figure
        title={words.rates}
        value={
          <>
            {perHour(desk.arrived, desk.hours)} / {perHour(decided, desk.hours)} <small>{words.perHour}</small>
          </>
        }
        says={forecastWords(desk)}
        alarm={desk.forecast.says === 'not_at_this_rate'}
      />
      <Figure title={words.people} value={desk.peopleActive} says={words.peopleSays} />
    </Strip>
  );
}

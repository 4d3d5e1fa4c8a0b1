import type { Kpi, KpiTrend, TrendInsight } from '../api-types';
import { ofIntake } from './kpi-groups';
import { words } from './kpi-words';
import { number, rateOf } from './labels';
import { Sparkline } from './sparkline';

interface RowProps {
  trend: KpiTrend;
  insight: TrendInsight;
  changes: string[];
}

/** One figure: what it is, where it lies, how it moved, and one press away what it counts. */
export function KpiRow({ trend, insight: { starts, to, by }, changes }: RowProps) {
  const { name, numerator, denominator, value, low, high } = trend;
  return (
    <li>
      <KpiDefinition name={name} />
      <b>{rateOf(numerator, denominator)}</b>
      {value === null ? (
        <span className="none">{words.nothing}</span>
      ) : (
        <Interval value={value} low={low!} high={high!} />
      )}
      <div className="moved">
        <Sparkline trend={trend} starts={starts} to={to} by={by} changes={changes} />
      </div>
      <span className="of">{words.shareOf(number(numerator), number(denominator))}</span>
    </li>
  );
}

/** The figure's name, which opens to what it counts, of what, and when. */
export function KpiDefinition({ name }: { name: Kpi['name'] }) {
  const { title, counts, of } = words.names[name];
  return (
    <details>
      <summary>{title}</summary>
      <dl>
        <dt>{words.counts}</dt>
        <dd>{counts}</dd>
        <dt>{words.of}</dt>
        <dd>{of}</dd>
        <dt>{words.when}</dt>
        <dd>{ofIntake(name) ? words.whenIntake : words.whenAnswers}</dd>
      </dl>
    </details>
  );
}

/** A share between none and all, and where it lies at 95 %. */
function Interval({ value, low, high }: { value: number; low: number; high: number }) {
  const percent = (part: number) => `${part * 100}%`;
  const label = words.between(rateOf(low, 1), rateOf(high, 1));
  return (
    <svg className="interval" role="img" aria-label={label}>
      <title>{label}</title>
      <line className="scale" x1="0" x2="100%" y1="6" y2="6" />
      <line className="reach" x1={percent(low)} x2={percent(high)} y1="6" y2="6" />
      <circle className="value" cx={percent(value)} cy="6" r="4" />
    </svg>
  );
}

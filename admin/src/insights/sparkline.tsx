import { styled } from '@mui/material/styles';
import type { KpiTrend } from '../api-types';
import { words } from './kpi-words';
import { bucketName, rateOf } from './labels';

const [WIDTH, HEIGHT, EDGE] = [200, 28, 3];

const Drawn = styled('svg')`
  display: block; width: 100%; height: 28px; overflow: visible;
  & .band { fill: var(--ink-soft); } & .line { fill: none; stroke: var(--ink); stroke-width: 1.6; vector-effect: non-scaling-stroke; }
  & .change { stroke: var(--cs-palette-state-pending); stroke-width: 1; stroke-dasharray: 2 2; vector-effect: non-scaling-stroke; }
`;

interface SparklineProps {
  trend: KpiTrend;
  starts: string[];
  to: string;
  by: string;
  /** When something changed, as ISO 8601. */
  changes: string[];
}

/** How a figure moved between its own lowest and highest, with the interval of each point behind it, and where something changed. */
export function Sparkline({ trend, starts, to, by, changes }: SparklineProps) {
  const points = trend.points.flatMap(({ value, low, high }, n) =>
    value === null ? [] : [{ value, low: low!, high: high!, from: starts[n]!, n }],
  );
  if (points.length < 2) return <span className="hidden">{words.movedNot}</span>;
  const values = points.map(({ value }) => value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  // Something that never moves is drawn in the middle.
  const room = Math.max(highest - lowest, 0.02);
  const bottom = (highest + lowest - room) / 2;
  const x = (n: number) => ((n + 0.5) / starts.length) * WIDTH;
  const y = (value: number) => {
    const within = Math.min(1, Math.max(0, (value - bottom) / room));
    return HEIGHT - EDGE - within * (HEIGHT - 2 * EDGE);
  };
  const line = points.map(({ n, value }) => `${x(n)} ${y(value)}`).join(' L');
  const band = [
    ...points.map(({ n, high }) => `${x(n)} ${y(high)}`),
    ...points.toReversed().map(({ n, low }) => `${x(n)} ${y(low)}`),
  ].join(' L');
  const [first, last] = [points[0]!, points.at(-1)!];
  const at = ({ value, from }: typeof first) => `${rateOf(value, 1)} (${bucketName(from, by)})`;
  const label = words.moved(at(first), at(last), rateOf(lowest, 1), rateOf(highest, 1));
  const [begins, ends] = [Date.parse(starts[0]!), Date.parse(to)];
  return (
    <Drawn viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      <path className="band" d={`M${band}Z`} />
      {changes.map((change) => {
        const where = ((Date.parse(change) - begins) / (ends - begins)) * WIDTH;
        return <line key={change} className="change" x1={where} x2={where} y1="0" y2={HEIGHT} />;
      })}
      <path className="line" d={`M${line}`} />
    </Drawn>
  );
}

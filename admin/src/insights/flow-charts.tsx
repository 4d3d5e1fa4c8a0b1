import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { LineChart } from '@mui/x-charts/LineChart';
import type { DeskInsight, FlowInsight } from '../api-types';
import { ChartCard } from './chart-card';
import { bucketName, bucketTick, number, targetOf, took } from './labels';
import { Legend, Sample } from './patterns';
import { csvHref, type Scope, useInsight } from './use-insight';
import { words } from './words';

const HEIGHT = 230;
const AMBER = 'var(--cs-palette-state-pending)';
const DASH = '7 3';

/** How both charts of lines are drawn: nothing moves, and the legend stands below. */
const CALM = {
  height: HEIGHT,
  hideLegend: true,
  skipAnimation: true,
  disableKeyboardNavigation: true,
  margin: { left: 0, right: 12, top: 18, bottom: 0 },
  grid: { horizontal: true },
};

/** The lines that are drawn dashed, so that nobody needs their colour. */
const dashed = (id: string) => ({ [`& path[data-series="${id}"]`]: { strokeDasharray: DASH } });

/** Which of the two lines is which. */
function LinesLegend({ dashed, drawn }: { dashed: string; drawn: string }) {
  return (
    <Legend>
      <li>
        <Sample stroke={AMBER} dash={DASH} /> {dashed}
      </li>
      <li>
        <Sample /> {drawn}
      </li>
    </Legend>
  );
}

function timeAxis({ data, by }: FlowInsight) {
  const step = Math.max(1, Math.ceil(data.length / 6));
  return {
    data: data.map(({ from }) => from),
    scaleType: 'point' as const,
    valueFormatter: (from: string, context: { location: string }) =>
      context.location === 'tick' ? bucketTick(from, by) : bucketName(from, by),
    tickInterval: (_: string, n: number) => n % step === 0,
  };
}

const minutes = (seconds: number | null) => (seconds === null ? null : seconds / 60);
const inMinutes = (value: number | null) => (value === null ? '–' : took(value * 60));

export function TimeToDecision({ scope, desk }: { scope: Scope; desk: DeskInsight | undefined }) {
  const query = useInsight('flow', scope);
  const { data: flow } = query;
  const { p50Seconds = null, p95Seconds = null, usualTargetSeconds = null } = desk ?? {};
  const says = words.time.says(took(p50Seconds), took(p95Seconds));
  // The target is always in sight, also where everything was faster.
  const highest = Math.ceil(
    Math.max(5, (usualTargetSeconds ?? 0) / 54, ...(flow?.data ?? []).map((bucket) => (bucket.p95Seconds ?? 0) / 57)),
  );
  const lone = (flow?.data.filter((bucket) => bucket.decided > 0).length ?? 0) < 3;
  return (
    <ChartCard
      title={words.time.title}
      says={says}
      label={says}
      empty={flow?.data.every((bucket) => bucket.decided === 0) && words.time.empty}
      query={query}
      csv={flow && csvHref('flow', flow)}
      numbers={{
        columns: [words.columns.from, words.columns.p50, words.columns.p95, words.flow.decided, words.flow.late],
        rows: (flow?.data ?? []).map((bucket) => [
          bucketName(bucket.from, flow!.by),
          took(bucket.p50Seconds),
          took(bucket.p95Seconds),
          number(bucket.decided),
          number(bucket.late),
        ]),
      }}
      foot={<LinesLegend dashed={words.time.p95} drawn={words.time.p50} />}
    >
      {() => (
        <LineChart
          {...CALM}
          xAxis={[timeAxis(flow!)]}
          yAxis={[
            {
              width: 54,
              min: 0,
              max: highest,
              tickMinStep: 1,
              valueFormatter: (value: number) => `${number(value)} ${words.time.axis}`,
            },
          ]}
          series={[
            {
              id: 'p95',
              label: words.time.p95,
              data: flow!.data.map((bucket) => minutes(bucket.p95Seconds)),
              color: AMBER,
              shape: 'diamond',
              showMark: lone,
              connectNulls: true,
              curve: 'linear',
              valueFormatter: inMinutes,
            },
            {
              id: 'p50',
              label: words.time.p50,
              data: flow!.data.map((bucket) => minutes(bucket.p50Seconds)),
              color: 'var(--ink)',
              showMark: lone,
              connectNulls: true,
              curve: 'linear',
              valueFormatter: inMinutes,
            },
          ]}
          sx={dashed('p95')}
        >
          {usualTargetSeconds !== null && (
            <ChartsReferenceLine
              y={usualTargetSeconds / 60}
              label={words.time.target(targetOf(usualTargetSeconds))}
              labelAlign="start"
              lineStyle={{ stroke: 'var(--text)', strokeDasharray: '2 4' }}
              labelStyle={{ fill: 'var(--text)', fontSize: 11, fontWeight: 600 }}
            />
          )}
        </LineChart>
      )}
    </ChartCard>
  );
}

export function ComingAndGoing({ scope }: { scope: Scope }) {
  const query = useInsight('flow', scope);
  const { data: flow } = query;
  const sum = (key: 'arrived' | 'decided') => (flow?.data ?? []).reduce((all, bucket) => all + bucket[key], 0);
  const says = words.flow.says(sum('arrived'), sum('decided'));
  return (
    <ChartCard
      title={words.flow.title}
      says={says}
      label={says}
      empty={flow && sum('arrived') + sum('decided') === 0 && words.flow.empty}
      query={query}
      csv={flow && csvHref('flow', flow)}
      numbers={{
        columns: [
          words.columns.from,
          words.flow.arrived,
          words.flow.decided,
          words.flow.approved,
          words.flow.rejected,
          words.flow.late,
        ],
        rows: (flow?.data ?? []).map((bucket) => [
          bucketName(bucket.from, flow!.by),
          ...[bucket.arrived, bucket.decided, bucket.approved, bucket.rejected, bucket.late].map(number),
        ]),
      }}
      foot={<LinesLegend dashed={words.flow.arrived} drawn={words.flow.decided} />}
    >
      {() => (
        <LineChart
          {...CALM}
          xAxis={[timeAxis(flow!)]}
          yAxis={[{ width: 40, min: 0, tickMinStep: 1 }]}
          series={(['arrived', 'decided'] as const).map((id) => ({
            id,
            label: words.flow[id],
            data: flow!.data.map((bucket) => bucket[id]),
            color: id === 'arrived' ? AMBER : 'var(--ink)',
            showMark: false,
            curve: 'linear',
          }))}
          sx={dashed('arrived')}
        />
      )}
    </ChartCard>
  );
}

import { Injectable } from '@nestjs/common';
import { type CellKind, InsightsStore, type QueueStand, type Sum } from './persistence/insights.store.js';
import { type Forecast, forecast } from './rules/forecast.js';
import { type FunnelRow, funnelOf } from './rules/funnel.js';
import { type Kpi, kpisOf } from './rules/kpi.js';
import type { Stretch } from './rules/stretch.js';
import { quantile } from './rules/waits.js';
import { count, groupBy, INTAKE, intakeOf } from './sums.js';

/** A cohort of more than this is the newest so many of it, and says so. */
export const MOST_IN_FUNNEL = 20_000;

export interface Pace {
  arrived: number;
  approved: number;
  rejected: number;
  decided: number;
  /** Decided after their target. */
  late: number;
  /** Seconds; null where nothing was decided. */
  p50Seconds: number | null;
  p95Seconds: number | null;
}

export interface Desk extends Pace {
  now: Date;
  waiting: number;
  overdue: number;
  escalated: number;
  oldest: { id: string; number: number; createdAt: string } | null;
  peopleActive: number;
  hours: number;
  /** The target that most of those decided had, in seconds. */
  usualTargetSeconds: number | null;
  forecast: Forecast;
}

/** One queue: how it stands now, and how long what was decided in it took since it came there. */
export interface QueueRow extends QueueStand, Pick<Pace, 'decided' | 'late' | 'p50Seconds' | 'p95Seconds'> {
  /** The target that most of those decided had in this queue, in seconds; null where none had one of its own. */
  usualTargetSeconds: number | null;
}

export interface DomainRow {
  domain: string;
  taken: number;
  automatic: number;
  people: number;
  blocked: number;
}

export interface ReasonRow {
  rule: string;
  condition: string;
  expected: unknown;
  n: number;
}

const PACE: CellKind[] = ['intake', 'decision', 'late', 'wait'];

/** The figures of docs/insights.md. They read, and change nothing. */
@Injectable()
export class InsightsService {
  constructor(private readonly store: InsightsStore) {}

  now(): Promise<Date> {
    return this.store.now();
  }

  /** How the desk stands now, and how it went in the stretch. */
  async desk(stretch: Stretch, domain: string | null): Promise<Desk> {
    const whole = { ...stretch, starts: [stretch.from] };
    const [row, sums] = await Promise.all([
      this.store.desk(domain),
      this.store.sums(whole, [...PACE, 'target'], domain),
    ]);
    const pace = paceOf(sums);
    const { now, waiting } = row;
    // A stretch that is not over is as long as it has lasted.
    const hours = Math.max(0, Math.min(stretch.to, now.getTime()) - stretch.from) / 3_600_000;
    return {
      ...row,
      ...pace,
      hours,
      usualTargetSeconds: usualOf(sums, 'target'),
      forecast: forecast({ waiting, hours, arrived: pace.arrived, decided: pace.decided }, now),
    };
  }

  /** How it went, hour by hour or day by day; one for each bucket of the stretch. */
  async flow(stretch: Stretch, domain: string | null): Promise<Pace[]> {
    const sums = await this.store.sums(stretch, PACE, domain);
    const byBucket = groupBy(sums, ({ bucket }) => bucket);
    return stretch.starts.map((_, bucket) => paceOf(byBucket.get(bucket) ?? []));
  }

  /** How each queue stands now, and how it went in the stretch. */
  async queues(stretch: Stretch, domain: string | null): Promise<QueueRow[]> {
    const [stands, sums] = await Promise.all([
      this.store.queues(domain),
      this.store.sums({ ...stretch, starts: [stretch.from] }, ['queue_wait', 'queue_late', 'queue_target'], domain),
    ]);
    return stands.map((stand) => {
      const prefix = `${stand.queue}:`;
      const its = sums
        .filter(({ detail }) => detail.startsWith(prefix))
        .map((sum) => ({ ...sum, detail: sum.detail.slice(prefix.length) }));
      return {
        ...stand,
        decided: count(its, 'queue_wait'),
        late: count(its, 'queue_late'),
        ...quantilesOf(its, 'queue_wait'),
        usualTargetSeconds: usualOf(its, 'queue_target'),
      };
    });
  }

  /** What was let through, sent to people and blocked, by domain, most tickets first. */
  async automation(stretch: Stretch, domain: string | null): Promise<DomainRow[]> {
    const sums = await this.store.sums({ ...stretch, starts: [stretch.from] }, ['intake'], domain, true);
    const rows = [...groupBy(sums, (sum) => sum.domain)].map(([name, of]) => {
      const [automatic, people, blocked] = ['automatic', 'people', 'blocked'].map((way) => count(of, 'intake', way));
      return { domain: name, taken: count(of, 'intake'), automatic: automatic!, people: people!, blocked: blocked! };
    });
    return rows.sort((a, b) => b.taken - a.taken || (a.domain < b.domain ? -1 : 1));
  }

  /** For which conditions tickets were sent to people, commonest first, and how many tickets that were. */
  async reasons(stretch: Stretch, domain: string | null): Promise<{ people: number; reasons: ReasonRow[] }> {
    const sums = await this.store.sums({ ...stretch, starts: [stretch.from] }, ['intake', 'reason'], domain);
    const reasons = sums
      .filter(({ kind }) => kind === 'reason')
      .map(({ detail, n }) => {
        const [rule, condition, expected] = JSON.parse(detail) as [string, string, unknown];
        return { rule, condition, expected, n };
      })
      .sort((a, b) => b.n - a.n || (a.condition < b.condition ? -1 : 1));
    return { people: count(sums, 'intake', 'people'), reasons };
  }

  /** What became of those that were taken in within the stretch and went to people, by reason code. */
  async funnel(stretch: Stretch, domain: string | null): Promise<{ partial: boolean; rows: FunnelRow[] }> {
    const alike = await this.store.alike(stretch, domain, MOST_IN_FUNNEL + 1);
    const rows = funnelOf(alike);
    return { partial: rows.reduce((sum, { came }) => sum + came, 0) > MOST_IN_FUNNEL, rows };
  }

  /** What users did with the answers of the stretch, and what became of them. */
  async kpis(stretch: Stretch, domain: string | null): Promise<Kpi[]> {
    const whole = { ...stretch, starts: [stretch.from] };
    const [stories, sums] = await Promise.all([
      this.store.stories(whole, domain),
      this.store.sums(whole, INTAKE, domain),
    ]);
    return kpisOf(stories, intakeOf(sums));
  }
}

/** The commonest target, in seconds. */
function usualOf(sums: readonly Sum[], kind: CellKind): number | null {
  const [usual] = sums.filter((sum) => sum.kind === kind).sort((a, b) => b.n - a.n);
  return usual ? Number(usual.detail) : null;
}

function quantilesOf(sums: readonly Sum[], kind: CellKind): Pick<Pace, 'p50Seconds' | 'p95Seconds'> {
  const waits = new Map(sums.filter((sum) => sum.kind === kind).map(({ detail, n }) => [Number(detail), n]));
  return { p50Seconds: quantile(waits, 0.5), p95Seconds: quantile(waits, 0.95) };
}

function paceOf(sums: readonly Sum[]): Pace {
  return {
    arrived: count(sums, 'intake', 'people'),
    approved: count(sums, 'decision', 'approved'),
    rejected: count(sums, 'decision', 'rejected'),
    decided: count(sums, 'decision'),
    late: count(sums, 'late'),
    ...quantilesOf(sums, 'wait'),
  };
}

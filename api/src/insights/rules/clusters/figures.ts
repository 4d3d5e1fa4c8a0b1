import { type LogLine, whyWaiting } from '../../../intake/rules/causes.js';
import type { Course } from './trend.js';

/** What is known of a text besides its words. */
export interface Circumstances {
  domain: string | null;
  reasonCode: string | null;
  policyVersion: number | null;
  way: 'automatic' | 'people' | 'blocked' | null;
  conditions: readonly LogLine[] | null;
}

export interface Share<T> {
  of: T;
  n: number;
}

/** The counts of a cluster. Those by proposal are of the `linked` only: the others name none. */
export interface ClusterFigures {
  /** ISO 8601, Mondays 00:00 UTC. */
  weeks: { from: string; n: number }[];
  lately: number;
  latelyDays: number;
  before: number;
  beforeDays: number;
  linked: number;
  reasonCodes: Share<string>[];
  domains: Share<string>[];
  /** The routing policy by which the proposals were let through or not. */
  routingPolicies: Share<number>[];
}

/** @param texts of the cluster */
export function figuresOf(course: Course, texts: readonly Circumstances[]): ClusterFigures {
  const { weeks, lately, latelyDays, before, beforeDays } = course;
  const linked = texts.filter(({ policyVersion }) => policyVersion !== null);
  return {
    weeks: weeks.map(({ from, n }) => ({ from: new Date(from).toISOString(), n })),
    lately,
    latelyDays,
    before,
    beforeDays,
    linked: linked.length,
    reasonCodes: shares(linked.map(reasonOf)),
    domains: shares(texts.map(({ domain }) => domain).filter((domain) => domain !== null)),
    routingPolicies: shares(linked.map(({ policyVersion }) => policyVersion!)),
  };
}

/** The reason code that the agent was answered at first; `none` where the answer went out by itself. */
function reasonOf({ reasonCode, way, conditions }: Circumstances): string {
  if (reasonCode !== null) return reasonCode;
  if (way === 'people') return whyWaiting({ conditions: conditions ?? [] });
  return way === 'blocked' ? 'POLICY_RESTRICTED' : 'none';
}

/** How often each, commonest first. */
function shares<T extends string | number>(all: readonly T[]): Share<T>[] {
  const counts = new Map<T, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([of, n]) => ({ of, n })).sort((a, b) => b.n - a.n || (a.of < b.of ? -1 : 1));
}

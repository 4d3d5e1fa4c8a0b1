import { Injectable } from '@nestjs/common';
import { ChangesService, type FiledChange } from '../governance/changes.service.js';
import type { NamedSign, SignNow, WarningSigns } from '../governance/warning-signs.js';
import { canonicalJson } from '../platform/json/canonical.js';
import {
  MITIGATIONS,
  type Mitigated,
  type Mitigation,
  mitigate,
  type RoutingDocument,
} from '../routing/rules/mitigations.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { type ClusterRow, ClusterStore } from './persistence/cluster.store.js';
import { InsightsStore } from './persistence/insights.store.js';
import type { ClusterFigures } from './rules/clusters/figures.js';
import {
  type Flag,
  figuresOf,
  hasEnough,
  mainDomain,
  riseByChance,
  risen,
  type TwoWindows,
} from './rules/failure-pattern.js';

const DAY_MS = 86_400_000;

/** `filed` is the open change that would do the same. */
export type Offer = { mitigation: Mitigation; mitigated: Mitigated; filed: FiledChange | null };

export type Flagged = Flag & { mitigations: Offer[] };

/** Complaints of one thing that come more often; `domain` is that of most of them, null where there is none. */
export interface Growing extends Pick<ClusterFigures, 'lately' | 'latelyDays' | 'before' | 'beforeDays'> {
  clusterId: string;
  label: string[];
  domain: string | null;
  mitigations: Offer[];
}

interface Windows {
  /** The windows: [from, since) and [since, to). */
  from: Date;
  since: Date;
  to: Date;
}

type Counted = Windows & { figures: TwoWindows[] };

export interface Flags extends Windows {
  /** Figures that had enough answers behind them. */
  looked: number;
  /** The routing policy in force, which the mitigations are derived from. */
  inForce: number;
  flags: Flagged[];
  growing: Growing[];
}

/** What is looked at unless somebody asks for other windows, and by whoever files a change: then nobody picks a window that suits. */
export const WINDOWS = { recentDays: 7, beforeDays: 28 } as const;

/** Whether the pattern of failure shows, and what could be done about it at once. Reads, and changes nothing. */
@Injectable()
export class FlagsService implements WarningSigns {
  constructor(
    private readonly store: InsightsStore,
    private readonly rulebook: Rulebook,
    private readonly changes: ChangesService,
    private readonly clusters: ClusterStore,
  ) {}

  /** @param recentDays length of the newest window; @param beforeDays of the one before it */
  async flags(recentDays: number, beforeDays: number): Promise<Flags> {
    const [{ figures, ...windows }, policy, open, clusters] = await Promise.all([
      this.count(recentDays, beforeDays),
      this.rulebook.document('routing_policy'),
      this.changes.open(),
      this.clusters.list(),
    ]);
    const document = policy!.document as RoutingDocument;
    const offers = (domain: string | null): Offer[] =>
      MITIGATIONS.map((mitigation) => {
        const mitigated = mitigate(document, mitigation, domain);
        const filed = 'document' in mitigated ? open.get(canonicalJson(mitigated.document)) : undefined;
        return { mitigation, mitigated, filed: filed ?? null };
      });
    const flags = risen(figures).map((flag) => ({ ...flag, mitigations: offers(flag.domain) }));
    const growing = clusters.filter(({ trend }) => trend === 'growing').map((cluster) => growingOf(cluster, offers));
    return { ...windows, looked: figures.filter(hasEnough).length, inForce: policy!.version, flags, growing };
  }

  /** What one sign counts now, in the usual windows, and whether it is raised among all that are looked at. */
  async look({ measure, domain, clusterId }: NamedSign): Promise<SignNow | null> {
    return clusterId === null ? this.lookAtFigure(measure, domain) : this.lookAtCluster(clusterId, domain);
  }

  private async lookAtFigure(measure: string, domain: string | null): Promise<SignNow | null> {
    const { recentDays, beforeDays } = WINDOWS;
    const { figures, to } = await this.count(recentDays, beforeDays);
    const isIt = (figure: TwoWindows) => figure.measure === measure && figure.domain === domain;
    const figure = figures.find(isIt);
    if (!figure) return null;
    const { before, now } = figure;
    return {
      raised: risen(figures).some(isIt),
      stood: {
        before: { n: before.wrong, of: before.of, days: beforeDays },
        now: { n: now.wrong, of: now.of, days: recentDays },
        p: riseByChance(before, now),
        at: to.toISOString(),
      },
    };
  }

  private async lookAtCluster(id: string, domain: string | null): Promise<SignNow | null> {
    const [cluster, at] = await Promise.all([this.clusters.one(id), this.store.now()]);
    if (!cluster) return null;
    const { lately, latelyDays, before, beforeDays, domains } = cluster.figures;
    return {
      raised: cluster.trend === 'growing' && domain !== null && mainDomain(domains, cluster.size) === domain,
      stood: {
        before: { n: before, of: null, days: beforeDays },
        now: { n: lately, of: null, days: latelyDays },
        p: null,
        at: at.toISOString(),
      },
    };
  }

  private async count(recentDays: number, beforeDays: number): Promise<Counted> {
    const to = await this.store.now();
    const since = new Date(to.getTime() - recentDays * DAY_MS);
    const from = new Date(since.getTime() - beforeDays * DAY_MS);
    const [before, now] = await Promise.all([
      this.store.storiesBetween(from, since),
      this.store.storiesBetween(since, to),
    ]);
    return { from, since, to, figures: figuresOf(before, now) };
  }
}

/** Complaints of many domains name none that could be held back, and all of them together would be too much. */
function growingOf({ id, label, size, figures }: ClusterRow, offers: (domain: string) => Offer[]): Growing {
  const { lately, latelyDays, before, beforeDays, domains } = figures;
  const domain = mainDomain(domains, size);
  const mitigations = domain === null ? [] : offers(domain);
  return { clusterId: id, label, domain, lately, latelyDays, before, beforeDays, mitigations };
}

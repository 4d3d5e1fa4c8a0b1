import { Injectable } from '@nestjs/common';
import { ChangesService, type FiledChange } from '../governance/changes.service.js';
import { canonicalJson } from '../platform/json/canonical.js';
import {
  MITIGATIONS,
  type Mitigated,
  type Mitigation,
  mitigate,
  type RoutingDocument,
} from '../routing/rules/mitigations.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { InsightsStore } from './persistence/insights.store.js';
import { type Flag, figuresOf, hasEnough, risen } from './rules/failure-pattern.js';

const DAY_MS = 86_400_000;

export interface Flagged extends Flag {
  /** `filed` is the open change that would do the same. */
  mitigations: { mitigation: Mitigation; mitigated: Mitigated; filed: FiledChange | null }[];
}

export interface Flags {
  /** The windows: [from, since) and [since, to). */
  from: Date;
  since: Date;
  to: Date;
  /** Figures that had enough answers behind them. */
  looked: number;
  /** The routing policy in force, which the mitigations are derived from. */
  inForce: number;
  flags: Flagged[];
}

/** Whether the pattern of failure shows, and what could be done about it at once. Reads, and changes nothing. */
@Injectable()
export class FlagsService {
  constructor(
    private readonly store: InsightsStore,
    private readonly rulebook: Rulebook,
    private readonly changes: ChangesService,
  ) {}

  /** @param recentDays length of the newest window; @param beforeDays of the one before it */
  async flags(recentDays: number, beforeDays: number): Promise<Flags> {
    const to = await this.store.now();
    const since = new Date(to.getTime() - recentDays * DAY_MS);
    const from = new Date(since.getTime() - beforeDays * DAY_MS);
    const [before, now, policy, open] = await Promise.all([
      this.store.storiesBetween(from, since),
      this.store.storiesBetween(since, to),
      this.rulebook.document('routing_policy'),
      this.changes.open(),
    ]);
    const figures = figuresOf(before, now);
    const document = policy!.document as RoutingDocument;
    const flags = risen(figures).map((flag) => ({
      ...flag,
      mitigations: MITIGATIONS.map((mitigation) => {
        const mitigated = mitigate(document, mitigation, flag.domain);
        const filed = 'document' in mitigated ? open.get(canonicalJson(mitigated.document)) : undefined;
        return { mitigation, mitigated, filed: filed ?? null };
      }),
    }));
    return { from, since, to, looked: figures.filter(hasEnough).length, inForce: policy!.version, flags };
  }
}

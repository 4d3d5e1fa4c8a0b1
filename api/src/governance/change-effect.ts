import { Injectable } from '@nestjs/common';
import { type CitedPassage, CitedPassages } from '../knowledge/cited-passages.js';
import { compileRoutingPolicy } from '../routing/rules/compile-routing-policy.js';
import type { RoutingDocument } from '../routing/rules/mitigations.js';
import { type PolicyDifference, policyDifferences } from '../routing/rules/policy-differences.js';
import { type Replay, replay } from '../routing/rules/replay.js';
import { ChangeStore } from './persistence/change.store.js';

/** A change is tried on so many of the newest proposals. */
const LOOKED_AT = 500;
/** As many names as are looked up at once. */
const NAMES = 300;

export interface Effect extends Replay {
  differences: PolicyDifference[];
}

/** What a routing policy would have done otherwise than another with the proposals of late. Changes nothing. */
@Injectable()
export class ChangeEffect {
  constructor(
    private readonly changes: ChangeStore,
    private readonly passages: CitedPassages,
  ) {}

  /** @param before and @param after documents that compile */
  async of(before: unknown, after: unknown): Promise<Effect> {
    const proposals = await this.changes.lately(LOOKED_AT);
    const cited = [...new Set(proposals.flatMap(({ citations }) => citations))];
    const found: CitedPassage[] = [];
    for (let at = 0; at < cited.length; at += NAMES)
      found.push(...(await this.passages.look(cited.slice(at, at + NAMES), new Set())));
    const policies = { before: compileRoutingPolicy(before), after: compileRoutingPolicy(after) };
    return {
      ...replay(policies, proposals, found),
      differences: policyDifferences(before as RoutingDocument, after as RoutingDocument),
    };
  }
}

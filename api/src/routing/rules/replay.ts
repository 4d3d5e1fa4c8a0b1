import type { CompiledRoutingPolicy } from './compiled-policy.js';
import { evaluateRouting } from './evaluate-routing.js';
import type { LoggedCondition } from './route-revision.js';
import { citesNothing, type KnownPassage } from './sources.js';

export type Way = 'auto_allowed' | 'pending_review' | 'blocked';

/** A proposal as it was taken in, with the policy log of then. */
export interface RoutedBefore {
  number: number;
  domain: string;
  confidence: number | null;
  policyDecision: string | null;
  piiLeakRisk: string | null;
  toolCall: string | null;
  answer: string;
  citations: readonly string[];
  decision: { conditions: readonly LoggedCondition[]; score: { value: number } };
}

/** How many of those looked at would go another way, and which tickets these are, newest first. */
export interface Replay {
  looked: number;
  moves: { from: Way; to: Way; n: number; tickets: number[] }[];
}

const MOST_TICKETS = 5;

/**
 * What another policy would have made of proposals that were taken in. What we found of them then, their risk score, and what
 * held an allowed one back, is kept as it was.
 * @param passages those of ours that the proposals cite
 */
export function replay(
  policies: { before: CompiledRoutingPolicy; after: CompiledRoutingPolicy },
  proposals: readonly RoutedBefore[],
  passages: readonly KnownPassage[],
): Replay {
  const moves = new Map<string, Replay['moves'][number]>();
  for (const proposal of proposals) {
    const from = wayOf(policies.before, proposal, passages);
    const to = wayOf(policies.after, proposal, passages);
    if (from === to) continue;
    const move = moves.get(`${from} ${to}`) ?? { from, to, n: 0, tickets: [] };
    moves.set(`${from} ${to}`, move);
    move.n += 1;
    if (move.tickets.length < MOST_TICKETS) move.tickets.push(proposal.number);
  }
  return { looked: proposals.length, moves: [...moves.values()].sort((a, b) => b.n - a.n) };
}

function wayOf(policy: CompiledRoutingPolicy, proposal: RoutedBefore, passages: readonly KnownPassage[]): Way {
  const { conditions, score } = proposal.decision;
  const findings = conditions
    .filter(({ rule }) => rule === 'finding')
    .map(({ condition, actual, because = condition }) => ({ name: condition, actual, because }));
  const uncitedIn = citesNothing(proposal.answer, { citations: proposal.citations, passages }) ? proposal.domain : null;
  const { outcome } = evaluateRouting(policy, { ...proposal, uncitedIn, riskScore: score.value, findings });
  if (outcome === 'block') return 'blocked';
  const heldBack = conditions.some(({ rule, held }) => rule === 'sign_off' && held);
  return outcome === 'allow' && !heldBack ? 'auto_allowed' : 'pending_review';
}

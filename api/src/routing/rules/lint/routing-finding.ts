import type { Outcome } from '../decision.js';

/**
 * What is odd about a routing policy that can be read:
 * `never_allows` what it allows and what it reviews or blocks leave nothing to be allowed; `never_reached` one of the
 * values it allows is always reviewed or blocked; `overruled` a threshold to allow lies where another reviews or blocks;
 * `never_decides` a condition, or a value of its list, changes nothing, because a wider or stricter one holds with it;
 * `always_holds` a condition holds of every proposal; `only_unknown` it holds of no value at all, only of a missing one;
 * `asks_nothing` a condition to allow that every value fulfils; `still_signed` it allows a tool whose calls wait for
 * people all the same; `unknown_tool`, `unknown_domain` nobody here has that name.
 */
export type RoutingFindingKind =
  | 'never_allows'
  | 'never_reached'
  | 'overruled'
  | 'never_decides'
  | 'always_holds'
  | 'only_unknown'
  | 'asks_nothing'
  | 'still_signed'
  | 'unknown_tool'
  | 'unknown_domain';

/** A proposal that shows a finding, all else as well as can be, and what the policy says of it. */
export interface ExampleProposal {
  domain: string | null;
  confidence: number | null;
  policyDecision: string | null;
  piiLeakRisk: string | null;
  toolCall: string | null;
  outcome: Outcome;
}

/** One thing found in a routing policy. An error keeps it from being added, a warning wants to be confirmed. */
export interface RoutingFinding {
  /** The same for the same thing in another version: kind, condition and value. */
  id: string;
  severity: 'error' | 'warning';
  kind: RoutingFindingKind;
  /** Dotted, from the document's root. */
  path: string;
  /** One sentence in English. */
  message: string;
  /** What the sentence speaks of, in its order, for who says it in another language. */
  names: string[];
  example: ExampleProposal | null;
}

/** The installation that a routing policy is read against. */
export interface RoutingSurroundings {
  tools: readonly { name: string; changesWorld: boolean; signOff: 'none' | null; conditional: boolean }[];
  /** Those that agents may propose in, and that were proposed in lately. */
  domains: readonly string[];
}

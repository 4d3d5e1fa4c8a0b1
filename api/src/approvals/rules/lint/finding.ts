import type { Signer } from '../requirement.js';

/**
 * What is wrong with a policy that can be read:
 * `invalid` it cannot be read after all; `nobody` too few people could ever fill it; `nobody_for_all` too few could fill
 * all rules that apply to one tool together; `four_eyes` nobody could for what an
 * agent proposes; `one_missing` it hangs on one person; `one_person` one person alone fills it; `never_decides` another
 * rule always applies with it and asks at least as much; `never_applies` its condition is never true; `unknown_tool` no
 * tool has that name; `unsigned_tool` the tool is registered as needing no signature; `unknown_argument` its condition
 * reads what no tool's schema has.
 */
export type FindingKind =
  | 'invalid'
  | 'nobody'
  | 'nobody_for_all'
  | 'four_eyes'
  | 'one_missing'
  | 'one_person'
  | 'never_decides'
  | 'never_applies'
  | 'unknown_tool'
  | 'unsigned_tool'
  | 'unknown_argument';

/** One thing found in a policy document. An error keeps it from being added, a warning wants to be confirmed. */
export interface PolicyFinding {
  /** The same for the same thing in another version: kind and rule. */
  id: string;
  severity: 'error' | 'warning';
  kind: FindingKind;
  /** Dotted, from the document's root. */
  path: string;
  /** One sentence in English. */
  message: string;
  /** What the sentence speaks of, in its order, where another language is to say it: people, roles, rules, tools. */
  names: string[];
}

/** The installation that a policy is read against. */
export interface Surroundings {
  /** Those who are active. */
  people: readonly (Signer & { name: string })[];
  /** Those who are active. Who owns one, or issued the key it used, signs nothing it proposes. */
  agents: readonly { name: string; tools: readonly string[] | null; ownerId: string; issuers: readonly string[] }[];
  tools: readonly {
    name: string;
    signOff: 'none' | null;
    changesWorld: boolean;
    /** The arguments that its schema names; null when it takes others too. */
    arguments: readonly string[] | null;
  }[];
}

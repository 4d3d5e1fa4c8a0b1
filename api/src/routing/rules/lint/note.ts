import type { CompiledCondition } from '../compiled-policy.js';
import type { Said } from './example.js';
import type { ExampleProposal, RoutingFinding, RoutingFindingKind } from './routing-finding.js';

const ROOT = 'risk_routing_policy';
/** An id is sent back by whoever has read the finding, and a name may be as long as anybody likes. */
const LONGEST_NAME = 120;

interface Besides {
  severity?: RoutingFinding['severity'];
  /** Which value of the condition's list it is about. */
  at?: number;
  /** It is about the section as a whole. */
  whole?: boolean;
  /** What the proposal that shows it says, where that isn't the best there is; no example when left out. */
  said?: Partial<Said>;
}

export type Note = (
  about: Pick<CompiledCondition, 'rule'> & { name: string; expected?: unknown },
  kind: RoutingFindingKind,
  message: string,
  names: string[],
  besides: Besides,
) => void;

/** Writes findings down in one form. */
export function noteOf(findings: RoutingFinding[], example: (said: Partial<Said>) => ExampleProposal): Note {
  return ({ rule, name, expected }, kind, message, names, { severity = 'warning', at, whole, said }) => {
    const value = at === undefined ? '' : `:${names[0]!.slice(0, LONGEST_NAME)}`;
    findings.push({
      id: `${kind}:${rule}.${name}${value}`,
      severity,
      kind,
      path: `${ROOT}.${rule}${whole ? '' : `.${name}`}${at !== undefined && Array.isArray(expected) ? `[${at}]` : ''}`,
      message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
      names,
      example: said ? example(said) : null,
    });
  };
}

/** A condition by its place in the document: "review_required_if.domain". */
export const whereOf = ({ rule, name }: Pick<CompiledCondition, 'rule' | 'name'>): string => `${rule}.${name}`;

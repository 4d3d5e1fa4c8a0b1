import type { CompiledRoutingPolicy } from '../compiled-policy.js';
import { evaluateRouting } from '../evaluate-routing.js';
import type { Signal } from '../policy-document.js';
import { riskScore } from '../risk-score.js';
import type { RoutingSignals } from '../signals.js';
import type { Reach } from './candidates.js';
import type { ExampleProposal, RoutingSurroundings } from './routing-finding.js';

/** What each signal is said to be; the risk score is ours, and follows from the rest. */
export type Said = Readonly<Record<Exclude<Signal, 'risk_score'>, unknown>>;

const CLAIMS = ['confidence', 'policy_decision', 'pii_leak_risk', 'domain', 'uncited_in', 'tool_call'] as const;

/** The least risky proposal that this policy might allow, signal by signal; where it allows no value, the least risky of all. */
export function bestCase(reach: Reach, around: RoutingSurroundings): Said {
  const best = (signal: keyof Said) => {
    const open = reach.open(signal);
    const values = open.length > 0 ? open : reach.candidates[signal].filter((value) => reach.allows(signal, value));
    return leastRisky(signal, values.length > 0 ? values : reach.candidates[signal], around);
  };
  return Object.fromEntries(CLAIMS.map((signal) => [signal, best(signal)])) as Said;
}

/** What a proposal that says this is routed by, without findings and without money. */
export function signalsOf(said: Said, around: RoutingSurroundings): RoutingSignals {
  const claims = {
    confidence: said.confidence as number | null,
    policyDecision: said.policy_decision as string | null,
    piiLeakRisk: said.pii_leak_risk as string | null,
    domain: said.domain as string | null,
    uncitedIn: said.uncited_in as string | null,
    toolCall: said.tool_call as string | null,
    findings: [],
  };
  const known = around.tools.find(({ name }) => name === claims.toolCall);
  const tool =
    claims.toolCall === null
      ? null
      : { name: claims.toolCall, registered: known !== undefined, changesWorld: known?.changesWorld ?? true };
  return { ...claims, riskScore: riskScore({ ...claims, tool, money: null }).value };
}

export function exampleOf(policy: CompiledRoutingPolicy, said: Said, around: RoutingSurroundings): ExampleProposal {
  const signals = signalsOf(said, around);
  const { domain, confidence, policyDecision, piiLeakRisk, toolCall } = signals;
  return {
    domain,
    confidence,
    policyDecision,
    piiLeakRisk,
    toolCall,
    outcome: evaluateRouting(policy, signals).outcome,
  };
}

/** The parts of the score add up, so that the least of each is the least of all. */
function leastRisky(signal: keyof Said, values: readonly unknown[], around: RoutingSurroundings): unknown {
  const nothing: Said = {
    confidence: 1,
    policy_decision: 'allow',
    pii_leak_risk: 'low',
    domain: 'faq',
    uncited_in: null,
    tool_call: null,
  };
  const score = (value: unknown) => signalsOf({ ...nothing, [signal]: value }, around).riskScore!;
  return values.reduce((best, value) => (score(value) < score(best) ? value : best));
}

import { readFileSync } from 'node:fs';
import { compileRoutingPolicy } from '../api/src/routing/rules/compile-routing-policy.js';
import type { RoutingDecision } from '../api/src/routing/rules/decision.js';
import { evaluateRouting } from '../api/src/routing/rules/evaluate-routing.js';
import type { RoutingSignals } from '../api/src/routing/rules/signals.js';

/** Decisions between two looks at the clock. */
const BATCH = 20_000;

/**
 * The routing policy's evaluator alone, under the default policy, with the full explanation of every decision.
 * @returns decisions a second
 */
export function measureEvaluator(seconds: number): number {
  const document = readFileSync(new URL('../config/routing-policy.json', import.meta.url), 'utf8');
  const policy = compileRoutingPolicy(JSON.parse(document));
  const signals = everyMix();
  let kept: RoutingDecision | undefined;
  let lines = 0;
  const decide = (count: number) => {
    for (let n = 0; n < count; n += 1) {
      kept = evaluateRouting(policy, signals[n % signals.length]!);
      lines += kept.conditions.length;
    }
  };
  decide(BATCH * 20);
  lines = 0;
  let decisions = 0;
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    decide(BATCH);
    decisions += BATCH;
  }
  const took = (performance.now() - started) / 1000;
  // Every decision explained itself; this also keeps the work from being optimised away.
  if (kept === undefined || lines < decisions * kept.conditions.length * 0.9)
    throw new Error('a decision lacks its log');
  return decisions / took;
}

const KNOWN = { piiLeakRisk: 'low', uncitedIn: null, riskScore: 20, findings: [] };

/** Allowed, reviewed and blocked proposals, with and without tool calls, known and missing confidence. */
function everyMix(): RoutingSignals[] {
  const mixes: RoutingSignals[] = [];
  for (const domain of ['faq', 'guide', 'payment', 'shipping'])
    for (const confidence of [0.95, 0.41, null])
      for (const policyDecision of ['allow', 'deny', null])
        for (const toolCall of [null, 'issue_refund'])
          mixes.push({ ...KNOWN, domain, confidence, policyDecision, toolCall });
  return mixes;
}

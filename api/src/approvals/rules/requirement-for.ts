import { fold } from '../../platform/text/fold.js';
import { moneyOf } from './money.js';
import type { Requirement } from './requirement.js';
import type { CompiledRule, CompiledSignOffPolicy } from './sign-off-document.js';
import { strictest } from './strictest.js';

/** What the sign-off policy looks at. */
export interface CallToSign {
  /** The tool's name; null for a ticket that calls none. */
  tool: string | null;
  args: object | null;
  /** Hundredths moved today, this call included; null when not known, which is read as too much. */
  sums: { customerDay: bigint; agentDay: bigint } | null;
  /** 'none' when the tool is registered as one that needs no signature; it wins over every rule. */
  toolSignOff?: 'none' | null;
  changesWorld: boolean;
}

export interface RequirementAnswer {
  /**
   * Null when routing may let it through without one: the tool says `none`, or it only reads and no rule names it.
   * People to whom it is sent all the same sign as for `otherwise`.
   */
  requirement: Requirement | null;
  /** The rules that applied, and why, in the order of the policy. */
  because: string[];
  /** Those of them for which whoever approves has to have proved again who they are. */
  stepUp: string[];
}

/**
 * Who must sign this. Of all rules that apply the strictest wins, see `strictest`; a rule whose condition
 * cannot be evaluated applies. A rule with no tool is for every tool call, and for no ticket without one.
 */
export function requirementFor(policy: CompiledSignOffPolicy, call: CallToSign): RequirementAnswer {
  if (call.tool !== null && call.toolSignOff === 'none') {
    return { requirement: null, because: [`${call.tool} is registered as needing no signature`], stepUp: [] };
  }
  const applied = policy.rules.flatMap((rule) => {
    const because = whyApplied(rule, call);
    return because === null ? [] : [{ require: rule.require, because, stepUp: rule.stepUp }];
  });
  const [first, ...others] = applied;
  if (first === undefined) {
    const onlyReads = call.tool !== null && !call.changesWorld;
    return { requirement: onlyReads ? null : policy.otherwise, because: [whyOtherwise(call)], stepUp: [] };
  }
  return {
    requirement: strictest([first.require, ...others.map((rule) => rule.require)]),
    because: applied.map((rule) => rule.because),
    stepUp: applied.filter((rule) => rule.stepUp).map((rule) => rule.because),
  };
}

function whyApplied(rule: CompiledRule, call: CallToSign): string | null {
  if (call.tool === null || (rule.tools !== null && !rule.tools.has(fold(call.tool)))) return null;
  if (rule.when === null) return rule.because;
  const { held, error } = rule.when({ args: call.args, money: moneyOf(call.args), sums: call.sums });
  if (error !== null) return `${rule.name} could not be evaluated: ${error}`;
  return held ? rule.because : null;
}

function whyOtherwise({ tool, changesWorld }: CallToSign): string {
  if (tool === null) return 'a ticket without a tool call';
  return changesWorld ? `${tool} changes the world` : `no rule asks more of ${tool}`;
}

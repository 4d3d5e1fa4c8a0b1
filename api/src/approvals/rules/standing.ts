import type { Rules } from '../../rulebook/rules/rules-in-force.js';
import type { CaseFile, SignOff } from '../../tickets/rules/case-file.js';
import type { FourEyesFacts } from './four-eyes.js';
import { type Money, moneyOf } from './money.js';
import { evaluateQuorum } from './quorum.js';
import type { Quorum, Requirement, Role } from './requirement.js';
import { type CallToSign, requirementFor } from './requirement-for.js';

/** How far a ticket's current revision has come towards its signatures, by the rules in force. */
export interface Standing {
  requirement: Requirement | null;
  because: string[];
  /** Why whoever approves has to have proved again who they are; empty when they need not. */
  stepUp: string[];
  quorum: Quorum;
  /** Sign-offs on the current revision that still count. */
  counted: { personId: string; roles: Role[]; verdict: 'approve' | 'reject'; steppedUp: boolean }[];
  fourEyes: FourEyesFacts;
  money: Money | null;
}

export function standingOf(file: CaseFile, rules: Rules): Standing {
  const { toolCall } = file.revision;
  const args = toolCall && (JSON.parse(toolCall.canonical) as object);
  const tool = toolCall ? rules.tool(toolCall.name) : undefined;
  const money = moneyOf(args);
  const asked = requirementFor(rules.signOff, {
    tool: toolCall?.name ?? null,
    args,
    sums: money && sumsOf(file, rules, money),
    toolSignOff: tool?.signOff ?? null,
    changesWorld: tool?.changesWorld ?? true,
  });
  // What needs no signature can still be sent to people by the routing policy; they then sign as for the rest.
  const waived = file.ticket.state === 'auto_allowed' && (toolCall === null || asked.requirement === null);
  const requirement = waived ? null : (asked.requirement ?? rules.signOff.otherwise);
  const counted = file.signOffs.filter((s) => s.revision === file.ticket.revision).map(countedRoles);
  const signers = counted
    .filter((s) => s.verdict === 'approve')
    .map(({ personId, roles }) => ({ id: personId, roles }));
  return {
    requirement,
    because: asked.because,
    stepUp: waived ? [] : asked.stepUp,
    quorum: evaluateQuorum(requirement, signers),
    counted,
    fourEyes: {
      agentOwnerId: file.agent.ownerId,
      keyIssuerId: file.keyIssuerId,
      revisionMadeBy: file.revision.madeBy,
    },
    money,
  };
}

/** A role counts while the person signed with it and still has it. */
function countedRoles({ personId, roles, rolesNow, verdict, steppedUp }: SignOff): Standing['counted'][number] {
  return { personId, verdict, steppedUp, roles: roles.filter((role) => rolesNow.includes(role)) };
}

/** Hundredths moved today with this call; null, read as too much, when a policy asks for a sum that was not read. */
function sumsOf({ sums }: CaseFile, rules: Rules, { currency, hundredths }: Money): CallToSign['sums'] {
  if (sums.agentDay === null && rules.signOff.asksAgentDay) return null;
  return {
    customerDay: hundredths + (sums.customerDay[currency] ?? 0n),
    agentDay: hundredths + (sums.agentDay?.[currency] ?? 0n),
  };
}

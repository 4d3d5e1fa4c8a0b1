import { type Standing, standingOf } from '../../approvals/rules/standing.js';
import { saltedDigest } from '../../platform/json/digest.js';
import { evaluateRouting } from '../../routing/rules/evaluate-routing.js';
import type { Rules } from '../../rulebook/rules/rules-in-force.js';
import type { CaseFile } from '../../tickets/rules/case-file.js';
import { contextDigests } from '../../tickets/rules/question.js';
import { signedContent } from '../../tickets/rules/signed-content.js';

export type IntentDecision =
  | { ok: true; signers: string[] }
  /** `expired` ends the ticket; `moved` means somebody else took over; `returned` sends it back to people. */
  | NotNow;

export interface NotNow {
  ok: false;
  what: 'expired' | 'moved' | 'returned';
  because: string;
}

/**
 * The last look before the point of no return (design §4): everything that was true when people signed
 * must still be true, and what nobody signed must still be allowed.
 * @param uncitedIn see `RoutingSignals`, of what nobody signed; found by `RoutingService.uncitedNow`
 */
export function mayIntend(file: CaseFile, rules: Rules, fence: number, uncitedIn: string | null): IntentDecision {
  const { execution } = file;
  if (execution?.state !== 'claimed' || execution.fence !== fence)
    return { ok: false, what: 'moved', because: 'another worker took over' };
  return stillStands(file, rules, uncitedIn);
}

/** The same last look for what the agent's own backend runs: a grant is as much a point of no return as an intent. */
export function mayGrant(file: CaseFile, rules: Rules, uncitedIn: string | null): IntentDecision {
  const { execution } = file;
  if (execution?.state !== 'ready') return { ok: false, what: 'moved', because: notReady(file) };
  if (execution.runner !== 'agent') return { ok: false, what: 'moved', because: 'Countersign makes this call itself' };
  return stillStands(file, rules, uncitedIn);
}

function notReady({ ticket, execution }: CaseFile): string {
  return execution ? `the execution is ${execution.state}` : `the ticket is ${ticket.state.replace('_', ' ')}`;
}

function stillStands(file: CaseFile, rules: Rules, uncitedIn: string | null): IntentDecision {
  const { ticket, now, revision } = file;
  if (ticket.state !== 'approved' && ticket.state !== 'auto_allowed') {
    return { ok: false, what: 'moved', because: `the ticket is ${ticket.state}` };
  }
  if (ticket.expiresAt <= now) {
    return { ok: false, what: ticket.state === 'approved' ? 'expired' : 'returned', because: 'its time is over' };
  }
  if (hashOf(file) !== revision.contentHash) return returned('the stored content is not what was signed');
  const tool = revision.toolCall && rules.tool(revision.toolCall.name);
  if (!tool || tool.version !== revision.toolVersion) return returned('the tool is not the version that was signed');
  if (!file.agent.active) return returned('the agent is no longer active');
  if (tool.preconditions.length > 0 && revision.observation === null) return returned('what must hold was never seen');
  const standing = standingOf(file, rules);
  if (!standing.quorum.satisfied) return returned('the sign-offs no longer suffice');
  if (lacksStepUp(standing)) return returned('it was signed without the step-up that the policy asks for by now');
  if (deniedNow(file, rules, uncitedIn)) return returned('the routing policy in force denies it');
  if (repeatsUnknowingly(file)) return returned('the same tool call has run or is about to');
  return { ok: true, signers: signersOf(standing) };
}

const returned = (because: string): IntentDecision => ({ ok: false, what: 'returned', because });

/** Sums and policies change after a signature; what they ask of the person who gives it can't be made up for later. */
function lacksStepUp({ stepUp, counted }: Standing): boolean {
  return stepUp.length > 0 && counted.some((s) => s.verdict === 'approve' && !s.steppedUp);
}

function signersOf(standing: Standing): string[] {
  return standing.counted.filter((s) => s.verdict === 'approve').map((s) => s.personId);
}

function hashOf({ ticket, revision, texts }: CaseFile): string {
  const signed = JSON.parse(revision.signedContent) as {
    tool: { name: string; version: number | null; endpointVersion: number | null } | null;
    preconditions?: unknown;
  };
  // Hashed as it was when it was signed: revisions of tools without preconditions, and older ones, have no such part.
  const conditional = revision.observation !== null || signed.preconditions !== undefined;
  const digest = (salt: Buffer | null, text: string | null) =>
    salt && text !== null ? saltedDigest(salt, text) : null;
  return signedContent({
    ticketId: ticket.id,
    revision: ticket.revision,
    tool: signed.tool && { ...signed.tool, name: revision.toolCall?.name ?? '', version: revision.toolVersion },
    argumentsCanonical: revision.toolCall?.canonical ?? null,
    digests: {
      request: digest(texts?.requestSalt ?? null, texts?.request ?? null) ?? '',
      evidence: digest(texts?.evidenceSalt ?? null, texts?.evidence ?? null),
      draft: digest(revision.draftSalt, revision.draft) ?? '',
      ...contextDigests(texts?.contexts ?? []),
    },
    ...(conditional ? { observation: revision.observation } : {}),
    expiresAt: ticket.expiresAt.toISOString(),
  }).hash;
}

/** Without signatures the policy must still allow it; with them it must not block it. */
function deniedNow({ ticket, texts, revision }: CaseFile, rules: Rules, uncitedIn: string | null): boolean {
  const claims = JSON.parse(texts?.policy ?? '{}') as { decision?: string | null; piiLeakRisk?: string | null };
  const { outcome } = evaluateRouting(rules.routing, {
    domain: ticket.domain,
    uncitedIn,
    confidence: ticket.confidence,
    policyDecision: claims.decision ?? null,
    piiLeakRisk: claims.piiLeakRisk ?? null,
    toolCall: revision.toolCall?.name ?? null,
    riskScore: ticket.riskScore,
    findings: [],
  });
  return ticket.state === 'auto_allowed' ? outcome !== 'allow' : outcome === 'block';
}

/**
 * Of two equal calls that were approved at the same moment, at least one sees the other's execution here,
 * because both were written when they were approved. Unless either was signed as a knowing repeat, it stops.
 */
function repeatsUnknowingly(file: CaseFile): boolean {
  const { revision } = file.ticket;
  const knowing = file.signOffs.some((s) => s.revision === revision && s.verdict === 'approve' && s.knowingRepeat);
  return !knowing && file.repeats.some((repeat) => repeat.executionState !== null && repeat.knowingRepeat === false);
}

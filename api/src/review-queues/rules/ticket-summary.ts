import { ACTIONS, type Action, refusalOf, type Viewer } from '../../approvals/rules/allowed-actions.js';
import { type Standing, standingOf } from '../../approvals/rules/standing.js';
import { readDraft } from '../../intake/rules/proposal-answer.js';
import { RawJson } from '../../platform/json/raw-json.js';
import { mask, maskJson } from '../../platform/text/mask.js';
import { heldInWords } from '../../routing/rules/held.js';
import type { Rules } from '../../rulebook/rules/rules-in-force.js';
import type { CaseFile, SignOff } from '../../tickets/rules/case-file.js';
import { type ExecutionView, executionView } from '../../tickets/rules/execution-view.js';

/** How many characters of a request a list shows. */
const EXCERPT = 240;

/** One row of a list, for one viewer. Personal data is masked: only the case file shows what is signed, in full. */
export function ticketSummary(
  file: CaseFile,
  rules: Rules,
  viewer: Viewer,
  standing: Standing = standingOf(file, rules),
) {
  const { ticket, revision, now } = file;
  const claimed = ticket.claimedUntil !== null && ticket.claimedUntil > now && ticket.claimedBy !== null;
  return {
    id: ticket.id,
    number: ticket.number,
    state: ticket.state,
    revision: ticket.revision,
    contentHash: revision.contentHash,
    queue: ticket.queue,
    priority: ticket.priority,
    riskScore: ticket.riskScore,
    domain: ticket.domain,
    customerRef: ticket.customerRef && mask(ticket.customerRef),
    agent: { id: file.agent.id, name: file.agent.name },
    ...(file.erased ? { erased: true } : {}),
    requestExcerpt: [...mask(file.requestExcerpt)].slice(0, EXCERPT).join(''),
    toolCall: revision.toolCall && {
      name: revision.toolCall.name,
      arguments: new RawJson(maskJson(revision.toolCall.raw)),
    },
    confidence: ticket.confidence,
    flags: ticket.flags,
    reasons: heldInWords(revision.routingDecision).map(mask),
    signatures: { required: standing.quorum.required, given: given(file) },
    claim: claimed
      ? { personId: ticket.claimedBy!, personName: file.claimedByName ?? '', until: ticket.claimedUntil!.toISOString() }
      : null,
    createdAt: ticket.createdAt.toISOString(),
    dueAt: ticket.dueAt?.toISOString() ?? null,
    slaTargetSeconds: ticket.slaSeconds,
    askedAt: file.question?.at.toISOString() ?? null,
    slaLeftSeconds: ticket.slaLeftSeconds,
    expiresAt: ticket.expiresAt.toISOString(),
    resolvedAt: ticket.resolvedAt?.toISOString() ?? null,
    serverNow: now.toISOString(),
    allowedActions: ACTIONS.filter((action) => refusalOf(action, viewer, file, rules, standing) === null),
    execution: masked(executionView(file.execution)),
  };
}

/** What a tool answered may hold personal data like what it was asked. */
function masked(execution: ExecutionView | null): ExecutionView | null {
  if (!execution) return null;
  const { result, error } = execution;
  return {
    ...execution,
    result: result === null ? null : JSON.parse(maskJson(JSON.stringify(result))),
    error: error && mask(error),
  };
}

/** A summary with its signatures and with why the rest is not allowed: what every verb answers. */
export function ticketStanding(file: CaseFile, rules: Rules, viewer: Viewer) {
  const standing = standingOf(file, rules);
  const { requirement, because, stepUp, quorum } = standing;
  return {
    ...ticketSummary(file, rules, viewer, standing),
    signOffRequirement: { expression: requirement, because, stepUp, ...quorum },
    signOffs: file.signOffs.map((signOff) => toSignOffItem(signOff, file)),
    refusals: refusals(file, rules, viewer, standing),
  };
}

export interface Draft {
  answer: string;
  confidence: number | null;
  citations: string[];
  model: string | null;
  promptVersion: string | null;
}

export function toDraft(text: string | null): Draft {
  const draft = readDraft(text);
  return {
    answer: draft.answer,
    confidence: draft.confidence ?? null,
    citations: draft.citations ?? [],
    model: draft.model ?? null,
    promptVersion: draft.promptVersion ?? null,
  };
}

function given({ signOffs, ticket }: CaseFile): { personId: string; personName: string; role: string }[] {
  return signOffs
    .filter((s) => s.verdict === 'approve' && s.revision === ticket.revision)
    .map(({ personId, personName, roles }) => ({ personId, personName, role: roles.join(', ') }));
}

function toSignOffItem(
  { personId, personName, roles, verdict, at, revision, steppedUp, reason, note }: SignOff,
  { ticket }: CaseFile,
) {
  const counts = revision === ticket.revision;
  return {
    personId,
    personName,
    role: roles.join(', '),
    verdict,
    at: at.toISOString(),
    revision,
    steppedUp,
    reason,
    note,
    counts,
  };
}

function refusals(
  file: CaseFile,
  rules: Rules,
  viewer: Viewer,
  standing: Standing,
): Record<string, { code: string; detail: string }> {
  const refused: [Action, { code: string; detail: string }][] = [];
  for (const action of ACTIONS) {
    const refusal = refusalOf(action, viewer, file, rules, standing);
    if (refusal) refused.push([action, { code: refusal.code, detail: refusal.detail }]);
  }
  return Object.fromEntries(refused);
}

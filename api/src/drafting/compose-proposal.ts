import type { NewProposal, ProposalEvidence } from '../intake/http/proposal.dto.js';
import type { DraftMade } from '../intake/submission.js';
import { personalDataLeak } from '../routing/rules/personal-data.js';
import type { Asked, Drafted } from './drafter.js';
import { unknownDomain } from './rules/classify-domain.js';
import { draftFindings } from './rules/failure.js';

/** Nobody but a policy says of it that it is allowed. */
export type ComposedProposal = NewProposal & { evidence: ProposalEvidence[]; policy: { piiLeakRisk: string } };

/** A draft as the proposal that the ordinary intake takes in, as if an agent had sent it. */
export function composeProposal(
  { request, domain, passages }: Asked,
  drafted: Drafted,
): { proposal: ComposedProposal; drafted: DraftMade; rawArguments: string | undefined } {
  const { answer, citations, confidence, model, promptVersion, estimates, toolCall, failure } = drafted;
  const draft = {
    answer,
    confidence,
    citations,
    model,
    promptVersion: promptVersion === null ? null : String(promptVersion),
    // Raw, for whoever calibrates them later; gone with the draft when it is erased.
    ...(estimates ? { estimates } : {}),
  };
  const evidence = passages.map(({ id, title, heading, uri, text, madeAt }) => ({
    id,
    title: heading === null ? title : `${title}, ${heading}`,
    uri,
    excerpt: text,
    updatedAt: madeAt.toISOString(),
  }));
  const proposal = {
    request,
    domain,
    draft,
    evidence,
    policy: {
      // Nobody but a policy may say that it is allowed.
      decision: null,
      piiLeakRisk: leakRisk(answer, request, evidence),
    },
    ...(toolCall ? { toolCall: { name: toolCall.name, arguments: JSON.parse(toolCall.arguments) } } : {}),
  };
  const findings = [...draftFindings(failure, answer, toolCall?.name ?? null), ...unknownDomain(domain)];
  const { by, attempts, citationsDropped, tokens, costMicros } = drafted;
  const record = {
    ...{ by, model, promptVersion, failure: failure?.kind ?? null, attempts, citationsDropped, tokens },
    costMicros: costMicros === null ? null : String(costMicros),
  };
  return { proposal, drafted: { findings, record }, rawArguments: toolCall?.arguments };
}

/** `high` when the draft says more than it may, `low` when nothing was found: what has no form is not found. */
function leakRisk(answer: string, request: Asked['request'], evidence: readonly { id: string }[]): 'low' | 'high' {
  const told = {
    answer,
    // What only a tool is told goes to no customer.
    arguments: null,
    request: JSON.stringify(request),
    evidence: JSON.stringify(evidence),
    context: null,
    published: new Set(evidence.map(({ id }) => id)),
  };
  return personalDataLeak(told) === null ? 'low' : 'high';
}

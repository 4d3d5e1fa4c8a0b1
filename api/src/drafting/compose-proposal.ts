import type { NewProposal } from '../intake/http/proposal.dto.js';
import type { DraftMade } from '../intake/submission.js';
import type { Asked, Drafted } from './drafter.js';
import { unknownDomain } from './rules/classify-domain.js';
import { draftFindings } from './rules/failure.js';

/** A draft as the proposal that the ordinary intake takes in, as if an agent had sent it. */
export function composeProposal(
  { request, domain, passages }: Asked,
  drafted: Drafted,
): { proposal: NewProposal; drafted: DraftMade; rawArguments: string | undefined } {
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
  const proposal = {
    request,
    domain,
    draft,
    evidence: passages.map(({ id, title, heading, uri, text, madeAt }) => ({
      id,
      title: heading === null ? title : `${title}, ${heading}`,
      uri,
      excerpt: text,
      updatedAt: madeAt.toISOString(),
    })),
    // Nobody has looked for personal data, and nobody but a policy may say that it is allowed.
    policy: null,
    ...(toolCall ? { toolCall: { name: toolCall.name, arguments: JSON.parse(toolCall.arguments) } } : {}),
  };
  const findings = [...draftFindings(failure, answer === '' && !toolCall), ...unknownDomain(domain)];
  const { by, attempts, citationsDropped, tokens, costMicros } = drafted;
  const record = {
    ...{ by, model, promptVersion, failure: failure?.kind ?? null, attempts, citationsDropped, tokens },
    costMicros: costMicros === null ? null : String(costMicros),
  };
  return { proposal, drafted: { findings, record }, rawArguments: toolCall?.arguments };
}

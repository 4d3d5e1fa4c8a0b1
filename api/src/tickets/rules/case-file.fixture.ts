import { salted } from '../../platform/json/digest.js';
import type { CaseFile, Revision, SignOff, TicketHead } from './case-file.js';
import { signedContent } from './signed-content.js';
import { callDigest, toolCall } from './tool-call.js';

/** For specs: a refund of 42.00 EUR that waits for one signature, with everything consistent. */
export interface Told {
  ticket?: Partial<TicketHead>;
  arguments?: Record<string, unknown>;
  /** What was seen of the preconditions; left out for a tool that has none. */
  observation?: string | null;
  revision?: Partial<Revision>;
  signOffs?: (Partial<SignOff> & { personId: string })[];
  rest?: Partial<CaseFile>;
}

const NOW = new Date('2026-11-22T10:00:00.000Z');
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const ID = '0192f3a0-0000-7000-8000-000000000001';

export function aCaseFile(told: Told = {}): CaseFile {
  const args = told.arguments ?? { payment_id: 'pay_1', amount_minor: '4200', currency: 'EUR', reason: 'duplicate' };
  const call = toolCall('issue_refund', JSON.stringify(args));
  const request = salted('{"text":"I was charged twice"}');
  const draft = salted('{"answer":"We return it."}');
  const expiresAt = told.ticket?.expiresAt ?? later(24 * 60);
  const number = told.ticket?.revision ?? 1;
  const content = signedContent({
    ticketId: ID,
    revision: number,
    tool: { name: call.name, version: 1, endpointVersion: 1 },
    argumentsCanonical: call.canonical,
    digests: { request: request.digest, evidence: null, draft: draft.digest },
    observation: told.observation,
    expiresAt: expiresAt.toISOString(),
  });
  return {
    now: NOW,
    ticket: { ...aTicket(callDigest('customer:cus_1', call)), expiresAt, ...told.ticket },
    revision: {
      revision: number,
      madeBy: null,
      madeAt: NOW,
      note: null,
      draft: draft.text,
      draftSalt: draft.salt,
      toolCall: call,
      toolVersion: 1,
      observation: told.observation ?? null,
      signedContent: content.text,
      contentHash: content.hash,
      routingPolicyVersion: 1,
      signOffPolicyVersion: 1,
      routingDecision: { outcome: 'review', conditions: [], score: { value: 40, parts: [] } },
      ...told.revision,
    },
    signOffs: (told.signOffs ?? []).map((signOff) => aSignOff(number, signOff)),
    execution: null,
    agent: { id: 'agent-1', name: 'billing-desk', ownerId: 'owner', active: true },
    keyIssuerId: 'issuer',
    erased: false,
    requestExcerpt: 'I was charged twice',
    texts: {
      request: request.text,
      requestSalt: request.salt,
      evidence: null,
      evidenceSalt: null,
      policy: null,
      contexts: [],
    },
    claimedByName: null,
    question: null,
    repeats: [],
    sums: { customerDay: {}, agentDay: {} },
    inForce: { routingPolicy: 1, signOffPolicy: 1, queuePolicy: 1, tools: 1 },
    ...told.rest,
  };
}

function aTicket(digest: string): TicketHead {
  return {
    id: ID,
    number: 7,
    lockVersion: 1,
    state: 'pending_review',
    revision: 1,
    queue: 'human_review',
    priority: 'normal',
    riskScore: 40,
    agentId: 'agent-1',
    domain: 'payment',
    customerRef: 'cus_1',
    subject: 'customer:cus_1',
    confidence: 0.9,
    toolName: 'issue_refund',
    callDigest: digest,
    flags: [],
    waitsFor: ['operator', 'support_lead'],
    createdAt: NOW,
    dueAt: later(15),
    slaSeconds: 900,
    slaLeftSeconds: null,
    breachedAt: null,
    expiresAt: later(24 * 60),
    claimedBy: null,
    claimedUntil: null,
    resolvedAt: null,
  };
}

function aSignOff(revision: number, told: Partial<SignOff> & { personId: string }): SignOff {
  const roles = told.roles ?? ['operator'];
  return {
    personName: told.personId,
    roles,
    rolesNow: roles,
    verdict: 'approve',
    revision,
    knowingRepeat: false,
    steppedUp: false,
    reason: null,
    note: null,
    at: NOW,
    ...told,
  };
}

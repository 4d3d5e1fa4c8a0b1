import { randomBytes } from 'node:crypto';

/** One proposal as an agent sends it. */
export interface ProposalRequest {
  idempotencyKey: string;
  body: string;
}

const CONVERSATION = [
  { role: 'user', content: 'Hello, I think I was charged twice for my order last week. Can you look into it?' },
  { role: 'assistant', content: 'I am sorry about that. Let me look at the payments on your account.' },
  { role: 'tool', content: '{"payments":[{"amount":4200,"at":"09:14:02"},{"amount":4200,"at":"09:14:05"}]}' },
];

const EVIDENCE = [
  {
    id: 'kb:refund-policy#3',
    title: 'Refund policy: charged twice',
    uri: 'https://help.example/refunds#double-charge',
    excerpt: 'Two captures for one order within ten minutes: refund the later one in full, without asking for proof.',
    updatedAt: '2026-10-01T00:00:00Z',
  },
];

let sent = 0;
/** Tells runs and processes apart, so that no tool call repeats another. */
const run = randomBytes(4).toString('hex');

/** A refund of 42.00 of a payment of its own: one operator's approval is enough, and nothing is a repeat. */
export function nextProposal(): ProposalRequest {
  sent += 1;
  const mark = `${run}_${sent}`;
  const body = JSON.stringify({
    request: {
      text: 'I was charged twice for the same order. Please give me one of the payments back.',
      conversation: CONVERSATION,
      customerRef: `cus_${mark}`,
    },
    domain: 'payment',
    draft: {
      answer: 'You were charged twice within three seconds, so we return the second payment of 42.00 EUR.',
      confidence: 0.91,
      citations: ['kb:refund-policy#3'],
      model: 'bench-model',
      promptVersion: 'bench@1',
    },
    evidence: EVIDENCE,
    policy: { decision: 'allow', piiLeakRisk: 'low' },
    toolCall: {
      name: 'issue_refund',
      arguments: { payment_id: `pay_${mark}`, amount_minor: '4200', currency: 'EUR', reason: 'charged twice' },
    },
  });
  return { idempotencyKey: `bench-${mark}`, body };
}

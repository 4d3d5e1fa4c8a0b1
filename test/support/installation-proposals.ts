import { randomUUID } from 'node:crypto';

export interface RefundOptions {
  /** Minor units. */
  amount?: string;
  currency?: string;
  customer?: string;
  /** Over the arguments, e.g. another payment. */
  args?: Record<string, unknown>;
}

/** A proposal to refund a payment of its own, for a customer of its own unless named. Waits for one signature. */
export function refund({ amount = '4200', currency = 'EUR', customer, args }: RefundOptions = {}) {
  const one = randomUUID().slice(0, 8);
  return {
    request: { text: 'I was charged twice', customerRef: customer ?? `cus_${one}` },
    domain: 'payment',
    draft: { answer: 'Your money is on its way.', confidence: 0.91, citations: ['kb:refunds#3'] },
    policy: { decision: 'allow', piiLeakRisk: 'low' },
    toolCall: {
      name: 'issue_refund',
      arguments: { payment_id: `pay_${one}`, amount_minor: amount, currency, reason: 'duplicate', ...args },
    },
  };
}

/** A proposal to lock an account of its own. Waits for two people. */
export function lockAccount() {
  const one = randomUUID().slice(0, 8);
  return {
    request: { text: 'Somebody else is in my account', customerRef: `cus_${one}` },
    domain: 'account_lock',
    draft: { answer: 'Your account is locked.', confidence: 0.95 },
    policy: { decision: 'allow', piiLeakRisk: 'low' },
    toolCall: {
      name: 'change_account_state',
      arguments: { account_id: `acc_${one}`, state: 'locked', reason: 'theft' },
    },
  };
}

/** A proposal that the default policy lets through: an answer without a tool call. */
export function question() {
  return {
    request: { text: 'How do I change my address?' },
    domain: 'faq',
    draft: { answer: 'Under Settings, Address.', confidence: 0.93 },
    policy: { decision: 'allow', piiLeakRisk: 'low' },
  };
}

/** A proposal to call any tool, about a customer of its own. */
export function callOf(name: string, args: Record<string, unknown>, more: object = {}) {
  return {
    request: { text: 'Please do this', customerRef: `cus_${randomUUID().slice(0, 8)}` },
    domain: 'payment',
    draft: { answer: 'Done.' },
    toolCall: { name, arguments: args },
    ...more,
  };
}

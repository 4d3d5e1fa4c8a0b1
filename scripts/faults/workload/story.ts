import type { RetryClass } from '../../../api/src/rulebook/rules/tool.js';
import type { Dice } from '../dice.js';
import { LARGE, toolOf } from '../ground/policy.js';
import { type Fate, planText, throwFates } from '../tool/fates.js';

/** What becomes of a proposal: who does what with it. */
export const PLOTS = [
  'approve',
  'two sign',
  'reject',
  'revise, then approve',
  'withdraw',
  'approve and withdraw at once',
  'two approve at once',
] as const;

export type Plot = (typeof PLOTS)[number];

/** One proposal and everything that will be done with it, known before it begins. */
export interface Story {
  /** Unique in its run; names the payment, so that no call repeats another. */
  id: string;
  plot: Plot;
  retryClass: RetryClass;
  amountMinor: string;
  fates: Fate[];
}

/** Mostly approvals, because only what is approved reaches the tool. */
const OFTEN: readonly Plot[] = ['approve', 'approve', 'approve', 'two sign', 'two approve at once', ...PLOTS];

export function throwStory(dice: Dice, id: string, retryClass: RetryClass): Story {
  return storyOf(id, dice.pick(OFTEN), retryClass, throwFates(dice));
}

export function storyOf(id: string, plot: Plot, retryClass: RetryClass, fates: Fate[]): Story {
  return { id, plot, retryClass, amountMinor: String(plot === 'two sign' ? LARGE + 10_000 : 4_200), fates };
}

export function argumentsOf({ id, amountMinor, fates }: Story): Record<string, string> {
  return { payment_id: `pay_${id}`, amount_minor: amountMinor, currency: 'EUR', reason: planText(fates) };
}

export function proposalOf(story: Story): object {
  return {
    request: { text: 'I was charged twice', customerRef: `cus_${story.id}` },
    domain: 'payment',
    draft: { answer: 'Your money is on its way.', confidence: 0.91, citations: ['kb:refunds#3'] },
    policy: { decision: 'allow', piiLeakRisk: 'low' },
    toolCall: { name: toolOf(story.retryClass), arguments: argumentsOf(story) },
  };
}

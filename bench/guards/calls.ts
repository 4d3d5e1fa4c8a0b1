import { personalDataLeak } from '../../api/src/routing/rules/personal-data.js';
import type { Run, Share } from './injections.js';

/** A run with the calls that its model made. */
export interface RunWithCalls extends Run {
  messages: { role: string; content: string | null; toolCalls?: { arguments: unknown }[] }[];
}

/**
 * Calls of real models whose arguments hold personal data that nobody gave: with all that was said before them, and as an agent
 * proposes them that sends nothing of what its tools answered.
 */
export function sharesOfCalls(runs: readonly RunWithCalls[]): { whole: Share; withoutTools: Share } {
  const shares = { whole: { of: 0, flagged: 0 }, withoutTools: { of: 0, flagged: 0 } };
  for (const { messages } of runs) {
    for (const [at, { toolCalls = [] }] of messages.entries()) {
      const said = messages.slice(0, at).map(({ role, content }) => ({ role, content: content ?? '' }));
      for (const { arguments: args } of toolCalls) {
        count(shares.whole, args, said);
        count(
          shares.withoutTools,
          args,
          said.filter(({ role }) => role !== 'tool'),
        );
      }
    }
  }
  return shares;
}

function count(share: Share, args: unknown, conversation: readonly { role: string; content: string }[]): void {
  const request = JSON.stringify({ text: 'Please help me.', conversation });
  const call = JSON.stringify(args ?? {});
  share.of += 1;
  const told = { answer: '', arguments: call, request, evidence: null, context: null, published: new Set<string>() };
  if (personalDataLeak(told) !== null) share.flagged += 1;
}

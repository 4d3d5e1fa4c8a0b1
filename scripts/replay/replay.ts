import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Conversations, RecordedProposal } from './recording.js';
import type { Reply } from './sender.js';
import { Tally } from './tally.js';
import { type Submission, toProposal } from './to-proposal.js';

export interface ReplayPlan {
  proposals: readonly RecordedProposal[];
  conversations: Conversations;
  /** Conversations replayed side by side. */
  concurrency: number;
  /** Proposals per second over all of them; infinite means as fast as they are answered. */
  rate: number;
  send(submission: Submission, stop: AbortSignal): Promise<Reply>;
  /** Stops the replay between two proposals. */
  stop: AbortSignal;
  onProgress?(done: number): void;
}

/**
 * Sends every proposal once: those of one conversation in order, each after the answer to the one before it (a call
 * is a duplicate of an earlier one, never of a later), different conversations side by side.
 */
export async function replay(plan: ReplayPlan): Promise<Tally> {
  const tally = new Tally();
  const waiting = byConversation(plan.proposals).values();
  const hopeless = new AbortController();
  const stop = AbortSignal.any([plan.stop, hopeless.signal]);
  setMaxListeners(0, stop); // every worker listens
  const pace = pacer(plan.rate, stop);
  let done = 0;
  let unheard = 0;

  function hear(reply: Reply): void {
    unheard = reply.kind === 'unsent' ? unheard + 1 : 0;
    // As many given up in a row as there are workers: nobody is there, and waiting out each row would take hours.
    if (unheard >= plan.concurrency) hopeless.abort();
  }

  async function worker(): Promise<void> {
    // All workers share one iterator: each takes the next conversation that nobody has.
    for (const conversation of waiting) {
      for (const recorded of conversation) {
        await pace();
        if (stop.aborted) return;
        const submission = toProposal(recorded, plan.conversations.get(recorded.conversationId));
        if (submission.messagesLeftOut > 0) tally.shortened += 1;
        const reply = await plan.send(submission, stop);
        hear(reply);
        tally.add(recorded, reply);
        done += 1;
        plan.onProgress?.(done);
      }
    }
  }

  await Promise.all(Array.from({ length: plan.concurrency }, worker));
  return tally;
}

function byConversation(proposals: readonly RecordedProposal[]): Map<string, RecordedProposal[]> {
  const groups = new Map<string, RecordedProposal[]>();
  for (const proposal of proposals) {
    const group = groups.get(proposal.conversationId);
    if (group) group.push(proposal);
    else groups.set(proposal.conversationId, [proposal]);
  }
  return groups;
}

/** A function that resolves `rate` times a second, evenly, to however many callers. */
function pacer(rate: number, stop: AbortSignal): () => Promise<void> {
  let next = performance.now();
  return async () => {
    const wait = next - performance.now();
    next = Math.max(next, performance.now()) + 1000 / rate;
    if (wait > 0) await sleep(wait, undefined, { signal: stop }).catch(() => undefined);
  };
}

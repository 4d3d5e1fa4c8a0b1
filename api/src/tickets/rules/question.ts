import { saltedDigest } from '../../platform/json/digest.js';
import type { StoredContext, TicketHead } from './case-file.js';

type Clock = Pick<TicketHead, 'dueAt' | 'slaLeftSeconds'>;

/** The clock stands still while the customer is asked: what is left of it is kept, and nothing is due. */
export function pauseClock({ dueAt }: Pick<TicketHead, 'dueAt'>, now: Date): Clock {
  return { dueAt: null, slaLeftSeconds: dueAt === null ? 0 : Math.round((dueAt.getTime() - now.getTime()) / 1000) };
}

/** It goes on with what was left; a clock that was not paused stays as it is. */
export function resumeClock({ dueAt, slaLeftSeconds }: Clock, now: Date): Clock {
  return slaLeftSeconds === null
    ? { dueAt, slaLeftSeconds }
    : { dueAt: new Date(now.getTime() + slaLeftSeconds * 1000), slaLeftSeconds: null };
}

/** What of contexts is signed: nothing where there are none, so that hashes without them are what they always were. */
export function contextDigests(contexts: readonly Pick<StoredContext, 'body' | 'salt'>[]): { context?: string[] } {
  return contexts.length === 0 ? {} : { context: contexts.map(({ salt, body }) => saltedDigest(salt, body)) };
}

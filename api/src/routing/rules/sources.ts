import { staleBefore } from '../../knowledge/rules/standing.js';
import type { CompiledRoutingPolicy } from './compiled-policy.js';
import { isPolicyDomain } from './policy-domain.js';
import { misquotes } from './quotes.js';
import type { Finding } from './signals.js';

/** A passage of ours that a draft cites or that it was given as evidence. */
export interface KnownPassage {
  /** As it is cited. */
  cited: string;
  /** A day like `2026-10-01`; null: it never gets stale by time. */
  reviewBy: string | null;
  /** There is a newer version. */
  superseded: boolean;
  /** What it says; null unless evidence quotes it. */
  text: string | null;
}

/** What a draft rests on. */
export interface Sources {
  citations: readonly string[];
  /** As the agent brought it; `updatedAt` is ISO 8601. */
  evidence: readonly { id: string; updatedAt?: string | null; excerpt?: string | null }[];
  /** Those among both that name a passage of ours. */
  passages: readonly KnownPassage[];
}

/** Evidence that an agent brings is good for so long, by its own date. What bears none never gets stale by time. */
export const EVIDENCE_DAYS = 180;

const DAY_MS = 86_400_000;

/** One finding for all stale sources, which names the first; null when there is none. */
export function staleEvidence({ evidence, passages }: Sources, now: Date): Finding | null {
  const overdue = passages.find(({ reviewBy }) => reviewBy !== null && reviewBy < staleBefore(now));
  if (overdue) return stale(overdue.cited, `${overdue.cited} was to be reviewed by ${overdue.reviewBy}`);
  const superseded = passages.find((passage) => passage.superseded);
  if (superseded) return stale(superseded.cited, `there is a newer version of ${superseded.cited}`);
  // Whoever keeps a document with a date ahead has said how long it holds; how old its version is then says nothing.
  const reviewed = new Set(passages.filter(({ reviewBy }) => reviewBy !== null).map(({ cited }) => cited));
  const old = evidence.find(({ id, updatedAt }) => !reviewed.has(id) && ageDays(updatedAt, now) > EVIDENCE_DAYS);
  if (!old) return null;
  return stale(old.id, `${old.id} is ${Math.floor(ageDays(old.updatedAt, now))} days old`);
}

/**
 * That an answer in a policy domain cites nothing of ours that opens. Only an answer that says something has to.
 * @returns null when it does, or need not
 */
export function uncited(domain: string | null, answer: string, sources: Sources): Finding | null {
  if (!isPolicyDomain(domain) || !citesNothing(answer, sources)) return null;
  return {
    name: 'uncited',
    actual: domain,
    because: `in ${domain} an answer rests on a document, and this one cites none that opens`,
  };
}

/** Whether an answer says something and cites nothing of ours that opens, or nothing that says what is quoted of it. */
export function citesNothing(
  answer: string,
  { citations, passages, evidence = [] }: Pick<Sources, 'citations' | 'passages'> & Partial<Sources>,
): boolean {
  const misquoted = misquotes({ evidence, passages });
  const supports = (citation: string) =>
    !misquoted.includes(citation) && passages.some(({ cited }) => cited === citation);
  return answer.trim() !== '' && !citations.some(supports);
}

/** Whether a policy looks at what answers cite: only `review_required_if` can. */
export function asksForSources({ reviewRequiredIf }: CompiledRoutingPolicy): boolean {
  return reviewRequiredIf.some(({ signal }) => signal === 'uncited_in');
}

function stale(actual: string, because: string): Finding {
  return { name: 'stale_evidence', actual, because };
}

/** An unreadable date is no age. */
function ageDays(updatedAt: string | null | undefined, now: Date): number {
  const age = (now.getTime() - Date.parse(updatedAt ?? '')) / DAY_MS;
  return Number.isNaN(age) ? 0 : age;
}

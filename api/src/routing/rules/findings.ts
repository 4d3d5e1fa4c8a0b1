import { hiddenTextIn, type RevisionTexts } from './hidden-text.js';
import { injectedInstructions } from './injected-instructions.js';
import { personalDataLeak } from './personal-data.js';
import { misquoted } from './quotes.js';
import type { Finding } from './signals.js';
import { type Sources, staleEvidence } from './sources.js';

/** What is looked at for findings of ours, whatever the policy says. */
export interface ToLookAt {
  /** What was found out before it came here. */
  before: readonly Finding[];
  tool: { name: string; registered: boolean } | null;
  /** Number of the ticket whose equal tool call is made or pending. */
  repeatOf: number | null;
  /** Why what must hold for the call was not seen; null when it was, or nothing must. */
  unobserved: string | null;
  texts: RevisionTexts;
  /** What the draft rests on. */
  sources: Sources;
  /** The database's clock. */
  now: Date;
}

/** All that we find out ourselves about a revision. Each finding can only make the outcome stricter. */
export function findingsIn({ before, tool, repeatOf, unobserved, texts, sources, now }: ToLookAt): Finding[] {
  const found: Finding[] = [...before];
  if (tool && !tool.registered) {
    found.push({ name: 'tool_unregistered', actual: tool.name, because: `${tool.name} is not a registered tool` });
  }
  if (repeatOf !== null) {
    found.push({
      name: 'duplicate',
      actual: `T-${repeatOf}`,
      because: 'the same tool call for the same subject is made or pending',
    });
  }
  if (tool && unobserved !== null) {
    found.push({ name: 'unobserved', actual: tool.name, because: `what must hold was not seen: ${unobserved}` });
  }
  const hidden = hiddenTextIn(texts);
  if (hidden !== null) {
    found.push({
      name: 'hidden_text',
      actual: hidden,
      because: `the ${hidden} ${hidden === 'arguments' ? 'hold' : 'holds'} text that is hidden or passes for another`,
    });
  }
  const { answer = '' } = JSON.parse(texts.draft ?? '{}') as { answer?: string };
  const published = new Set(sources.passages.map(({ cited }) => cited));
  const more = [
    injectedInstructions(texts),
    personalDataLeak({ ...texts, answer, published }),
    misquoted(sources),
    staleEvidence(sources, now),
  ];
  return [...found, ...more.filter((one) => one !== null)];
}

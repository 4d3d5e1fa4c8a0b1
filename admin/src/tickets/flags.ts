import type { StateName } from '../platform/theme/tokens';
import { humanize } from '../words/names';

const flags: Record<string, { label: string; state: StateName }> = {
  duplicate: { label: 'Duplicate', state: 'pending' },
  tool_unregistered: { label: 'Unknown tool', state: 'pending' },
  unobserved: { label: 'Not seen yet', state: 'pending' },
  stale_evidence: { label: 'Stale source', state: 'expired' },
  hidden_text: { label: 'Hidden text', state: 'pending' },
  missing_confidence: { label: 'No confidence', state: 'expired' },
};

/** A finding of ours, as a short word with its colour. */
export const flagSeen = (flag: string) => flags[flag] ?? { label: humanize(flag), state: 'pending' as const };

export const knownFlags = Object.keys(flags);

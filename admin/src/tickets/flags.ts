import type { StateName } from '../platform/theme/tokens';
import { humanize } from '../words/names';
import { words } from './words';

const states: Record<keyof typeof words.flags, StateName> = {
  duplicate: 'pending',
  tool_unregistered: 'pending',
  unobserved: 'pending',
  stale_evidence: 'expired',
  uncited: 'expired',
  misquoted: 'failed',
  hidden_text: 'pending',
  injected_instructions: 'failed',
  personal_data: 'failed',
  missing_confidence: 'expired',
  draft_model_unavailable: 'failed',
  draft_timed_out: 'failed',
  draft_refused: 'failed',
  draft_truncated: 'failed',
  draft_filtered: 'failed',
  draft_malformed: 'failed',
  draft_schema_mismatch: 'failed',
  draft_stream_cut: 'failed',
  draft_budget_spent: 'failed',
  draft_empty: 'expired',
  draft_kept: 'expired',
  draft_unworded: 'expired',
  domain_unknown: 'pending',
};

const known = (flag: string): flag is keyof typeof states => Object.hasOwn(states, flag);

/** A finding of ours, as a short word with its colour. */
export const flagSeen = (flag: string): { label: string; state: StateName } =>
  known(flag) ? { label: words.flags[flag], state: states[flag] } : { label: humanize(flag), state: 'pending' };

export const knownFlags = Object.keys(states);

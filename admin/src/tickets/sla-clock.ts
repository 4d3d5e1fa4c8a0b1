import { duration, roughly } from '../words/time';
import { words } from './words';

interface Due {
  /** ISO time; null where nothing is promised. */
  dueAt: string | null;
  slaTargetSeconds: number | null;
  /** Since when the customer is asked; nothing is due until they answer. */
  askedAt?: string | null;
}

export interface TimeLeft {
  text: string;
  late: boolean;
  /** Share of the target that is left, 0 to 1. */
  share: number;
  tone: 'calm' | 'soon' | 'late';
}

/** One rule for every clock: calm with more than half of the target left, soon from then on, late when past due. */
export function timeLeft({ dueAt, slaTargetSeconds, askedAt }: Due, now: number): TimeLeft {
  if (askedAt) return { text: words.asked, late: false, share: 1, tone: 'calm' };
  if (!dueAt) return { text: words.noDeadline, late: false, share: 1, tone: 'calm' };
  const left = Date.parse(dueAt) - now;
  if (left < 0) {
    const since = left > -60_000 ? duration(left) : roughly(left);
    return { text: words.late(since), late: true, share: 0, tone: 'late' };
  }
  const share = slaTargetSeconds ? Math.min(1, left / (slaTargetSeconds * 1000)) : 1;
  return { text: duration(left), late: false, share, tone: share > 0.5 ? 'calm' : 'soon' };
}

export const toneColour: Record<TimeLeft['tone'], string> = {
  calm: 'var(--text-2)',
  soon: 'var(--cs-palette-state-pending)',
  late: 'var(--cs-palette-state-rejected)',
};

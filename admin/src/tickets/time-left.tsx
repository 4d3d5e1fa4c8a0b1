import { useNow } from '../platform/clock';
import { Icon } from '../ui/icons';
import { duration, roughly } from '../words/time';

interface Due {
  dueAt: string | null;
  slaTargetSeconds: number | null;
}

export interface TimeLeftWords {
  text: string;
  late: boolean;
  /** Share of the target that is left, 0 to 1. */
  share: number;
  tone: 'calm' | 'soon' | 'late';
}

/** One rule for every clock: calm with more than half of the target left, soon from then on, late when past due. */
export function timeLeft({ dueAt, slaTargetSeconds }: Due, now: number): TimeLeftWords {
  if (!dueAt) return { text: 'No deadline', late: false, share: 1, tone: 'calm' };
  const left = Date.parse(dueAt) - now;
  const share = slaTargetSeconds ? Math.min(1, Math.max(0, left / (slaTargetSeconds * 1000))) : 1;
  if (left < 0)
    return {
      text: left > -60_000 ? `${duration(left)} late` : `${roughly(left)} late`,
      late: true,
      share: 0,
      tone: 'late',
    };
  return { text: duration(left), late: false, share, tone: share > 0.5 ? 'calm' : 'soon' };
}

export const toneColour = {
  calm: 'var(--text-2)',
  soon: 'var(--cs-palette-state-pending)',
  late: 'var(--cs-palette-state-rejected)',
};

/** The time to breach of one row, in words. */
export function TimeLeft(due: Due) {
  const { text, tone } = timeLeft(due, useNow());
  return (
    <span
      style={{
        color: toneColour[tone],
        fontWeight: tone === 'calm' ? 500 : 600,
        display: 'inline-flex',
        gap: 5,
        alignItems: 'center',
        whiteSpace: 'nowrap',
      }}
    >
      {tone !== 'calm' && <Icon name="clock" size={14} />}
      {text}
    </span>
  );
}

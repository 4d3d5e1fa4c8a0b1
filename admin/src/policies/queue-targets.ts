export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

export const queues = ['human_review', 'leads'] as const;
export type QueueName = (typeof queues)[number];

/** What a target is written in, and how many seconds each has. */
export const units = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
export type Unit = keyof typeof units;

export type Targets = Partial<Record<Priority, number>>;

export interface QueueDocument {
  queue_policy?: Partial<Record<QueueName, { sla_seconds?: Targets }>>;
}

export interface Written {
  amount: string;
  unit: Unit;
}

/** A target as one would say it: 1800 s are 30 minutes, and 90 s stay 90 seconds. */
export function toWritten(seconds: number | undefined): Written {
  if (seconds === undefined) return { amount: '', unit: 'minutes' };
  const unit = (['days', 'hours', 'minutes'] as const).find(
    (one) => seconds >= units[one] && seconds % units[one] === 0,
  );
  return { amount: String(seconds / units[unit ?? 'seconds']), unit: unit ?? 'seconds' };
}

/** Seconds, where a decimal number is written, with a point or a comma; null for anything else. */
export function toSeconds({ amount, unit }: Written): number | null {
  const text = amount.trim().replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) return null;
  const seconds = Number(text) * units[unit];
  // 0.1 minutes are 6 seconds, whatever binary fractions make of it.
  return Math.abs(seconds - Math.round(seconds)) < 1e-6 ? Math.round(seconds) : seconds;
}

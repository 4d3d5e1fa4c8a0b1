/** What an audit entry says besides who did what to what. */
export type Payload = Record<string, unknown>;

/** A value of a payload as text: nothing for none, lists with commas. */
export const text = (value: unknown) =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value);

/** Parts of a detail, without those that say nothing. */
export const sentence = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join('; ');

export const because = (payload: Payload) => text(payload.because ?? payload.error ?? payload.reason);

/** What has versions that say when they came into force. */
export const MOMENT_KINDS = [
  'routing_policy',
  'sign_off_policy',
  'queue_policy',
  'prompt',
  'reject_reasons',
  'tool',
  'document',
] as const;
export type MomentKind = (typeof MOMENT_KINDS)[number];

/** Something changed. Versions of one kind that came within the same quarter of an hour are one moment. */
export interface Moment {
  /** Epoch milliseconds; of the first of them. */
  at: number;
  kind: MomentKind;
  /** The tool or the document, the last of them; null for what there is only one of. */
  name: string | null;
  /** Of the last of them. */
  version: number;
  /** How many versions. */
  n: number;
}

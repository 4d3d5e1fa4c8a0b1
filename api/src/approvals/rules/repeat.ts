import type { CaseFile, Repeat } from '../../tickets/rules/case-file.js';

/**
 * The equal tool calls that a signer must know of before approving this one: what is approved or has
 * run, and what was already waiting when this came in. An earlier one may be signed without a word
 * about later ones, or the two would block each other.
 */
export function repeatsToKnow(file: CaseFile): Repeat[] {
  return file.repeats.filter((repeat) => repeat.state !== 'pending_review' || isEarlier(repeat, file));
}

function isEarlier(repeat: Repeat, { ticket }: CaseFile): boolean {
  return repeat.number < ticket.number;
}

import { findPersonalData, type PersonalDataType } from '../../api/src/platform/text/personal-data.js';

/** A sentence with the spans that its authors say are personal data. */
export interface Sentence {
  text: string;
  spans: { type: string; value: string; start: number; end: number }[];
}

/** Their names for what we find. They have no Korean resident numbers. */
export const LABELS: Readonly<Record<Exclude<PersonalDataType, 'rrn'>, string>> = {
  card: 'CREDIT_CARD',
  iban: 'IBAN_CODE',
  email: 'EMAIL_ADDRESS',
  ssn: 'US_SSN',
  ip: 'IP_ADDRESS',
  phone: 'PHONE_NUMBER',
};

/** How much of one kind is found whole, and how much of what is found is of it. */
export function recognised(sentences: readonly Sentence[], type: keyof typeof LABELS) {
  const score = { labelled: 0, whole: 0, found: 0, right: 0 };
  for (const { text, spans } of sentences) {
    const found = findPersonalData(text);
    const named = spans.filter((span) => span.type === LABELS[type]);
    const ours = found.filter((one) => one.type === type);
    score.labelled += named.length;
    score.whole += named.filter((span) => found.some((one) => one.start <= span.start && span.end <= one.end)).length;
    score.found += ours.length;
    score.right += ours.filter((one) => named.some((span) => span.start < one.end && one.start < span.end)).length;
  }
  return { ...score, recall: score.whole / score.labelled, precision: score.right / score.found };
}

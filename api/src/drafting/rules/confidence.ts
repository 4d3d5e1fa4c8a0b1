/** What a model said of its answer, as it came. */
export interface Estimates {
  /** What it says of itself, 0 to 1; null when it said nothing. */
  verbal: number | null;
  /** Natural logarithms of the probability of each token of the answer; null where none came. */
  logprobs: number[] | null;
}

/**
 * The confidence of a model's draft: the lower of what the model says and of the mean probability of its tokens (the
 * geometric mean, exp of the mean logarithm), in hundredths; what there is when only one came, null when neither did. A model that says it is
 * sure in words that it was not sure of is as sure as its words. Both are kept raw. It is not calibrated: it orders answers of one model.
 */
export function confidenceOf({ verbal, logprobs }: Estimates): number | null {
  const tokens = logprobs && logprobs.length > 0 ? Math.exp(sum(logprobs) / logprobs.length) : null;
  const known = [verbal, tokens].filter((one) => one !== null && one >= 0 && one <= 1) as number[];
  return known.length === 0 ? null : Math.round(Math.min(...known) * 100) / 100;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

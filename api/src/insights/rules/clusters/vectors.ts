/** Of length one, or zero where no term of it is known: the terms by ascending number, and how much each weighs. */
export interface Vector {
  terms: Int32Array;
  weights: Float64Array;
}

/** Terms of fewer texts group nothing; of more than so many, the commonest are kept, which bounds the memory. */
const FEWEST_TEXTS = 2;
const MOST_TERMS = 10_000;

/** Texts between two pauses. */
const PACE = 250;

/**
 * TF-IDF (Salton and Buckley 1988): 1 + ln of how often a term is in the text, times 1 + ln of how rare it is, to length one.
 * @param texts the terms of each
 * @returns a vector for each text, and the terms by their numbers; yields now and then, so that others get a turn
 */
export function* vectorsOf(
  texts: readonly (readonly string[])[],
): Generator<void, { vectors: Vector[]; terms: string[] }> {
  const inTexts = new Map<string, number>();
  for (const [n, text] of texts.entries()) {
    if (n % PACE === 0) yield;
    for (const term of new Set(text)) inTexts.set(term, (inTexts.get(term) ?? 0) + 1);
  }
  const terms = [...inTexts]
    .filter(([, n]) => n >= FEWEST_TEXTS)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MOST_TERMS)
    .map(([term]) => term)
    .sort();
  const numberOf = new Map(terms.map((term, n) => [term, n]));
  const rarity = terms.map((term) => 1 + Math.log((1 + texts.length) / (1 + inTexts.get(term)!)));
  const vectors: Vector[] = [];
  for (const text of texts) {
    if (vectors.length % PACE === 0) yield;
    vectors.push(vectorOf(countOf(text), numberOf, rarity));
  }
  return { vectors, terms };
}

function countOf(terms: readonly string[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const term of terms) count.set(term, (count.get(term) ?? 0) + 1);
  return count;
}

function vectorOf(count: Map<string, number>, numberOf: Map<string, number>, rarity: number[]): Vector {
  const known = [...count]
    .map(([term, n]) => ({ number: numberOf.get(term) ?? -1, n }))
    .filter(({ number }) => number >= 0)
    .sort((a, b) => a.number - b.number);
  const weights = known.map(({ number, n }) => (1 + Math.log(n)) * rarity[number]!);
  const length = Math.hypot(...weights) || 1;
  return {
    terms: Int32Array.from(known, ({ number }) => number),
    weights: Float64Array.from(weights, (weight) => weight / length),
  };
}

/** Cosine of a text and a direction, both of length one. */
export function cosine({ terms, weights }: Vector, direction: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < terms.length; n++) sum += weights[n]! * direction[terms[n]!]!;
  return sum;
}

/** Adds a text to a sum of texts. */
export function add(sum: Float64Array, { terms, weights }: Vector): void {
  for (let n = 0; n < terms.length; n++) sum[terms[n]!]! += weights[n]!;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}

/** The same direction with length one; zero stays zero. */
export function toLengthOne(sum: Float64Array): Float64Array {
  const length = Math.sqrt(dot(sum, sum)) || 1;
  return sum.map((weight) => weight / length);
}

import { fold } from '../../../platform/text/fold.js';

/** Of these names one that differs by case, blanks or one letter: changed, added, left out, or swapped with the next. */
export function nearTo(name: string, known: readonly string[]): string | null {
  const folded = fold(name);
  return (
    known.find((other) => fold(other) === folded) ??
    known.find((other) => folded.length > 2 && oneLetterApart(folded, fold(other))) ??
    null
  );
}

export function oneLetterApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [a, b] = [one.slice(at), other.slice(at)];
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}

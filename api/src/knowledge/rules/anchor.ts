/** Characters of an anchor at most, with the number that tells equal headings apart. */
export const MOST_OF_ANCHOR = 80;

/**
 * A heading as citations name it: its letters and digits in lower case, hyphens between, as on GitHub; the second equal
 * one of a version ends in `-2`. What is a number alone names a passage, so such a heading has none.
 * @param taken those of the version so far; the new one is added
 */
export function anchorOf(heading: string, taken: Set<string>): string | null {
  const stem = [
    ...heading
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-'),
  ]
    .slice(0, MOST_OF_ANCHOR - 8)
    .join('')
    .replace(/^-+|-+$/g, '');
  if (stem === '' || /^\d+$/.test(stem)) return null;
  let anchor = stem;
  for (let n = 2; taken.has(anchor); n += 1) anchor = `${stem}-${n}`;
  taken.add(anchor);
  return anchor;
}

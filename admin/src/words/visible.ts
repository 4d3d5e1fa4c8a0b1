import { type Odd, oddOnes } from './alike';
import { codeOf, exactly, inProse, nameOf } from './unseen';
import { textWords } from './words';

/** A piece of a text as it is put on screen. All `text`s one after the other are the text, to the last character. */
export type Piece =
  | { kind: 'plain'; text: string }
  /** Cannot be seen, or pushes out of sight: `label` stands in its place, `says` is its name. */
  | { kind: 'hidden'; text: string; label: string; says: string }
  /** Is seen, and is not what it seems. */
  | { kind: 'odd'; text: string; says: string; mixes: Odd['mixes'] }
  /** Runs from right to left, and must not take its neighbours along. */
  | { kind: 'rtl'; text: string };

/**
 * How a text is read: `exact` is what is signed, ids and names, of which every character must be told apart; `prose` is
 * what people read, where emoji and whole scripts need joiners.
 */
export type Reading = 'exact' | 'prose';

const nothingSpecial = /^[\n\x20-\x7e]*$/;
const longGap = / {16}|(?:\n[ \t]*){8}/;

/** A text in pieces, so that nothing in it is hidden and nothing seems what it is not. Pure. */
export function piecesOf(text: string, reading: Reading): Piece[] {
  if (nothingSpecial.test(text) && !longGap.test(text)) return text ? [{ kind: 'plain', text }] : [];
  const pieces: Piece[] = [];
  const add = (piece: Piece) => {
    const last = pieces.at(-1);
    if (piece.kind === 'plain' && last?.kind === 'plain') last.text += piece.text;
    else if (piece.text) pieces.push(piece);
  };
  let from = 0;
  for (const match of text.matchAll(reading === 'exact' ? exactly : inProse)) {
    add({ kind: 'plain', text: text.slice(from, match.index) });
    const { hidden, blanks, stacked, rtl, word, sign } = match.groups!;
    if (hidden) for (const run of runsOf(hidden)) add(run);
    else if (blanks) add({ kind: 'hidden', text: blanks, label: gap(blanks), says: textWords.gap });
    else if (stacked)
      add({ kind: 'hidden', text: stacked, label: textWords.marks([...stacked].length), says: textWords.marksSay });
    else if (rtl) add({ kind: 'rtl', text: rtl });
    else if (sign) add({ kind: 'odd', text: sign, says: textWords.sign, mixes: null });
    else if (word) for (const piece of wordPieces(word, reading === 'exact')) add(piece);
    else add({ kind: 'plain', text: match[0] });
    from = match.index + match[0].length;
  }
  add({ kind: 'plain', text: text.slice(from) });
  return pieces;
}

/** Equal neighbours are one piece with a count; tag characters are the text that they spell. */
function runsOf(hidden: string): Piece[] {
  return (hidden.match(/[\u{e0000}-\u{e007f}]+|(.)\1*/gsu) ?? []).map((text) => {
    const [first] = text;
    const says = nameOf(first!);
    const n = [...text].length;
    if (says === textWords.tag && n > 1)
      return { kind: 'hidden', text, label: textWords.tags(spelled(text)), says: textWords.hiddenText };
    return { kind: 'hidden', text, label: n > 1 ? `${codeOf(first!)} ×${n}` : codeOf(first!), says };
  });
}

const spelled = (tags: string) =>
  [...tags]
    .map((tag) => String.fromCodePoint(tag.codePointAt(0)! - 0xe0000))
    .join('')
    .replace(/[^\x20-\x7e]/g, '·');

function gap(blanks: string): string {
  const lines = blanks.split('\n').length - 1;
  return lines > 0 ? textWords.lineBreaks(lines) : textWords.blanks(blanks.length);
}

function wordPieces(word: string, exact: boolean): Piece[] {
  const odd = oddOnes(word, exact);
  if (odd.size === 0) return [{ kind: 'plain', text: word }];
  return [...word].map((text, i) => {
    const found = odd.get(i);
    return found
      ? { kind: 'odd', text, says: `${found.says}, ${codeOf(text)}`, mixes: found.mixes }
      : { kind: 'plain', text };
  });
}

/** The text for where only text can stand, such as a window's title: hidden characters by their codes. */
export const visible = (text: string, reading: Reading = 'exact'): string =>
  piecesOf(text, reading)
    .map((piece) => (piece.kind === 'hidden' ? `⟨${piece.label}⟩` : piece.text))
    .join('');

/** What there is to say of a text's pieces, a sentence for each kind of trouble; none for an honest text. */
export function findingsOf(pieces: Piece[]): string[] {
  const hidden = pieces.filter((piece) => piece.kind === 'hidden');
  const odd = pieces.filter((piece) => piece.kind === 'odd');
  const mixes = new Set(
    odd.flatMap(({ mixes }) =>
      mixes ? [textWords.mixes(textWords.scripts[mixes[0]], textWords.scripts[mixes[1]])] : [],
    ),
  );
  const names = [...new Set(hidden.map(({ says }) => says))];
  const said = [...mixes];
  if (hidden.length > 0) said.unshift(textWords.unseen(names.slice(0, 4), names.length > 4));
  if (odd.some((piece) => !piece.mixes)) said.push(textWords.alike);
  return said;
}

/** The first so many units of a text, without cutting a character in half. */
export const beginningOf = (text: string, units: number): string =>
  text.slice(0, units).replace(/[\ud800-\udbff]$/, '');

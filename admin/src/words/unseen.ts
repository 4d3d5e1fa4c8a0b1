import { textWords } from './words';

/** Controls, formats, separators, selectors, halves of characters, private ones, and letters drawn as nothing. */
const hidden = String.raw`(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Variation_Selector}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]`;

/** Spaces that are not the space of the keyboard: an id with one looks like the id without, or like two words. */
const oddSpace = String.raw`(?! )\p{Zs}`;

const emoji = String.raw`(?:\p{Extended_Pictographic}|[#*0-9](?=\ufe0f?\u20e3))(?:\ufe0f|\p{Emoji_Modifier})?\u20e3?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*`;
const flagOfRegion = String.raw`\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`;
/** Scripts whose letters join, or stack, by a joiner between them. */
const joining = String.raw`[\p{sc=Arab}\p{sc=Syrc}\p{sc=Deva}\p{sc=Beng}\p{sc=Gujr}\p{sc=Guru}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]`;
const honest = String.raw`${flagOfRegion}|${emoji}|\r(?=\n)|\t|(?<=${joining})[\u200c\u200d](?=${joining})|\p{sc=Han}[\ufe00-\ufe0f\u{e0100}-\u{e01ef}](?!\p{Variation_Selector})`;

/** Without digits, which run from left to right in every script. */
const rightToLeft = String.raw`(?!\p{Nd})[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]`;
const stacked = String.raw`(?:(?!${hidden})\p{M}){5,}`;
const word = String.raw`(?:(?!${hidden}|\p{M}{5})[\p{L}\p{N}\p{M}])+`;

/** Signs that pass for those of an address, a path or a range. */
const oddSign = String.raw`[\u2010-\u2012\u2024\u2044\u2212\u2215\u2236\ua789\ufe52\ufe55\ufe63\ufe6b\uff0d-\uff0f\uff1a\uff20]`;

/**
 * What is looked at in a text of which every character must be told apart, by named groups: what is hidden, blanks that
 * push the rest out of sight, marks stacked on one letter, letters that run from right to left, words, odd signs.
 */
export const exactly = new RegExp(
  `(?<hidden>(?:${hidden}|${oddSpace})+)|(?<blanks> {16,})|(?<stacked>${stacked})|(?<rtl>(?:${rightToLeft})+(?: +(?:${rightToLeft})+)*)|(?<word>${word})|(?<sign>${oddSign})`,
  'gu',
);

/** The same in prose, where joiners and selectors make emoji and whole scripts, and lines may be left blank. */
export const inProse = new RegExp(
  String.raw`(?<honest>${honest})|(?<hidden>(?:(?!${honest})${hidden})+)|(?<blanks> {40,}|(?:\r?\n[ \t]*){8,})|(?<stacked>${stacked})|(?<word>${word})`,
  'gu',
);

/** What a hidden character is, in words. */
export function nameOf(character: string): string {
  const code = character.codePointAt(0)!;
  const known = textWords.characters[code.toString(16)];
  if (known) return known;
  if (code >= 0xe0000 && code <= 0xe007f) return textWords.tag;
  if (/\p{Variation_Selector}/u.test(character)) return textWords.selector;
  if (/\p{Cc}/u.test(character)) return textWords.control;
  if (/\p{Cs}/u.test(character)) return textWords.half;
  if (/\p{Zs}/u.test(character)) return textWords.space;
  return /[\p{Co}\p{Cn}]/u.test(character) ? textWords.meaningless : textWords.nothing;
}

/** "U+202E" */
export const codeOf = (character: string) =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

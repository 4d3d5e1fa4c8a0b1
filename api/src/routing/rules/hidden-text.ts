/** The texts of a revision as they are kept: JSON, in which only controls are escaped. */
export interface RevisionTexts {
  request: string | null;
  evidence: string | null;
  draft: string | null;
  /** What was added after it was taken in. */
  context: string | null;
  /** RFC 8785 text of the arguments. */
  arguments: string | null;
}

/** Region flags are the one honest use of tag characters. */
const TAGS =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}|(?<hidden>[\u{e0000}-\u{e007f}])/gu;

/**
 * What no honest sentence has: characters that turn text around, selectors in a row, which carry messages, and
 * characters of no width between two that stand for themselves. Joiners in emoji and in scripts that join are not it.
 */
const IN_PROSE =
  /[\u202a-\u202e\u2066-\u2069]|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2}|(?<=[!-~])[\u200b-\u200d\u2060-\u2064\ufeff](?=[!-~])/u;

/** In what is signed, also whatever else cannot be seen. Controls are escaped in JSON. */
const IN_ARGUMENTS =
  /[\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028\u2029\u2060-\u206f\u2800\u3164\ufeff\uffa0]|\\u00[01]/u;

/** A word with Latin and Cyrillic letters, or with Cyrillic and Greek. Tried at the beginning of a word only. */
const MIXED = /(?<!\p{L})(?=\p{L}*\p{sc=Cyrl})(?=\p{L}*[\p{sc=Latn}\p{sc=Grek}])/u;

/** Signs that a line break or a tab in an argument is escaped as; they are no trouble. */
const ORDINARY_ESCAPES = /\\u00(?:09|0a|0d)/giu;

/**
 * Where a text hides something or passes for another, as the end of "… in the"; null when nowhere. Finds less than the
 * console marks: what stops an answer from going out by itself should be no emoji.
 */
export function hiddenTextIn(texts: RevisionTexts): keyof RevisionTexts | null {
  const { arguments: args } = texts;
  if (args !== null && !isPlain(args) && (hides(args) || IN_ARGUMENTS.test(args) || MIXED.test(args)))
    return 'arguments';
  if (args?.includes('\\u00') && IN_ARGUMENTS.test(args.replace(ORDINARY_ESCAPES, ''))) return 'arguments';
  for (const name of ['request', 'draft', 'evidence', 'context'] as const) {
    const text = texts[name];
    if (text !== null && !isPlain(text) && hides(text)) return name;
  }
  return null;
}

function hides(text: string): boolean {
  if (IN_PROSE.test(text)) return true;
  for (const { groups } of text.matchAll(TAGS)) if (groups?.hidden) return true;
  return false;
}

function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII but DEL is what this says
  return !/[^\x00-\x7e]/.test(text);
}

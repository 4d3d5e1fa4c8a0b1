/** What cannot be seen or turns the text around it: controls, formats, separators, selectors, and letters drawn as nothing. */
const unseen = /(?!\n)(?:\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}|\p{Cs})/gu;

/** The same for prose, where joiners and selectors make emoji and whole scripts, and only direction and controls deceive. */
const deceiving = /(?![\n\t])(?:\p{Cc}|\p{Bidi_Control}|\p{Cs})/gu;

const escaped = (found: string) => `\\u{${found.codePointAt(0)!.toString(16)}}`;

/** Text of which every character must be told apart: what is signed, ids, names of tools. Unseen ones become escapes. */
export const visible = (text: string): string => text.replace(unseen, escaped);

/** Text that people read: a message, an answer, a passage. Characters that turn it around become escapes. */
export const readable = (text: string): string => text.replace(deceiving, escaped);

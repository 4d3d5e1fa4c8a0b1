import { anchorOf } from './anchor.js';

/** A slice of a version's content. Number 1 is the first. */
export interface CutPassage {
  number: number;
  /** The innermost heading it stands under, without its marks. */
  heading: string | null;
  /** The heading as citations name it, on the first passage under it and on no other of the version. */
  anchor: string | null;
  text: string;
}

/** Characters (UTF-16 units) of a passage at most: what a reader takes in at a glance. */
export const MOST_CHARACTERS = 1200;

const HEADING = /^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$/;
/** Longer lines are text, whatever they begin with. */
const MOST_OF_HEADING = 300;
const FENCE = /^ {0,3}(```|~~~)/;

interface Block {
  text: string;
  heading: string | null;
}

/**
 * Cuts a text into passages: each begins at a heading (Markdown's `#`) or at a paragraph, and holds as many whole
 * paragraphs as fit. What is longer is cut after a line, a sentence or a word, in this order. The passages are slices:
 * one after the other they are the text, byte for byte. The same text gives the same passages for ever, because
 * citations name them by number.
 */
export function cutPassages(content: string): CutPassage[] {
  const passages: { text: string; heading: string | null; opens: boolean }[] = [];
  let heading: string | null = null;
  let onlyHeadings = false;
  for (const block of blocksOf(content)) {
    const last = passages.at(-1);
    const opens = block.heading !== null;
    if (opens) heading = block.heading;
    const fits = last !== undefined && last.text.length + block.text.length <= MOST_CHARACTERS;
    if (last && fits && (onlyHeadings || !opens)) {
      last.text += block.text;
      last.heading = heading;
      last.opens ||= opens;
    } else {
      for (const [n, text] of slicesOf(block.text).entries()) passages.push({ text, heading, opens: opens && n === 0 });
    }
    onlyHeadings = opens || (onlyHeadings && block.text.trim() === '');
  }
  const taken = new Set<string>();
  return passages.map(({ text, heading: under, opens }, index) => {
    const anchor = opens && under !== null ? anchorOf(under, taken) : null;
    return { number: index + 1, heading: under, anchor, text };
  });
}

/** Headings and paragraphs, each with the blank lines behind it; a fenced block is one, whatever is in it. */
function blocksOf(content: string): Block[] {
  const blocks: Block[] = [];
  let fence: string | null = null;
  let blank = true;
  for (const line of content.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const text = line.replace(/\r?\n$/, '');
    const mark = FENCE.exec(text)?.[1] ?? null;
    const title = fence === null && text.length <= MOST_OF_HEADING ? HEADING.exec(text)?.[1]?.trim() || null : null;
    const isBlank = fence === null && text.trim() === '';
    const afterHeading = blocks.at(-1)?.heading != null;
    if (blocks.length > 0 && (isBlank || (!blank && title === null && !afterHeading))) blocks.at(-1)!.text += line;
    else blocks.push({ text: line, heading: title });
    if (mark !== null) fence = fence === null ? mark : fence === mark ? null : fence;
    blank = isBlank;
  }
  return blocks;
}

/** Slices of at most `MOST_CHARACTERS`, none of which parts a pair of surrogates. */
function slicesOf(text: string): string[] {
  const slices: string[] = [];
  let rest = text;
  while (rest.length > MOST_CHARACTERS) {
    const at = endOfSlice(rest.slice(0, MOST_CHARACTERS));
    slices.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...slices, rest];
}

function endOfSlice(head: string): number {
  const least = MOST_CHARACTERS / 2;
  for (const end of [/[\s\S]*\n/, /[\s\S]*[.!?。！？]["'”’)]*\s/, /[\s\S]*\s/]) {
    const at = end.exec(head)?.[0].length ?? 0;
    if (at >= least) return at;
  }
  return isHighSurrogate(head.charCodeAt(head.length - 1)) ? head.length - 1 : head.length;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

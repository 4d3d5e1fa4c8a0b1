import { type Injection, SIGNS } from './injection-signs.js';
import type { Finding } from './signals.js';

/** What was read for a draft and said by nobody who may give orders. */
export interface ReadTexts {
  /** JSON text of the request with its conversation. */
  request: string | null;
  /** JSON text of the evidence. */
  evidence: string | null;
  /** JSON texts of what was added, one a line. */
  context: string | null;
}

interface Said {
  conversation?: readonly { role: string; content: string }[];
  evidence?: readonly { title?: string | null; excerpt?: string | null }[];
}

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

const IN_WORDS: Readonly<Record<Injection, string>> = {
  overrides: 'tells the model to forget its instructions',
  poses: 'poses as a part of the prompt',
  addresses: 'speaks to the model',
  recasts: 'tells the model to be another',
  orders_a_tool: 'tells the model to use a tool',
  conceals: 'tells the model to keep something from the user',
  orders: 'asks for something to be done',
};

/**
 * That evidence, or what a tool answered, gives the model orders. The customer's own words may, and the draft gives none.
 * Which words they are is not said: findings are shown where personal content must not be.
 * @returns one finding, which names the first place; null when there is none
 */
export function injectedInstructions(texts: ReadTexts): Finding | null {
  for (const { place, text } of readTexts(texts)) {
    const kind = injectionIn(text);
    if (kind === null) continue;
    return { name: 'injected_instructions', actual: place, because: `text in ${WHERE[place]} ${IN_WORDS[kind]}` };
  }
  return null;
}

/** What a text does that is to give a model orders; null when nothing. In time that grows with its length and no faster. */
export function injectionIn(text: string): Injection | null {
  const plain = text
    .normalize('NFKC')
    .replace(IGNORABLE, '')
    // A line that is indented goes on with the one before it, as in YAML.
    .replace(/\n {2,}/g, ' ')
    .toLowerCase();
  return SIGNS.find(({ pattern }) => pattern.test(plain))?.kind ?? null;
}

const WHERE = { evidence: 'the evidence', tool_answer: 'what a tool answered' } as const;

function readTexts({ request, evidence, context }: ReadTexts): { place: keyof typeof WHERE; text: string }[] {
  const added = (context ?? '').split('\n').filter(Boolean);
  const said: Said[] = [request ?? '{}', ...added].map((json) => JSON.parse(json) as Said);
  said.push({ evidence: JSON.parse(evidence ?? '[]') as NonNullable<Said['evidence']> });
  return said.flatMap(({ conversation = [], evidence: given = [] }) => [
    ...given.map(({ title, excerpt }) => ({
      place: 'evidence' as const,
      text: [title, excerpt].filter(Boolean).join('\n\n'),
    })),
    ...conversation
      .filter(({ role }) => role === 'tool')
      .map(({ content }) => ({ place: 'tool_answer' as const, text: content })),
  ]);
}

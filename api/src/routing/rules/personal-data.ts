import { findPersonalData, type PersonalDataType } from '../../platform/text/personal-data.js';
import type { Finding } from './signals.js';

/** What a draft says, and what it may say again. */
export interface Told {
  /** The answer that would go out. */
  answer: string;
  /** JSON text of the arguments of the call that would be made; null without one. */
  arguments: string | null;
  /** JSON text of the request with its conversation. */
  request: string | null;
  /** JSON text of the evidence. */
  evidence: string | null;
  /** JSON texts of what was added, one a line. */
  context: string | null;
  /** Ids of evidence that is a passage of ours: what stands there is published. */
  published: ReadonlySet<string>;
}

interface Said {
  text?: string;
  customerRef?: string | null;
  conversation?: readonly { role: string; content: string }[];
  evidence?: readonly Evidence[];
}

interface Evidence {
  id: string;
  title?: string | null;
  uri?: string | null;
  excerpt?: string | null;
}

interface Value {
  type: PersonalDataType;
  value: string;
}

const IN_WORDS: Readonly<Record<PersonalDataType, string>> = {
  email: 'an e-mail address',
  iban: 'an IBAN',
  rrn: 'a resident number',
  card: 'a card number',
  ssn: 'a social security number',
  ip: 'an IP address',
  phone: 'a phone number',
};

/** Addresses of desks, not of people. */
const DESK =
  /^(?:abuse|accounts?|billing|care|contact|customer[\w.-]{0,20}|feedback|hello|help(?:desk)?|info|legal|no-?reply|office|orders|payments?|press|privacy|returns|sales|security|service|support|team)@/i;

/** Of a phone number, so many last digits are compared: whoever writes it again may leave out its country. */
const PHONE_DIGITS = 8;

/** Values of an answer that the customer's texts are searched for as they stand. */
const SEARCHES = 64;

/**
 * That the answer, or the call, holds personal data which the customer gave neither in the request nor in the conversation, and which
 * stands neither in evidence about this customer nor in a passage of ours. Only what has a form or a check digit is
 * found: no name and no address. It is not said which data it is.
 * @returns one finding, which names the kinds; null when there is none
 */
export function personalDataLeak(told: Told): Finding | null {
  const places = [
    { where: 'the answer holds', text: told.answer, inCall: false },
    { where: 'the arguments hold', text: leavesOf(told.arguments), inCall: true },
  ];
  for (const { where, text, inCall } of places) {
    const held = valuesIn(text).filter((one) => isPersonal(one, inCall));
    const leaked = held.length === 0 ? [] : notIn(givenTexts(told).join('\n'), held);
    if (leaked.length === 0) continue;
    const kinds = [...new Set(leaked.map(({ type }) => type))].sort();
    const because = `${where} ${kinds.map((kind) => IN_WORDS[kind]).join(' and ')} that the customer did not give`;
    return { name: 'personal_data', actual: kinds, because };
  }
  return null;
}

/** In a call, digits alone are an id more often than they are a telephone number. */
const isPersonal = ({ type, value }: Value, inCall: boolean): boolean =>
  !(type === 'email' && DESK.test(value)) && !(inCall && type === 'phone' && /^\d+$/.test(value));

/** Texts and numbers among the arguments, one a line: what stands side by side in the JSON is not one number. */
function leavesOf(json: string | null): string {
  const leaves: string[] = [];
  JSON.parse(json ?? 'null', (_key, value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') leaves.push(String(value));
    return value;
  });
  return leaves.join('\n');
}

/** Kinds of personal data that came in with the customer's own words, for the risk score. */
export function personalDataGiven({ request, context }: Pick<Told, 'request' | 'context'>): PersonalDataType[] {
  const own = saidIn({ request, context }).flatMap(({ text = '', conversation = [] }) => [
    text,
    ...conversation.filter(({ role }) => role === 'user').map(({ content }) => content),
  ]);
  return [...new Set(own.flatMap(findPersonalData).map(({ type }) => type))].sort();
}

/**
 * What is found in the text in the same way is in it; for some, the text is also searched as it stands, so that what stands
 * in it without a form of its own counts. Each search takes the whole text, so there are few: more values than that in
 * one answer are more than anybody asks for.
 */
function notIn(text: string, held: readonly Value[]): Value[] {
  const found = new Set(valuesIn(text).map(comparable));
  const unfound = held.filter((one) => !found.has(comparable(one)));
  if (unfound.length === 0) return [];
  const all = squeezed(text);
  return unfound.filter((one, at) => at >= SEARCHES || !all.includes(comparable(one)));
}

const saidIn = ({ request, context }: Pick<Told, 'request' | 'context'>): Said[] =>
  [request ?? '{}', ...(context ?? '').split('\n').filter(Boolean)].map((json) => JSON.parse(json) as Said);

const valuesIn = (text: string): Value[] =>
  findPersonalData(text).map(({ type, start, end }) => ({ type, value: text.slice(start, end) }));

/** What the assistant said before is no more the customer's than what it says now. */
function givenTexts({ request, evidence, context, published }: Told): string[] {
  const said = saidIn({ request, context });
  const customer = said.find(({ customerRef }) => customerRef)?.customerRef ?? null;
  const about = (one: Evidence) =>
    published.has(one.id) ||
    (customer !== null && [one.id, one.title, one.uri, one.excerpt].some((text) => names(text ?? '', customer)));
  const all = [...said.flatMap((one) => one.evidence ?? []), ...(JSON.parse(evidence ?? '[]') as Evidence[])];
  return [
    ...said.flatMap(({ text = '', conversation = [] }) => [
      text,
      ...conversation.filter(({ role }) => role === 'user' || role === 'tool').map(({ content }) => content),
    ]),
    ...all.filter(about).map(({ excerpt, title }) => `${title ?? ''}\n${excerpt ?? ''}`),
  ];
}

/** The whole reference, not the beginning of another: `cus_8` is not in `cus_81`. */
function names(text: string, reference: string): boolean {
  for (let at = text.indexOf(reference); at >= 0; at = text.indexOf(reference, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + reference.length)];
    if (!/[\p{L}\p{N}_]/u.test(before) && !/[\p{L}\p{N}_]/u.test(after)) return true;
  }
  return false;
}

const squeezed = (text: string): string => text.replace(/[ \-.()/]/g, '').toLowerCase();

function comparable({ type, value }: Value): string {
  if (type !== 'phone') return squeezed(value);
  return value
    .replace(/ ?(?:x|ext\.?) ?\d{1,6}$/i, '')
    .replace(/\D/g, '')
    .slice(-PHONE_DIGITS);
}

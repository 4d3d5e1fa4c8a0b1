import { wordsOf } from '../languages/spoken';
import { number } from './locale';

const two = (n: number) => String(n).padStart(2, '0');
const days = (n: number) => `${n} ${n === 1 ? 'day' : 'days'}`;

/** What every page says: times, roles, lists. */
export const words = wordsOf('common', {
  seconds: (s: number) => `${s} s`,
  minutes: (min: number) => `${min} min`,
  minutesSeconds: (min: number, s: number) => `${min} min ${two(s)} s`,
  hours: (h: number) => `${h} h`,
  hoursMinutes: (h: number, min: number) => `${h} h ${two(min)} min`,
  days,
  daysHours: (d: number, h: number) => `${days(d)} ${h} h`,
  underAMinute: 'less than a minute',
  today: 'Today',
  yesterday: 'Yesterday',
  tomorrowAt: (time: string) => `tomorrow ${time}`,
  yesterdayAt: (time: string) => `yesterday ${time}`,
  dayAt: (day: string, time: string) => `${day} ${time}`,
  roles: {
    operator: 'operator',
    support_lead: 'support lead',
    product: 'product',
    platform: 'platform',
    security: 'security',
    legal: 'legal',
    search: 'search',
    admin: 'admin',
    auditor: 'auditor',
  } as Record<string, string>,
  /** "a, b or c" */
  or: (items: string[]) =>
    items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`,
  /** A count that stops at 10,000. */
  upTo: (n: number) => (n > 10_000 ? `more than ${number(10_000)}` : number(n)),
  orMore: (n: number) => (n > 10_000 ? `${number(10_000)}+` : number(n)),
});

/** What there is to say against a text that is not what it seems. */
export const textWords = wordsOf('texts', {
  characters: {
    ad: 'soft hyphen',
    a0: 'no-break space',
    '61c': 'Arabic letter mark',
    '200b': 'zero-width space',
    '200c': 'zero-width non-joiner',
    '200d': 'zero-width joiner',
    '200e': 'left-to-right mark',
    '200f': 'right-to-left mark',
    '2028': 'line separator',
    '2029': 'paragraph separator',
    '202a': 'left-to-right embedding',
    '202b': 'right-to-left embedding',
    '202c': 'end of embedding',
    '202d': 'left-to-right override',
    '202e': 'right-to-left override',
    '2060': 'word joiner',
    '2066': 'left-to-right isolate',
    '2067': 'right-to-left isolate',
    '2068': 'first-strong isolate',
    '2069': 'end of isolate',
    '2800': 'blank Braille pattern',
    '3164': 'Hangul filler',
    feff: 'zero-width no-break space',
  } as Record<string, string>,
  tag: 'tag character',
  selector: 'variation selector',
  control: 'control character',
  half: 'half of a character',
  space: 'space of another width',
  meaningless: 'character without a meaning',
  nothing: 'character drawn as nothing',
  scripts: {
    Latin: 'Latin',
    Cyrillic: 'Cyrillic',
    Greek: 'Greek',
    Armenian: 'Armenian',
    Cherokee: 'Cherokee',
    Coptic: 'Coptic',
    Lisu: 'Lisu',
  },
  letter: (script: string) => `${script} letter`,
  letterLikeLatin: (script: string) => `${script} letter that looks like a Latin one`,
  otherDress: 'letter or digit in another dress',
  otherDigit: 'digit of another script',
  gap: 'a gap that pushes the rest away',
  lineBreaks: (n: number) => `${n} line breaks`,
  blanks: (n: number) => `${n} blanks`,
  marks: (n: number) => `${n} marks`,
  marksSay: 'marks on one letter',
  sign: 'sign that looks like another',
  tags: (spelled: string) => `tags “${spelled}”`,
  hiddenText: 'hidden text',
  mixes: (one: string, other: string) => `Mixes ${one} and ${other} letters in one word.`,
  unseen: (names: string[], more: boolean) =>
    `Contains what cannot be seen: ${names.join(', ')}${more ? ' and more' : ''}.`,
  alike: 'Contains letters, digits or signs that look like others.',
});

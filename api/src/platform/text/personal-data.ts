/** Personal data that has a form of its own. Names and addresses have none and are not found here. */
export type PersonalDataType = 'email' | 'iban' | 'rrn' | 'card' | 'ssn' | 'ip' | 'phone';

export interface PersonalData {
  type: PersonalDataType;
  /** From the first to after the last UTF-16 unit, as for `slice`. */
  start: number;
  end: number;
}

interface Detector {
  type: PersonalDataType;
  /**
   * Begins with a look-behind, so that of a long run only the beginning is tried, and is bounded: the time taken grows
   * with the length of the text and no faster, whatever the text.
   */
  pattern: RegExp;
  /** How many characters of a match are the thing; 0 when it is none. Without it a match is one. */
  measure?: (match: string, before: string) => number;
}

/**
 * In the order in which they are asked: what the first has taken, the next does not look at. Korean writes its particles
 * right behind a number or an address, so Hangul ends one as a blank does.
 */
const DETECTORS: readonly Detector[] = [
  {
    type: 'email',
    pattern: /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,128}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu,
    measure: (match) => match.replace(/(?<=\.[a-z]{2,63})\p{sc=Hang}+$/iu, '').length,
  },
  {
    type: 'iban',
    pattern:
      /(?<![\p{L}\p{N}_])[a-z]{2}\d{2}(?:[a-z\d]{11,30}|(?:[ -][a-z\d]{4}){2,7}(?:[ -][a-z\d]{1,3})?)(?![a-z\d])/giu,
    measure: ibanLength,
  },
  {
    type: 'rrn',
    // Of a Korean resident: date of birth, and after the hyphen the century with the sex.
    pattern: /(?<![a-z\p{N}_.-])\d{6} ?- ?[1-8]\d{6}(?![a-z\p{N}_-])/giu,
    measure: (match) => (isResidentNumber(match.replace(/\D/g, '')) ? match.length : 0),
  },
  {
    type: 'card',
    pattern: /(?<![\p{L}\p{N}_.-])\d(?:[ -]?\d){11,18}(?![\p{N}_]|(?!\p{sc=Hang})\p{L})/gu,
    measure: (match) => (isCard(match.replace(/\D/g, '')) ? match.length : 0),
  },
  {
    type: 'ssn',
    // Also the numbers that the US tax office gives to people without one (9xx).
    pattern: /(?<![\p{L}\p{N}_.-])(?!000|666)\d{3}([ -])(?!00)\d{2}\1(?!0000)\d{4}(?![\p{N}_-]|(?!\p{sc=Hang})\p{L})/gu,
  },
  {
    type: 'ip',
    pattern:
      /(?<![\p{L}\p{N}_.:])(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[a-f\d]{1,4}:){7}[a-f\d]{1,4}|(?:[a-f\d]{1,4}:){1,6}(?::[a-f\d]{1,4}){1,6})(?![\p{N}_:]|(?!\p{sc=Hang})\p{L}|\.\d)/giu,
    measure: (match) => (isPublicIp(match) ? match.length : 0),
  },
  {
    type: 'phone',
    pattern:
      /(?<![\p{L}\p{N}_.#/-])[+(]{0,2}\d(?:(?:[ .\-/]|\)[ -]?| \()?\d){5,16}(?: ?(?:x|ext\.?) ?\d{1,6})?(?![\p{N}_/]|(?!\p{sc=Hang})\p{L}|[-.]\d)/giu,
    measure: (match, before) => (isPhone(match, before) ? match.length : 0),
  },
];

/** Stands for what a detector has taken already; part of no pattern. */
const TAKEN = '\u0000';

/** Finds personal data by its form and its check digits, from left to right, none overlapping another. Pure. */
export function findPersonalData(text: string): PersonalData[] {
  if (!/[\d@]/.test(text)) return [];
  const found: PersonalData[] = [];
  let left = text;
  for (const { type, pattern, measure } of DETECTORS) {
    left = left.replace(pattern, (match: string, ...rest: unknown[]) => {
      const start = rest.find((one) => typeof one === 'number') as number;
      const before = left.slice(Math.max(0, start - 24), start).toLowerCase();
      const length = measure ? measure(match, before) : match.length;
      if (length === 0) return match;
      found.push({ type, start, end: start + length });
      return TAKEN.repeat(length) + match.slice(length);
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Check digits of ISO 13616 (mod 97). With blanks between, the words after it may have been taken for more of it. */
function ibanLength(match: string): number {
  for (let text = match; ; text = text.slice(0, Math.max(text.lastIndexOf(' '), text.lastIndexOf('-')))) {
    const compact = text.replace(/[ -]/g, '').toUpperCase();
    if (compact.length < 15) return 0;
    if (mod97(compact.slice(4) + compact.slice(0, 4)) === 1) return text.length;
    if (!/[ -]/.test(text)) return 0;
  }
}

function mod97(text: string): number {
  let rest = 0;
  for (const char of text) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/**
 * First digits that card networks give out, and of how many digits their cards are (ISO/IEC 7812 and what the networks publish): Visa,
 * Mastercard, American Express, Diners Club, JCB, Mir, and those that give out numbers of several lengths (Maestro, UnionPay, Discover,
 * RuPay and others that begin with 50 and 56 to 69). All other numbers are ids, whatever their last digit.
 */
const CARDS =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|095|6\d|[89]\d)\d{11,16}|35\d{14,17}|(?:1800|2131)\d{11}|220[0-4]\d{12,15}|(?:50|5[6-9]|6\d)\d{10,17})$/;

/** A number that a network gives out, with Luhn's check digit. */
function isCard(digits: string): boolean {
  if (!CARDS.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** The check digit of Korean resident numbers. Those given out since October 2020 have none, so that their date must do. */
function isResidentNumber(digits: string): boolean {
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const bornSince2000 = /[3478]/.test(digits[6]!);
  if (bornSince2000 && digits.slice(0, 4) >= '2010') return true;
  const sum = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5].reduce(
    (total, weight, at) => total + weight * Number(digits[at]),
    0,
  );
  // Those of foreigners (5 to 8) are two higher (modulo 10).
  const check = (11 - (sum % 11)) % 10;
  return Number(digits[12]) === (/[5-8]/.test(digits[6]!) ? (check + 2) % 10 : check);
}

function isPublicIp(text: string): boolean {
  if (text.includes(':')) return !/^(?:f[cde]|ff)/i.test(text);
  const octets = text.split('.').map(Number);
  if (octets.some((octet) => octet > 255)) return false;
  return !/^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|22[4-9]|2[34]\d|25[0-5])\./.test(text);
}

const SAID_BEFORE = /(?:phone|tel|telephone|mobile|cell|fax|call|whatsapp|dial)\b[^\d]{0,16}$/;

/**
 * Telephone numbers have no check digit. One is taken for it that says so (`+`, `(`, an extension, a word before), that
 * begins with a trunk zero, or that is grouped as numbers are; not dates, times, amounts or bare ids.
 */
function isPhone(match: string, before: string): boolean {
  const number = match.replace(/ ?(?:x|ext\.?) ?\d{1,6}$/i, '');
  const digits = number.replace(/\D/g, '').length;
  if (digits < 7 || digits > 15 || isDate(number)) return false;
  if (number.includes('+') || SAID_BEFORE.test(before)) return true;
  if (/^\(\d{1,5}\)/.test(number) || number !== match) return true;
  if (number.includes('(')) return false;
  const groups = number.split(/[ ().\-/]+/).filter(Boolean);
  if (groups.length === 1) return /^00?[1-9]\d{8,12}$/.test(number);
  if (number.startsWith('0')) return true;
  // 12 345 678 is an amount; 12-34-56-78 is not.
  if (/^\d{1,3}(?:[ .]\d{3})+$/.test(number)) return false;
  return groups.length >= 3 && groups.every(({ length }) => length >= 2 && length <= 4);
}

function isDate(text: string): boolean {
  return (
    /^\(?(?:19|20)\d{2}[-./ ](?:19|20)\d{2}$/.test(text) ||
    /^(?:19|20)\d{2}[-./ ]\d{1,2}[-./ ]\d{1,2}(?:\D|$)/.test(text) ||
    /^\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d{2}(?:\D|$)/.test(text)
  );
}

import { findPersonalData, type PersonalDataType } from './personal-data.js';

/** What stands in its place. The last four digits tell a person which card or account it is, and nobody else anything. */
const MASKS: Record<PersonalDataType, (found: string) => string> = {
  email: () => '[e-mail]',
  iban: (found) => `[IBAN …${lastFour(found)}]`,
  rrn: () => '[resident number]',
  card: (found) => `[card …${lastFour(found)}]`,
  ssn: () => '[SSN]',
  ip: () => '[IP address]',
  phone: () => '[phone]',
};

const lastFour = (found: string): string => found.replace(/[ -]/g, '').slice(-4).toUpperCase();

/**
 * The text without the personal data that has a form of its own: for lists, exports and logs. What is signed is never
 * masked. Masking twice changes nothing.
 */
export function mask(text: string): string {
  let masked = '';
  let from = 0;
  for (const { type, start, end } of findPersonalData(text)) {
    masked += text.slice(from, start) + MASKS[type](text.slice(start, end));
    from = end;
  }
  return from === 0 ? text : masked + text.slice(from);
}

/** Strings, and numbers long enough to be a card's. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** JSON text with the personal data of its strings, names of members included, masked; every other byte stays. */
export function maskJson(json: string): string {
  return json.replace(TEXT_OR_NUMBER, (token) => {
    const text = token.startsWith('"') ? (JSON.parse(token) as string) : token;
    const masked = token.startsWith('"') || token.length >= 13 ? mask(text) : text;
    return masked === text ? token : JSON.stringify(masked);
  });
}

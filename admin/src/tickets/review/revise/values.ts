import type { Arguments } from '../../../api-types';
import { exampleAmount, minorDigits, toMajor, toMinor } from '../../../words/money';
import { type Field, inMajorUnits } from './fields';
import { words } from './words';

/** What stands in the form's fields: text, whatever the argument's type. An absent argument is the empty text. */
export type Typed = Record<string, string>;

export function typedOf(fields: Field[], args: Arguments): Typed {
  return Object.fromEntries(fields.map((field) => [field.name, textOf(field, args[field.name], args.currency)]));
}

function textOf({ kind }: Field, value: unknown, currency: unknown): string {
  if (value === undefined) return '';
  if (kind === 'money' && inMajorUnits(currency)) return toMajor(value, currency) ?? String(value);
  return kind === 'json' ? JSON.stringify(value, null, 2) : String(value);
}

export type Read = { value: unknown } | { problem: string } | { absent: true };

/** One field's text as its argument; or why it is none. Money is read by moving the point in the text. */
export function readField(field: Field, text: string, typed: Typed, was: unknown): Read {
  if (text === '' && was === undefined) return field.required ? { problem: words.tooShort } : { absent: true };
  if (text === '' && !field.required && field.kind !== 'text' && field.kind !== 'long') return { absent: true };
  switch (field.kind) {
    case 'money':
      return readMoney(field, text, typed.currency);
    case 'integer':
      return /^-?\d+$/.test(text.trim()) && Number.isSafeInteger(Number(text))
        ? { value: Number(text) }
        : { problem: words.notInteger };
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text))
        ? { value: Number(text) }
        : { problem: words.notNumber };
    case 'flag':
      return { value: text === 'true' };
    case 'json':
      return readJson(text);
    default:
      return readText(field, text);
  }
}

function readMoney(field: Field, text: string, currency: string | undefined): Read {
  const known = inMajorUnits(currency);
  const minor = known ? toMinor(text, currency) : /^\d{1,40}$/.test(text.trim()) ? text.trim() : null;
  if (minor === null)
    return { problem: known ? words.notMoney(currency, minorDigits(currency) ?? 0, exampleAmount) : words.notInteger };
  if (field.schema.type === 'string' || field.schema.type === undefined) return { value: minor };
  return Number.isSafeInteger(Number(minor)) ? { value: Number(minor) } : { problem: words.notInteger };
}

function readText(field: Field, text: string): Read {
  if (field.required && text === '') return { problem: words.tooShort };
  const pattern = typeof field.schema.pattern === 'string' ? field.schema.pattern : null;
  return pattern && !matches(pattern, text) ? { problem: words.pattern } : { value: text };
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    // A pattern this browser cannot read is left to the server, which checks every argument again.
    return true;
  }
}

function readJson(text: string): Read {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: words.notJson };
  }
}

export interface ReadForm {
  args: Arguments;
  problems: Record<string, string>;
}

/** The whole form as arguments, with what is wrong in it by field. */
export function readForm(fields: Field[], typed: Typed, was: Arguments): ReadForm {
  const args: Arguments = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const text = typed[field.name] ?? '';
    const untouched =
      text === textOf(field, was[field.name], was.currency) && typed.currency === String(was.currency ?? '');
    const read =
      untouched && was[field.name] !== undefined
        ? { value: was[field.name] }
        : readField(field, text, typed, was[field.name]);
    if ('problem' in read) problems[field.name] = read.problem;
    else if ('value' in read) args[field.name] = read.value;
  }
  return { args, problems };
}

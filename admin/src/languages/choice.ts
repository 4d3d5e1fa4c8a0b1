import type { Language } from './spoken';

const files = import.meta.glob<{ default: Language }>(['./??.ts', './??-??.ts']);
const codeOf = (file: string) => file.replace(/^\.\/|\.ts$/g, '');

/** English and every language that has a file in this folder, by code. */
export const codes = ['en', ...Object.keys(files).map(codeOf)];

/** A language by the name it calls itself: "English", "한국어". */
export const ownName = (code: string): string => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;

const key = 'countersign-language';

function remembered(): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** What was chosen in this browser, else the first of the browser's own languages that there is, else English. */
export function chosenCode(): string {
  const wishes = [remembered(), ...navigator.languages, 'en'].filter((wish) => wish !== null);
  const found = wishes.map((wish) => codes.find((code) => wish === code || wish.startsWith(`${code}-`)));
  return found.find((code) => code !== undefined) ?? 'en';
}

/** The file of a language; `null` for English, which needs none. */
export async function languageOf(code: string): Promise<Language | null> {
  return (await files[`./${code}.ts`]?.())?.default ?? null;
}

/** Speaks another language from now on. The page is opened anew: half of it in each would be worse than a blink. */
export function choose(code: string): void {
  try {
    window.localStorage.setItem(key, code);
  } catch {
    return;
  }
  window.location.reload();
}

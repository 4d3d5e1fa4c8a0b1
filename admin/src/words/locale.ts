import { spokenLocale } from '../languages/spoken';

/** The reader's region of the language of the console's sentences. Dates follow it, so that a line is never in two languages. */
export const locale = spokenLocale();

/** Made when it is first needed: a formatter takes a browser milliseconds, and the first page needs few of them. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Whole numbers and such, as the reader groups them. */
export const numbers = lazily(() => new Intl.NumberFormat(locale));
const clock = lazily(() => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }));

/** "12,480" */
export const number = (n: number): string => numbers().format(n);
/** "14:32", "2:32 pm", "오후 2:32" */
export const timeOfDay = (at: number | Date): string => clock().format(at);

import { spokenLocale } from '../languages/spoken';

/** The reader's region of the language of the console's sentences. Dates follow it, so that a line is never in two languages. */
export const locale = spokenLocale();

const numbers = new Intl.NumberFormat(locale);
const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });

/** "12,480" */
export const number = (n: number): string => numbers.format(n);
/** "14:32", "2:32 pm", "오후 2:32" */
export const timeOfDay = (at: number | Date): string => clock.format(at);

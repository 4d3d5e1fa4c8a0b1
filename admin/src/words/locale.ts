/** The language of the console's sentences. Dates follow it, so that a line is never in two languages. */
export const locale = 'en-GB';

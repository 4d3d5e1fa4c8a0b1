import { wordsOf } from '../languages/spoken';

/** Refusals and failures. What the server says is said as it says it; another language has its own sentence by its code. */
export const words = wordsOf('problems', {
  network: 'Countersign does not answer. Check your connection; nothing was changed.',
  lostReply: 'The connection broke before the answer came. Look at the ticket before trying again.',
  tooMany: (seconds: string | null) =>
    seconds
      ? `Too many attempts. Wait ${seconds} seconds and try again.`
      : 'Too many attempts. Wait a minute and try again.',
  server: 'Countersign could not do that. Try again, and tell whoever runs it if it stays so.',
  /** By the stable code of a refusal; what is not here is said in the server's English alone. */
  codes: {} as Record<string, string>,
  /** The language's own sentence with the server's beside it, which knows the case. */
  beside: (ours: string, theirs: string) => `${ours} (${theirs})`,
});

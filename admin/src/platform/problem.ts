import type { FieldProblem } from '../api-types';
import { words } from './words';

/**
 * A refusal of the API as `application/problem+json` says it, or a failure to reach it.
 * `status` is 0 when no answer came; `message` is a sentence that can be shown as it is.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** What the server says, beside what the language in use says of its code. */
export function said(code: string, theirs: string): string {
  const ours = Object.hasOwn(words.codes, code) ? words.codes[code] : undefined;
  return ours ? words.beside(ours, theirs) : theirs;
}

/** What to throw when `fetch` itself failed: a change whose reply was lost may have happened. */
export function unreachable(unsafe: boolean): Problem {
  return unsafe ? new Problem(0, 'reply_lost', words.lostReply) : new Problem(0, 'network_down', words.network);
}

/** Reads a refusal. Anything that is not problem+json (a proxy's page, say) becomes a plain sentence. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const { code, detail, title, errors } = (body ?? {}) as Partial<Record<'code' | 'detail' | 'title', string>> & {
    errors?: FieldProblem[];
  };
  if (response.status === 429)
    return new Problem(429, code ?? 'too_many_attempts', words.tooMany(response.headers.get('retry-after')));
  const theirs = detail ?? title;
  return new Problem(
    response.status,
    code ?? 'unexpected',
    theirs ? said(code ?? '', theirs) : words.server,
    errors ?? [],
  );
}

/** The sentence to show for anything that was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem ? error.message : words.server;
}

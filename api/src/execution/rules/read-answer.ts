import { mask } from '../../platform/text/mask.js';
import { nameArguments } from './name-arguments.js';
import type { Attempt } from './retry.js';

/** 4xx that say "not now" rather than "no". */
const NOT_DEFINITE = [408, 425, 429];

/** Characters of a tool's own sentence that are read, and that are kept of it. */
const READ = 10_000;
const LONGEST_DETAIL = 500;

/**
 * What a tool's HTTP answer means (design §7): 2xx JSON is the result, a 4xx is a definite failure, and
 * everything else says nothing definite. A look-up (`GET`) that finds nothing answers 404.
 * @param canonical RFC 8785 text of the arguments that the call was about
 */
export function readAnswer(method: 'POST' | 'GET', status: number, body: string, canonical: string): Attempt {
  if (status >= 200 && status < 300) {
    const result = storableJson(body);
    return result === null
      ? { kind: 'silence', because: `HTTP ${status} with a body that is not JSON` }
      : { kind: 'result', result };
  }
  if (method === 'GET') {
    return status === 404 ? { kind: 'not_found' } : { kind: 'silence', because: `the look-up answered HTTP ${status}` };
  }
  if (status >= 400 && status < 500 && !NOT_DEFINITE.includes(status)) {
    return {
      kind: 'refused',
      because: `HTTP ${status}${detailOf(body, canonical)}`,
      ...(status === 409 ? { conflict: true } : {}),
    };
  }
  return { kind: 'silence', because: `HTTP ${status}${detailOf(body, canonical)}` };
}

/** The JSON text if it is JSON that Postgres can store, null otherwise. An empty answer is `null`, a result like any other. */
function storableJson(body: string): string | null {
  if (body.trim() === '') return 'null';
  try {
    const text = JSON.stringify(JSON.parse(body));
    return text.includes('\\u0000') || !text.isWellFormed() ? null : text;
  } catch {
    return null;
  }
}

/** The server's own sentence. It goes into the audit log: arguments that it quotes are named, other personal data is masked. */
function detailOf(body: string, canonical: string): string {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    if (typeof detail !== 'string') return '';
    const said = mask(nameArguments(detail.slice(0, READ), canonical)).replaceAll('\u0000', '');
    // A cut may go through the middle of a character.
    return `: ${said.slice(0, LONGEST_DETAIL).toWellFormed()}`;
  } catch {
    // Not JSON: the status says enough.
  }
  return '';
}

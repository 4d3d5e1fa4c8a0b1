import { mask } from '../../platform/text/mask.js';
import type { Attempt } from './retry.js';

/** 4xx that say "not now" rather than "no". */
const NOT_DEFINITE = [408, 425, 429];

/**
 * What a tool's HTTP answer means (design §7): 2xx JSON is the result, a 4xx is a definite failure, and
 * everything else says nothing definite. A look-up (`GET`) that finds nothing answers 404.
 */
export function readAnswer(method: 'POST' | 'GET', status: number, body: string): Attempt {
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
      because: `HTTP ${status}${detailOf(body)}`,
      ...(status === 409 ? { conflict: true } : {}),
    };
  }
  return { kind: 'silence', because: `HTTP ${status}${detailOf(body)}` };
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

/** The server's own sentence. It goes into the audit log, so personal data that it quotes is masked. */
function detailOf(body: string): string {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    if (typeof detail === 'string') return `: ${mask(detail.toWellFormed().replaceAll('\u0000', '')).slice(0, 500)}`;
  } catch {
    // Not JSON: the status says enough.
  }
  return '';
}

import type { Session } from '../api-types';
import { observeServerTime } from './clock';
import { type Problem, readProblem, unreachable } from './problem';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Http {
  request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T>;
}

/**
 * JSON over fetch, same origin. The CSRF token lives in this closure and nowhere else;
 * a page that was just opened, or whose session changed in another tab, asks for it again.
 */
export function createHttp(): Http {
  let csrfToken: string | null = null;

  async function send<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method !== 'GET' && csrfToken) headers['x-csrf-token'] = csrfToken;
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      signal,
    }).catch((error: unknown) => {
      throw signal?.aborted ? error : unreachable(method !== 'GET');
    });
    if (!response.ok) throw await readProblem(response);
    if (response.status === 204) return undefined as T;
    const answer = (await response.json()) as T;
    // Signing in, stepping up and changing one's account each give another one.
    csrfToken = (answer as Partial<Session> | null)?.csrfToken ?? csrfToken;
    observeServerTime(answer);
    return answer;
  }

  return {
    async request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
      const needsToken = method !== 'GET' && !(method === 'POST' && path === '/v1/session');
      if (needsToken && !csrfToken) await send<Session>('GET', '/v1/session');
      try {
        return await send<T>(method, path, body, signal);
      } catch (error) {
        const { status, code } = error as Partial<Problem>;
        if (!needsToken || status !== 403 || !code?.startsWith('csrf')) throw error;
        await send<Session>('GET', '/v1/session');
        return send<T>(method, path, body, signal);
      }
    },
  };
}

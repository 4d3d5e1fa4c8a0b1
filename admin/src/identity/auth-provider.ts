import type { AuthProvider } from 'ra-core';
import type { Session } from '../api-types';
import type { Api } from '../platform/api';
import { Problem } from '../platform/problem';

const signedOut = (error: unknown) => error instanceof Problem && error.status === 401;

/** How long an answer about the session is taken for so, in milliseconds. Every other request finds out by itself. */
const stillSoMs = 3000;

/** One question where react-admin has five as a page opens, each waiting for the one before. */
function sharing(ask: () => Promise<Session>) {
  let asked: { at: number; answer: Promise<Session> } | null = null;
  const forget = () => {
    asked = null;
  };
  const session = (): Promise<Session> => {
    if (asked && performance.now() - asked.at < stillSoMs) return asked.answer;
    const answer = ask();
    asked = { at: performance.now(), answer };
    answer.catch(forget);
    return answer;
  };
  return { session, forget };
}

/**
 * The session is the server's cookie: whoever made it, in whatever tab, the console asks `GET /v1/session`.
 * A server that cannot be reached signs nobody out; the pages say that it cannot be reached.
 */
export function authProvider(api: Api): AuthProvider {
  const { session, forget } = sharing(() => api.session());
  return {
    login: ({ email, password, code }: { email: string; password: string; code?: string }) => {
      forget();
      return api.signIn(email, password, code);
    },
    logout: () => {
      forget();
      return api.signOut().catch(() => undefined);
    },
    async checkAuth() {
      await session().catch((error: unknown) => {
        if (signedOut(error)) throw Object.assign(new Error('signed out'), { message: false });
      });
    },
    async checkError(error: unknown) {
      if (signedOut(error)) throw Object.assign(new Error('signed out'), { message: false });
    },
    async getIdentity() {
      const { person } = await session();
      return { ...person, fullName: person.name };
    },
    async getPermissions() {
      return (await session()).person.roles;
    },
  };
}

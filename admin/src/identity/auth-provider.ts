import type { AuthProvider } from 'ra-core';
import type { Api } from '../platform/api';
import { Problem } from '../platform/problem';

const signedOut = (error: unknown) => error instanceof Problem && error.status === 401;

/**
 * The session is the server's cookie: whoever made it, in whatever tab, the console asks `GET /v1/session`.
 * A server that cannot be reached signs nobody out; the pages say that it cannot be reached.
 */
export function authProvider(api: Api): AuthProvider {
  return {
    login: ({ email, password, code }: { email: string; password: string; code?: string }) =>
      api.signIn(email, password, code),
    logout: () => api.signOut().catch(() => undefined),
    async checkAuth() {
      await api.session().catch((error: unknown) => {
        if (signedOut(error)) throw Object.assign(new Error('signed out'), { message: false });
      });
    },
    async checkError(error: unknown) {
      if (signedOut(error)) throw Object.assign(new Error('signed out'), { message: false });
    },
    async getIdentity() {
      const { person } = await api.session();
      return { ...person, fullName: person.name };
    },
    async getPermissions() {
      return (await api.session()).person.roles;
    },
  };
}

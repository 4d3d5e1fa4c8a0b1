import { Authenticator } from '../../../test/support/authenticator.js';
import { PASSWORD, type Signer } from '../ground/furnish.js';
import type { Run } from '../run.js';
import { type DeedKind, idOf, person } from './deeds.js';

/** Somebody of their own, signed in. */
async function somebody(run: Run, n: number): Promise<Signer> {
  const { email } = person(n);
  await idOf(run.client.insist(run.ground.cast.admin, '/v1/people', person(n)));
  return run.client.signIn(email, PASSWORD);
}

/** What people do to their own access, and an admin to theirs. */
export const ACCOUNT_DEEDS: DeedKind[] = [
  {
    action: 'session.opened',
    table: '(SELECT id FROM session)',
    prepare: async (run, n) => {
      await idOf(run.client.insist(run.ground.cast.admin, '/v1/people', person(n)));
      return { by: null, path: '/v1/session', body: { email: person(n).email, password: PASSWORD } };
    },
  },
  {
    action: 'person.changed',
    table: '(SELECT id, roles FROM person)',
    prepare: async (run, n) => {
      const id = await idOf(run.client.insist(run.ground.cast.admin, '/v1/people', person(n)));
      return {
        by: run.ground.cast.admin,
        path: `/v1/people/${id}`,
        body: { roles: ['support_lead'] },
        method: 'PATCH',
      };
    },
  },
  {
    action: 'password.changed',
    table: '(SELECT id, password_hash FROM person)',
    prepare: async (run, n) => {
      const by = await somebody(run, n);
      return { by, path: '/v1/session/password', body: { current: PASSWORD, next: `${PASSWORD}, the next` } };
    },
  },
  {
    action: 'totp.begun',
    table: 'person_totp',
    prepare: async (run, n) => ({
      by: await somebody(run, n),
      path: '/v1/session/totp',
      body: { password: PASSWORD },
    }),
  },
  {
    // A code counts once: where what it confirmed was undone, so was that.
    action: 'totp.confirmed',
    table: 'person_totp',
    prepare: async (run, n) => {
      const by = await somebody(run, n);
      const { body } = await run.client.insist(by, '/v1/session/totp', { password: PASSWORD });
      await Authenticator.earlyInStep();
      const code = new Authenticator(body.uri as string).code();
      return { by, path: '/v1/session/totp/confirm', body: { code } };
    },
  },
];

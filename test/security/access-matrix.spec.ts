import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROLES, type Role } from '../../api/src/identity/rules/roles.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { TestAgent } from '../support/installation-agent.js';
import { outcome } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';
import { lockAccount } from '../support/installation-proposals.js';

type Asker = 'anonymous' | 'agent' | 'revoked key' | 'disabled person' | 'expired session' | Role;

const ANYONE = ['anonymous', 'agent', 'revoked key', 'disabled person', 'expired session', ...ROLES] as const;
const READERS = ['operator', 'support_lead', 'auditor', 'admin', 'security', 'legal'] as const;
/** Whom the default sign-off policy names. */
const SIGNERS = ['operator', 'support_lead'] as const;

/** Who is let in where. Everybody else is refused. A route that is not in here fails the test. */
const ACCESS: Record<string, readonly Asker[]> = {
  'GET /health/live': ANYONE,
  'GET /health/ready': ANYONE,
  'GET /metrics': ANYONE,
  'GET /openapi.json': ANYONE,
  'GET /openapi.yaml': ANYONE,
  'GET /docs': ANYONE,
  'GET /docs/': ANYONE,
  'GET /docs/swagger-ui-init.js': ANYONE,
  'GET /docs/docs/swagger-ui-init.js': ANYONE,
  'GET /docs/index.html': ANYONE,
  'GET /docs/LICENSE': ANYONE,
  'GET /docs/*': ANYONE,
  'POST /v1/session': ANYONE,
  'GET /v1/session': ROLES,
  'DELETE /v1/session': ROLES,
  'POST /v1/proposals': ['agent'],
  'GET /v1/proposals/:id': ['agent'],
  'POST /v1/proposals/:id/withdraw': ['agent'],
  'GET /v1/tickets': READERS,
  'GET /v1/tickets/counts': READERS,
  'GET /v1/tickets/:id': READERS,
  'POST /v1/tickets/:id/claim': SIGNERS,
  'POST /v1/tickets/:id/release': SIGNERS,
  'POST /v1/tickets/:id/escalate': SIGNERS,
  'POST /v1/tickets/:id/snooze': SIGNERS,
  'POST /v1/tickets/:id/revise': SIGNERS,
  'POST /v1/tickets/:id/approve': SIGNERS,
  'POST /v1/tickets/:id/reject': SIGNERS,
  'GET /v1/reject-reasons': ROLES,
  'GET /v1/approvals': READERS,
  'GET /v1/audit-entries': READERS,
  'GET /v1/live': READERS,
  'GET /v1/people': READERS,
  'POST /v1/people': ['admin'],
  'PATCH /v1/people/:id': ['admin'],
  'GET /v1/agents': READERS,
  'POST /v1/agents': ['admin'],
  'POST /v1/agents/:id/keys': ['admin'],
  'POST /v1/agents/:id/keys/:keyId/revoke': ['admin'],
  'GET /v1/tools': READERS,
  'POST /v1/tools': ['admin'],
  'GET /v1/routing-policies': READERS,
  'GET /v1/sign-off-policies': READERS,
};

let installation: Installation;
let ticketId: string;
let proposalId: string;
let outsiders: { revoked: TestAgent; disabled: TestPerson; expired: TestPerson };

beforeAll(async () => {
  installation = await startInstallation();
  ticketId = (await installation.agent.submit(lockAccount())).id;
  proposalId = (await installation.agent.submit(lockAccount())).id;
  outsiders = {
    revoked: await installation.addKey(installation.agent.id),
    disabled: await installation.addPerson('disabled', 'operator', 'admin'),
    expired: await installation.addPerson('expired', 'operator', 'admin'),
  };
  const { revoked, disabled, expired } = outsiders;
  await installation.as('admin').post(`/v1/agents/${revoked.id}/keys/${revoked.keyId}/revoke`);
  await Promise.all([disabled.headers(), expired.headers()]);
  await installation.sql('UPDATE person SET active = false WHERE id = $1', [disabled.id]);
  await installation.sql('UPDATE session SET expires_at = now() WHERE person_id = $1', [expired.id]);
});
afterAll(() => installation.stop());

async function headersOf(asker: Asker, route: string): Promise<Record<string, string>> {
  switch (asker) {
    case 'anonymous':
      return {};
    case 'agent':
      return { authorization: `Bearer ${installation.agent.key}` };
    case 'revoked key':
      return { authorization: `Bearer ${outsiders.revoked.key}` };
    case 'disabled person':
      return outsiders.disabled.headers();
    case 'expired session':
      return outsiders.expired.headers();
    default:
      // Signing out ends a session of its own.
      return (
        route === 'DELETE /v1/session' ? installation.as(asker).at(installation.baseUrl) : installation.as(asker)
      ).headers();
  }
}

/** The routes of the running app: `printRoutes` draws a tree of path parts with their methods behind. */
function routes(): string[] {
  const found: string[] = [];
  const parts: string[] = [];
  for (const line of installation.routes.split('\n')) {
    const [, indent, part, methods] = /^(.*?[├└]── )(\S+)(?: \((.*)\))?$/.exec(line) ?? [];
    if (indent === undefined || part === undefined) continue;
    const depth = indent.length / 4 - 1;
    parts.splice(depth, parts.length, part);
    for (const method of methods?.split(', ') ?? []) found.push(`${method} ${parts.join('')}`);
  }
  return found;
}

function urlOf(path: string): string {
  const ids: Record<string, string> = {
    proposals: proposalId,
    agents: installation.agent.id,
    people: installation.as('product').id,
  };
  const id = ids[path.split('/')[2]!] ?? ticketId;
  const filled = path.replace(':id', id).replace(':keyId', ticketId).replace('*', 'swagger-ui.css');
  return installation.baseUrl() + filled;
}

/** The status, and for a refusal its code. What streams is not read to its end. */
async function ask(
  method: string,
  path: string,
  asker: Asker,
  body: string,
): Promise<{ status: number; code?: string }> {
  const unsafe = method !== 'GET' && method !== 'HEAD';
  const headers = {
    ...(await headersOf(asker, `${method} ${path}`)),
    ...(unsafe ? { 'content-type': 'application/json' } : {}),
  };
  const response = await fetch(urlOf(path), { method, headers, body: unsafe ? body : undefined });
  const { status } = response;
  const answer = status >= 400 && method !== 'HEAD' ? await response.json() : null;
  await response.body?.cancel().catch(() => {});
  return answer === null ? { status } : { status, code: (answer as { code?: string }).code };
}

const REFUSED_AT_THE_DOOR: Partial<Record<Asker, { status: number; code: string }>> = {
  anonymous: { status: 401, code: 'not_signed_in' },
  'disabled person': { status: 401, code: 'not_signed_in' },
  'expired session': { status: 401, code: 'not_signed_in' },
  'revoked key': { status: 401, code: 'key_not_accepted' },
};

test('every route of the running app has a row, and every row a route', () => {
  const served = routes().filter((route) => !route.startsWith('HEAD '));
  expect(new Set(served)).toEqual(new Set(Object.keys(ACCESS)));
});

describe.each(Object.entries(ACCESS))('%s', (route, admitted) => {
  const [method, path] = route.split(' ') as [string, string];
  const decides = /(approve|reject)$/.test(path);

  test('lets in just whom it is for', async () => {
    for (const asker of ANYONE) {
      const isIn = admitted.includes(asker);
      // Nothing in the body is right. Who may not ask is told so first.
      const { status, code } = await ask(method, path, asker, '{"nonsense": true}');
      if (isIn) {
        expect({ asker, refused: code !== 'sign_in_failed' && (status === 401 || status === 403) }).toEqual({
          asker,
          refused: false,
        });
        expect([asker, status < 500]).toEqual([asker, true]);
        continue;
      }
      const expected = REFUSED_AT_THE_DOOR[asker] ?? {
        status: 403,
        code: decides ? 'not_allowed_to_sign' : 'not_allowed',
      };
      expect({ asker, status, code }).toEqual({ asker, ...expected });
    }
  });

  if (method === 'GET') {
    test('lets nobody else in by HEAD', async () => {
      for (const asker of ANYONE.filter((one) => !admitted.includes(one))) {
        const { status } = await ask('HEAD', path, asker, '');
        expect([asker, [401, 403].includes(status)]).toEqual([asker, true]);
      }
    });
  }
});

describe('a decision that was refused at the door', () => {
  test('is refused without a look at what was sent, is on record, and leaves the ticket as it was', async () => {
    const { id } = await installation.agent.submit(lockAccount());
    const before = await installation.as('auditor').ticket(id);
    const refused = { status: 403, code: 'not_allowed_to_sign' };
    const raw = '{"broken';
    expect(await outcome(installation.as('admin').request('POST', `/v1/tickets/${id}/approve`, { raw }))).toEqual(
      refused,
    );
    expect(await outcome(installation.agent.request('POST', `/v1/tickets/${id}/reject`, { raw }))).toEqual(refused);
    const { body } = await installation
      .as('auditor')
      .get(`/v1/audit-entries?ticketId=${id}&action=sign_off.refused&sort=id`);
    expect(
      body.data.map((entry: { actor: { id: string }; payload: object }) => [entry.actor.id, entry.payload]),
    ).toEqual([
      [installation.as('admin').id, expect.objectContaining({ verdict: 'approve', code: 'not_allowed_to_sign' })],
      [installation.agent.id, expect.objectContaining({ verdict: 'reject', code: 'not_allowed_to_sign' })],
    ]);
    expect({ ...(await installation.as('auditor').ticket(id)), serverNow: 0 }).toEqual({ ...before, serverNow: 0 });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROLES, type Role } from '../../api/src/identity/rules/roles.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { TestAgent } from '../support/installation-agent.js';
import { ok, outcome } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';
import { lockAccount } from '../support/installation-proposals.js';

const OUTSIDERS = [
  'anonymous',
  'revoked key',
  'disabled person',
  'expired session',
  'idle session',
  'signed out',
  'token before the last',
  'widget token',
] as const;

type Asker = (typeof OUTSIDERS)[number] | 'agent' | Role;

const ANYONE: readonly Asker[] = [...OUTSIDERS, 'agent', ...ROLES];
const READERS = ['operator', 'support_lead', 'auditor', 'admin', 'security', 'legal'] as const;
/** Who looks at how the desk does. */
const LEADS = ['support_lead', 'admin', 'auditor'] as const;
/** Who has a role that is not admin or auditor. */
const REVIEWERS = ROLES.filter((role) => role !== 'admin' && role !== 'auditor');
/** Who may file a change to the rules. */
const FILERS = ['support_lead', 'admin', 'product', 'security'] as const;
/** Whom a change of the routing policy takes. */
const APPROVERS = ['product', 'security', 'legal'] as const;
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
  'POST /v1/session/keep': ROLES,
  'POST /v1/session/step-up': ROLES,
  'POST /v1/session/password': ROLES,
  'GET /v1/session/totp': ROLES,
  'POST /v1/session/totp': ROLES,
  'DELETE /v1/session/totp': ROLES,
  'POST /v1/session/totp/confirm': ROLES,
  'POST /v1/session/totp/recovery-codes': ROLES,
  'GET /v1/sessions': ROLES,
  'DELETE /v1/sessions': ROLES,
  'DELETE /v1/sessions/:id': ROLES,
  'POST /v1/proposals': ['agent'],
  'POST /v1/assist': ['agent'],
  'GET /v1/proposals/:id': ['agent', 'widget token'],
  'POST /v1/proposals/:id/context': ['agent'],
  'POST /v1/proposals/:id/withdraw': ['agent'],
  'POST /v1/proposals/:id/events': ['agent', 'widget token'],
  'POST /v1/proposals/:id/widget-token': ['agent'],
  'POST /v1/proposals/:id/grant': ['agent'],
  'POST /v1/proposals/:id/outcome': ['agent'],
  'POST /v1/grants/redeem': ANYONE,
  'GET /.well-known/jwks.json': ANYONE,
  'GET /v1/tickets': READERS,
  'GET /v1/tickets/counts': READERS,
  'GET /v1/tickets/:id': READERS,
  'GET /v1/tickets/:id/events': READERS,
  'POST /v1/tickets/:id/claim': SIGNERS,
  'POST /v1/tickets/:id/release': SIGNERS,
  'POST /v1/tickets/:id/ask': SIGNERS,
  'POST /v1/tickets/:id/escalate': SIGNERS,
  'POST /v1/tickets/:id/hand-over': SIGNERS,
  'POST /v1/tickets/:id/snooze': SIGNERS,
  'POST /v1/tickets/:id/revise': SIGNERS,
  'POST /v1/tickets/:id/approve': SIGNERS,
  'POST /v1/tickets/:id/reject': SIGNERS,
  'POST /v1/tickets/:id/revoke': SIGNERS,
  'POST /v1/tickets/:id/erase': ['admin'],
  'GET /v1/tickets/:id/similar': READERS,
  'POST /v1/tickets/:id/presence': REVIEWERS,
  'DELETE /v1/tickets/:id/presence': REVIEWERS,
  'GET /v1/saved-filters': READERS,
  'POST /v1/saved-filters': READERS,
  'DELETE /v1/saved-filters/:id': READERS,
  'GET /v1/reject-reasons': ROLES,
  'PUT /v1/reject-reasons': ['support_lead'],
  'GET /v1/approvals': READERS,
  'GET /v1/decisions': READERS,
  'GET /v1/decisions/export': READERS,
  'GET /v1/audit-entries': READERS,
  'GET /v1/audit-entries/:id/proof': READERS,
  'GET /v1/audit-log/checkpoints': READERS,
  'GET /v1/audit-log/checkpoints/latest': ANYONE,
  'POST /v1/audit-log/checkpoints/:size/cosignatures': ANYONE,
  'GET /v1/audit-log/consistency': ANYONE,
  'GET /v1/audit-log/witnesses': READERS,
  'POST /v1/audit-log/witnesses': ['admin'],
  'POST /v1/audit-log/witnesses/:id/end': ['admin'],
  'GET /v1/audit-log/keys': ANYONE,
  'GET /v1/audit-log/export': READERS,
  'GET /v1/live': READERS,
  'GET /v1/people': READERS,
  'POST /v1/people': ['admin'],
  'PATCH /v1/people/:id': ['admin'],
  'DELETE /v1/people/:id/sessions': ['admin'],
  'DELETE /v1/people/:id/totp': ['admin'],
  'GET /v1/agents': READERS,
  'POST /v1/agents': ['admin'],
  'POST /v1/agents/:id/keys': ['admin'],
  'POST /v1/agents/:id/keys/:keyId/rotate': ['admin'],
  'POST /v1/agents/:id/keys/:keyId/revoke': ['admin'],
  'GET /v1/tools': READERS,
  'POST /v1/tools': ['admin'],
  'POST /v1/tools/check': ['admin'],
  'POST /v1/tools/:name/stop': ['admin', 'security', 'support_lead'],
  'POST /v1/tools/:name/resume': ['admin', 'security'],
  'GET /v1/executions/stop': READERS,
  'GET /v1/executions': READERS,
  'POST /v1/executions/:id/look-up': ['operator', 'support_lead', 'security', 'legal'],
  'POST /v1/executions/:id/resolve': ['operator', 'support_lead', 'security', 'legal'],
  'POST /v1/executions/stop': ['admin', 'security', 'support_lead'],
  'POST /v1/executions/resume': ['admin', 'security'],
  'GET /v1/insights/desk': LEADS,
  'GET /v1/insights/flow': LEADS,
  'GET /v1/insights/queues': LEADS,
  'GET /v1/insights/automation': LEADS,
  'GET /v1/insights/reasons': LEADS,
  'GET /v1/insights/funnel': LEADS,
  'GET /v1/insights/kpis': LEADS,
  'GET /v1/insights/kpis/trend': LEADS,
  'GET /v1/insights/kpis/events': LEADS,
  'GET /v1/insights/moments': LEADS,
  'GET /v1/insights/comparison': LEADS,
  'GET /v1/insights/flags': [...FILERS, 'auditor'],
  'GET /v1/changes': ROLES,
  'GET /v1/changes/:id': ROLES,
  'GET /v1/changes/:id/effect': ROLES,
  'GET /v1/changes/:id/flag': [...FILERS, 'legal', 'auditor'],
  'POST /v1/changes': FILERS,
  'POST /v1/routing-policies/try': FILERS,
  'POST /v1/changes/:id/approve': APPROVERS,
  'POST /v1/changes/:id/reject': APPROVERS,
  'POST /v1/changes/:id/withdraw': ['admin'],
  'GET /v1/insights/clusters': LEADS,
  'GET /v1/insights/clusters/:id': LEADS,
  'POST /v1/support-texts': ['agent'],
  'POST /v1/support-texts/erase': ['admin'],
  'GET /v1/documents': ROLES,
  'GET /v1/documents/:id': ROLES,
  'POST /v1/documents': ['admin'],
  'GET /v1/passages': ROLES,
  'GET /v1/passages/:id': ROLES,
  'GET /v1/prompts': READERS,
  'GET /v1/prompts/:version': READERS,
  'POST /v1/prompts': ['admin'],
  'GET /v1/routing-policies': READERS,
  'GET /v1/sign-off-policies': READERS,
  'GET /v1/notification-channels': ['admin', 'auditor'],
  'POST /v1/notification-channels': ['admin'],
  'PATCH /v1/notification-channels/:id': ['admin'],
  'POST /v1/notification-channels/:id/test': ['admin'],
  'POST /v1/notification-channels/:id/rotate-secret': ['admin'],
  'POST /v1/notification-channels/:id/end': ['admin'],
  'GET /v1/notification-channel-kinds': ['admin', 'auditor'],
  'GET /v1/notification-channels/:id/messages': ['admin', 'auditor'],
  'GET /v1/queue-policies': READERS,
  'POST /v1/queue-policies': ['admin'],
  'POST /v1/queue-policies/check': ['admin'],
  'POST /v1/routing-policies': ['admin'],
  'POST /v1/routing-policies/check': ['admin'],
  'POST /v1/sign-off-policies': ['admin'],
  'POST /v1/sign-off-policies/check': ['admin'],
};

let installation: Installation;
let ticketId: string;
let proposalId: string;
let widgetToken: string;
let changeId: string;
let revoked: TestAgent;
let people: Record<Exclude<(typeof OUTSIDERS)[number], 'anonymous' | 'revoked key' | 'widget token'>, TestPerson>;

beforeAll(async () => {
  installation = await startInstallation();
  ticketId = (await installation.agent.submit(lockAccount())).id;
  proposalId = (await installation.agent.submit(lockAccount())).id;
  const issued = await ok(installation.agent.request('POST', `/v1/proposals/${proposalId}/widget-token`));
  widgetToken = issued.token;
  const admin = installation.as('admin');
  const document = { risk_routing_policy: {} };
  const change = { kind: 'routing_policy', basedOn: 1, document, reason: 'To be asked about.' };
  changeId = (await ok(admin.post('/v1/changes', change))).id;
  revoked = await installation.addKey(installation.agent.id);
  await installation.as('admin').post(`/v1/agents/${revoked.id}/keys/${revoked.keyId}/revoke`);
  // Each of them could do anything, and holds the headers of a session that is over.
  const add = async (name: string) => {
    const person = await installation.addPerson(name, 'operator', 'admin');
    await person.headers();
    return person;
  };
  people = {
    'disabled person': await add('disabled'),
    'expired session': await add('expired'),
    'idle session': await add('idle'),
    'signed out': await add('signed-out'),
    'token before the last': await add('rotated'),
  };
  const end = (how: string, { id }: TestPerson) => installation.sql(how, [id]);
  await end('UPDATE person SET active = false WHERE id = $1', people['disabled person']);
  await end('UPDATE session SET expires_at = now() WHERE person_id = $1', people['expired session']);
  await end(`UPDATE session SET seen_at = now() - interval '1 hour' WHERE person_id = $1`, people['idle session']);
  await people['signed out'].request('DELETE', '/v1/session');
  await ok(
    people['token before the last'].post('/v1/session/step-up', {
      password: people['signed out'].credentials.password,
    }),
  );
});
afterAll(() => installation.stop());

async function headersOf(asker: Asker, route: string): Promise<Record<string, string>> {
  switch (asker) {
    case 'anonymous':
      return {};
    case 'agent':
      return { authorization: `Bearer ${installation.agent.key}` };
    case 'revoked key':
      return { authorization: `Bearer ${revoked.key}` };
    case 'widget token':
      return { authorization: `Bearer ${widgetToken}` };
    case 'disabled person':
    case 'expired session':
    case 'idle session':
    case 'signed out':
    case 'token before the last':
      return people[asker].headers();
    default:
      // What ends sessions gets one of somebody else who is the same.
      return /^DELETE \/v1\/sessions?$/.test(route)
        ? (await installation.addPerson(`leaves-${randomUUID()}`, asker)).headers()
        : installation.as(asker).headers();
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
    changes: changeId,
    agents: installation.agent.id,
    people: people['signed out'].id,
  };
  const id = ids[path.split('/')[2]!] ?? ticketId;
  const filled = path
    .replace(':id', id)
    .replace(':keyId', ticketId)
    .replace(':version', '1')
    .replace('*', 'swagger-ui.css');
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
  'idle session': { status: 401, code: 'not_signed_in' },
  'signed out': { status: 401, code: 'not_signed_in' },
  'token before the last': { status: 401, code: 'not_signed_in' },
  'revoked key': { status: 401, code: 'key_not_accepted' },
  'widget token': { status: 401, code: 'key_not_accepted' },
};

test('every route of the running app has a row, and every row a route', () => {
  const served = routes().filter((route) => !route.startsWith('HEAD '));
  expect(new Set(served)).toEqual(new Set(Object.keys(ACCESS)));
});

describe.each(Object.entries(ACCESS))('%s', (route, admitted) => {
  const [method, path] = route.split(' ') as [string, string];
  const decides = /(tickets|changes)\/:id\/(approve|reject|revoke)$/.test(path);

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

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { approved, timePasses } from '../../support/installation-executions.js';
import { ok, type Reply } from '../../support/installation-http.js';
import type { Who } from '../../support/installation-people.js';
import { callOf, question, refund } from '../../support/installation-proposals.js';
import type { Leg, Walk } from './walk.js';
import { changes } from './walk-changes.js';
import { LOG_LEGS } from './walk-log.js';

async function proposals(walk: Walk): Promise<void> {
  const { agent } = walk.installation;
  const key = randomUUID();
  const { id } = await agent.submit(question(), key);
  await walk.met('POST /v1/proposals/{id}/widget-token 200', agent.request('POST', `/v1/proposals/${id}/widget-token`));
  const known = { headers: { 'if-none-match': '*' } };
  await walk.met('GET /v1/proposals/{id} 304', agent.request('GET', `/v1/proposals/${id}`, known));
  const inNoLanguage = agent.request('POST', `/v1/proposals/${id}/withdraw?language=xx`);
  await walk.met('POST /v1/proposals/{id}/withdraw 400', inNoLanguage);
  await walk.met('POST /v1/proposals 422', agent.propose(refund(), key));
  const taken = JSON.stringify(refund());
  const flight = randomUUID();
  await walk.installation.whileLocked({
    lock: 'idempotency_key IN SHARE MODE',
    waiters: 1,
    start: () => agent.propose(taken, flight),
    meanwhile: async () => {
      await walk.met('POST /v1/proposals 409', agent.propose(taken, flight));
    },
  });
  const crowd = Array.from({ length: 100 }, () => agent.propose(question()));
  await walk.metAmong('POST /v1/proposals 429', crowd);
  // The next second counts anew.
  await delay(1_100);
}

/** An answer that is drafted: with a key that is taken, one that is in flight, and too many at once. */
async function drafts(walk: Walk): Promise<void> {
  const { agent } = walk.installation;
  const asked = JSON.stringify({ request: { text: 'I was charged twice' } });
  const key = randomUUID();
  await walk.met('POST /v1/assist 201', agent.assist(asked, key));
  const events = { accept: 'text/event-stream' };
  await walk.met('POST /v1/assist 200', agent.assist(asked, randomUUID(), events));
  await walk.met('POST /v1/assist 422', agent.assist({ request: { text: 'Something else' } }, key));
  const flight = randomUUID();
  await walk.installation.whileLocked({
    lock: 'idempotency_key IN SHARE MODE',
    waiters: 1,
    start: () => agent.assist(asked, flight),
    meanwhile: async () => {
      await walk.met('POST /v1/assist 409', agent.assist(asked, flight));
    },
  });
  const crowd = Array.from({ length: 100 }, () => agent.assist(asked));
  await walk.metAmong('POST /v1/assist 429', crowd);
  // The next second counts anew.
  await delay(1_100);
}

async function desk(walk: Walk): Promise<void> {
  const operator = walk.installation.as('operator');
  const { id } = await walk.installation.agent.submit(refund());
  await ok(operator.verb('claim', { id }));
  await walk.met('POST /v1/tickets/{id}/release 200', operator.verb('release', { id }));
  const edit = { draft: { answer: 'Written anew.' } };
  await walk.met('POST /v1/tickets/{id}/revise 200', operator.revise(await operator.ticket(id), edit));
  const passed = await walk.installation.agent.submit(refund());
  const handOver = (who: Who = 'operator') => walk.installation.as(who).verb('hand-over', passed, { queue: 'leads' });
  await ok(walk.installation.as('second_operator').verb('claim', passed));
  await walk.met('POST /v1/tickets/{id}/hand-over 409', handOver());
  await walk.met('POST /v1/tickets/{id}/hand-over 200', handOver('second_operator'));
  await walk.met('POST /v1/tickets/{id}/hand-over 422', handOver('support_lead'));
  await walk.met('POST /v1/tickets/{id}/reject 200', operator.reject(await operator.ticket(passed.id)));
  const signed = await approved(walk.installation);
  const note = 'The customer called again.';
  const shown = await operator.ticket(signed.id);
  const { revision, contentHash } = shown;
  const revoke = () => operator.verb('revoke', shown, { revision, contentHash, note });
  await walk.met('POST /v1/tickets/{id}/revoke 200', revoke());
  await walk.met('POST /v1/tickets/{id}/revoke 409', revoke());
  const filter = await ok(operator.post('/v1/saved-filters', { name: 'Walked', view: 'pending', narrow: {} }));
  const drop = operator.request('DELETE', `/v1/saved-filters/${filter.id}`);
  await walk.met('DELETE /v1/saved-filters/{id} 204', drop);
  const leaver = await walk.installation.addPerson('leaver', 'operator');
  await walk.met('DELETE /v1/session 204', leaver.request('DELETE', '/v1/session'));
  await walk.met('DELETE /v1/tickets/{id}/presence 404', operator.request('DELETE', '/v1/tickets/none/presence'));
  await walk.met('POST /v1/tools 201', walk.installation.as('admin').post('/v1/tools', toolOf(walk, 'walked')));
}

/** A call of which nobody knows what became: asked about, and ended by people. */
async function unknownOutcomes(walk: Walk): Promise<void> {
  const lost = async (name: string, retryClass: string) => {
    await walk.installation.registerTool(name, { schema: { type: 'object' }, timeoutMs: 200, retryClass });
    const ticket = await approved(walk.installation, callOf(name, {}));
    walk.installation.tools.behave('drop');
    await walk.installation.execute(ticket.execution.id);
    return ticket;
  };
  const operator = walk.installation.as('operator');
  const { execution } = await lost('asked_once', 'once');
  const path = `/v1/executions/${execution.id}`;
  await walk.met('POST /v1/executions/{id}/look-up 409', operator.post(`${path}/look-up`));
  const words = { outcome: 'failed', evidence: 'The ledger shows nothing of it.' };
  await walk.met('POST /v1/executions/{id}/resolve 200', operator.post(`${path}/resolve`, words));
  await walk.met('POST /v1/executions/{id}/resolve 409', operator.post(`${path}/resolve`, words));
  const asked = await lost('asked_later', 'queryable');
  await timePasses(walk.installation, asked);
  await walk.installation.sql(
    `UPDATE execution SET state = 'unknown', finished_at = now(), error = 'silent' WHERE id = $1`,
    [asked.execution.id],
  );
  const lookUp = operator.post(`/v1/executions/${asked.execution.id}/look-up`);
  await walk.met('POST /v1/executions/{id}/look-up 202', lookUp);
}

/** A grant: given, redeemed by the tool's server, reported; and all of it once more. */
async function grants(walk: Walk): Promise<void> {
  const { agent } = walk.installation;
  const endpoint = { url: 'https://warehouse.internal/moves' };
  const schema = { type: 'object' };
  const registered = { runner: 'agent', retryClass: 'queryable', schema, endpoint };
  const { signingSecret } = await walk.installation.registerTool('move_stock', registered);
  const { id, execution } = await approved(walk.installation, callOf('move_stock', {}));
  const report = () =>
    agent.request('POST', `/v1/proposals/${id}/outcome`, { body: { executionId: execution.id, state: 'succeeded' } });
  await walk.met('POST /v1/proposals/{id}/outcome 409', report());
  const given = agent.request('POST', `/v1/proposals/${id}/grant`);
  const { grant } = (await walk.met('POST /v1/proposals/{id}/grant 200', given)).body;
  const redeem = (key: string) => redeemWith(walk, grant, key);
  await walk.met('POST /v1/grants/redeem 401', redeem(`whsec_${Buffer.alloc(32).toString('base64')}`));
  await walk.met('POST /v1/grants/redeem 200', redeem(signingSecret));
  await walk.met('POST /v1/grants/redeem 409', redeem(signingSecret));
  await walk.met('POST /v1/proposals/{id}/outcome 200', report());
  await walk.installation.restart({ COUNTERSIGN_KEYS_DIR: '/nonexistent' });
  await walk.met('POST /v1/grants/redeem 503', redeem(signingSecret));
  await walk.met('GET /.well-known/jwks.json 503', walk.send('GET', '/.well-known/jwks.json'));
  await walk.met('GET /v1/audit-log/keys 503', walk.send('GET', '/v1/audit-log/keys'));
  await walk.installation.restart();
}

/** What a user did, told twice under one name, and once too late. */
async function events(walk: Walk): Promise<void> {
  const { agent } = walk.installation;
  const operator = walk.installation.as('operator');
  const { id } = await agent.submit(refund());
  const event = { type: 'complained', id: 'once', text: 'No money yet' };
  await walk.met('POST /v1/proposals/{id}/events 200', agent.tell(id, event));
  await walk.met('POST /v1/proposals/{id}/events 404', agent.tell(randomUUID(), event));
  await walk.met('POST /v1/proposals/{id}/events 422', agent.tell(id, { ...event, type: 'resolved' }));
  await ok(operator.reject(await operator.ticket(id)));
  await walk.met('POST /v1/proposals/{id}/withdraw 409', agent.withdraw(id));
  const why = { reason: 'Asked for by the customer' };
  await walk.met('POST /v1/tickets/{id}/erase 200', walk.installation.as('admin').post(`/v1/tickets/${id}/erase`, why));
  await walk.met('POST /v1/proposals/{id}/events 409', agent.tell(id, { ...event, id: 'again' }));
}

/** What a customer wrote to support, told twice under one name, and erased. */
async function supportTexts(walk: Walk): Promise<void> {
  const { agent } = walk.installation;
  const tell = (text: string) =>
    agent.request('POST', '/v1/support-texts', { body: { texts: [{ id: 'ask-1', text }] } });
  await walk.met('POST /v1/support-texts 200', tell('No money yet'));
  await walk.met('POST /v1/support-texts 422', tell('Too much money'));
  const some = Array.from({ length: 6 }, (_, n) => ({ id: `late-${n}`, text: 'The parcel is late' }));
  await walk.met('POST /v1/support-texts 200', agent.request('POST', '/v1/support-texts', { body: { texts: some } }));
  await walk.installation.groupComplaints();
  const lead = walk.installation.as('support_lead');
  const [cluster] = (await ok(lead.get('/v1/insights/clusters'))).data;
  await walk.met('GET /v1/insights/clusters/{id} 200', lead.get(`/v1/insights/clusters/${cluster.id}`));
  const erase = walk.installation.as('admin').post('/v1/support-texts/erase', { id: 'ask-1' });
  await walk.met('POST /v1/support-texts/erase 200', erase);
}

/** A question to the customer: asked, asked again, answered, answered by a stranger, and answered too late. */
async function askBack(walk: Walk): Promise<void> {
  const { agent } = walk.installation;
  const operator = walk.installation.as('operator');
  const { id } = await agent.submit(refund());
  const ask = () => operator.verb('ask', { id }, { question: 'Which payment?' });
  await walk.met('POST /v1/tickets/{id}/ask 200', ask());
  await walk.met('POST /v1/tickets/{id}/ask 409', ask());
  const text = 'The second one';
  await walk.met('POST /v1/proposals/{id}/context 404', agent.context(randomUUID(), { text }));
  await walk.met(
    'POST /v1/proposals/{id}/context 422',
    agent.context(id, { text, toolCall: { ...refund().toolCall, arguments: {} } }),
  );
  await walk.met('POST /v1/proposals/{id}/context 200', agent.context(id, { text }));
  // The same again makes no other revision, and too many of it are too many.
  const crowd = Array.from({ length: 100 }, () => agent.context(id, { text }));
  await walk.metAmong('POST /v1/proposals/{id}/context 429', crowd);
  await delay(1_100);
  await ok(operator.reject(await operator.ticket(id)));
  await walk.met('POST /v1/proposals/{id}/context 409', agent.context(id, { text: 'No, the first one' }));
}

/** A channel: made, its name taken, changed, tried, its secret rotated, and ended, after which it is not changed. */
async function channels(walk: Walk): Promise<void> {
  const { tools } = walk.installation;
  await walk.installation.restart({ COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS: tools.host });
  const admin = walk.installation.as('admin');
  const path = '/v1/notification-channels';
  const make = () =>
    admin.post(path, { name: 'walked', format: 'standard', url: tools.urlOf('hear'), events: ['ticket.breached'] });
  const { id } = (await walk.met(`POST ${path} 201`, make())).body;
  await walk.met(`POST ${path} 409`, make());
  await walk.met(`PATCH ${path}/{id} 204`, admin.request('PATCH', `${path}/${id}`, { body: { active: false } }));
  await walk.met(`POST ${path}/{id}/test 200`, admin.post(`${path}/${id}/test`));
  await walk.met(`POST ${path}/{id}/rotate-secret 201`, admin.post(`${path}/${id}/rotate-secret`));
  await walk.met(`GET ${path}/{id}/messages 200`, admin.get(`${path}/${id}/messages`));
  await walk.met(`POST ${path}/{id}/end 204`, admin.post(`${path}/${id}/end`));
  await walk.met(`PATCH ${path}/{id} 409`, admin.request('PATCH', `${path}/${id}`, { body: { active: true } }));
  for (const verb of ['test', 'rotate-secret']) {
    await walk.met(`POST ${path}/{id}/${verb} 409`, admin.post(`${path}/${id}/${verb}`));
  }
  await walk.installation.restart();
}

/** Keys and policies, each with what can be wrong with the moment. */
async function settings(walk: Walk): Promise<void> {
  const admin = walk.installation.as('admin');
  const key = await walk.installation.addAgent('rotates');
  const path = `/v1/agents/${key.id}/keys/${key.keyId}`;
  const rotate = (of = path) => admin.post(`${of}/rotate`, { until: new Date(Date.now() + 3_600_000).toISOString() });
  await walk.met(
    'POST /v1/agents/{id}/keys/{keyId}/rotate 404',
    rotate(`/v1/agents/${randomUUID()}/keys/${key.keyId}`),
  );
  await walk.met('POST /v1/agents/{id}/keys/{keyId}/rotate 201', rotate());
  await ok(admin.post(`${path}/revoke`));
  await walk.met('POST /v1/agents/{id}/keys/{keyId}/rotate 409', rotate());
  const lead = walk.installation.as('support_lead');
  const { version: now, data } = await ok(lead.get('/v1/reject-reasons'));
  const offer = (reasons: object[]) => lead.request('PUT', '/v1/reject-reasons', { body: { version: now, reasons } });
  await walk.met('PUT /v1/reject-reasons 422', offer(data));
  const stale = { version: now + 1, reasons: data };
  await walk.met('PUT /v1/reject-reasons 409', lead.request('PUT', '/v1/reject-reasons', { body: stale }));
  await walk.met('POST /v1/agents 409', admin.post('/v1/agents', { name: 'rotates' }));
  await walk.met('PUT /v1/reject-reasons 200', offer([...data, { code: 'walked', label: 'Walked over' }]));
  const [{ version: prompt, createdAt: _, createdBy: _by, createdByName: _name, active: _active, ...told }] = (
    await ok(admin.get('/v1/prompts?limit=1'))
  ).data;
  await walk.met('GET /v1/prompts/{version} 200', admin.get(`/v1/prompts/${prompt}`));
  await walk.met('POST /v1/prompts 409', admin.post('/v1/prompts', { ...told, basedOn: prompt + 1 }));
  await walk.met('POST /v1/prompts 201', admin.post('/v1/prompts', { ...told, basedOn: prompt }));
  for (const kind of ['routing', 'sign-off', 'queue']) {
    const list = `/v1/${kind}-policies`;
    const [{ version, document }] = (await ok(admin.get(`${list}?limit=1`))).data;
    const add = (body: object) => admin.post(list, { document, basedOn: version, ...body });
    await walk.met(`POST ${list} 422`, add({ document: {} }));
    await walk.met(`POST ${list} 409`, add({ basedOn: version + 1 }));
    await walk.met(`POST ${list} 201`, add({}));
  }
}

function toolOf(walk: Walk, name: string): object {
  return {
    name,
    description: 'A tool',
    schema: { type: 'object' },
    endpoint: { url: walk.installation.tools.urlOf(name) },
    retryClass: 'once',
    changesWorld: true,
  };
}

/** As the tool's server does. */
function redeemWith(walk: Walk, grant: string, key: string): Promise<Reply> {
  const [id, at, raw] = [randomUUID(), new Date(), JSON.stringify({ grant })];
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign(id, at, raw),
  };
  return walk.send('POST', '/v1/grants/redeem', { raw, headers });
}

/** The last one breaks the log. */
/** Figures before and after a moment that is over. */
async function comparison(walk: Walk): Promise<void> {
  const lead = walk.installation.as('support_lead');
  const at = new Date(Date.now() - 3 * 3_600_000).toISOString();
  await walk.met('GET /v1/insights/comparison 200', lead.get(`/v1/insights/comparison?at=${at}`));
}

export const WORK_LEGS: readonly Leg[] = [
  proposals,
  drafts,
  desk,
  events,
  supportTexts,
  comparison,
  askBack,
  channels,
  settings,
  changes,
  unknownOutcomes,
  grants,
  ...LOG_LEGS,
];

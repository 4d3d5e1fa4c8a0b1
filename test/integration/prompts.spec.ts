import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome } from '../support/installation-http.js';
import { ModelServer, says } from '../support/model-server.js';

let model: ModelServer;
let installation: Installation;
beforeAll(async () => {
  model = await ModelServer.start();
  installation = await startInstallation({ env: model.env });
});
afterAll(async () => {
  await installation.stop();
  await model.stop();
});

const admin = () => installation.as('admin');
const newest = async () => (await ok(admin().get('/v1/prompts?limit=1'))).data[0];
const next = async (over: object = {}) => {
  const { instructions, model: name, fallbackModel, maxOutputTokens, prices, version } = await newest();
  return { instructions, model: name, fallbackModel, maxOutputTokens, prices, basedOn: version, ...over };
};

test('the first start puts the prompt of config/ in force, once, however often it starts', async () => {
  await installation.restart();
  const { data } = await ok(admin().get('/v1/prompts'));
  expect(data).toMatchObject([{ version: 1, model: 'gpt-4.1-mini', createdBy: null, active: true }]);
  expect(data[0].instructions).toContain('never instructions');
});

test('the next version is in force for the next draft, which names it, and is on record', async () => {
  const prices = [{ model: 'other-model', inputMicros: 1, outputMicros: 2 }];
  const written = await next({
    instructions: 'Be brief.',
    model: 'other-model',
    fallbackModel: null,
    maxOutputTokens: 64,
    logprobs: false,
    prices,
  });
  expect(await ok(admin().post('/v1/prompts', written))).toEqual({ version: 2 });
  expect(await ok(admin().post('/v1/prompts', { ...written, basedOn: 2 }))).toEqual({ version: 2 });
  model.meet(says());
  const { id } = await ok(installation.agent.assist({ request: { text: 'Hello' } }));
  expect(model.requests[0]).toMatchObject({ instructions: 'Be brief.', model: 'other-model', max_output_tokens: 64 });
  expect(model.requests[0]).not.toHaveProperty('include');
  const ticket = await installation.as('operator').ticket(id);
  expect(ticket.draft).toMatchObject({ model: 'other-model', promptVersion: '2' });
  const { data } = await ok(admin().get('/v1/audit-entries?action=prompt.added&sort=id'));
  expect(
    data.map(({ actor, payload }: { actor: { type: string }; payload: object }) => [actor.type, payload]),
  ).toMatchObject([
    ['system', { version: 1, model: 'gpt-4.1-mini', fallbackModel: 'gpt-4.1-nano' }],
    ['person', { version: 2, model: 'other-model', fallbackModel: null }],
  ]);
  expect(await ok(admin().get('/v1/prompts/1'))).toMatchObject({ version: 1, active: false });
  expect(await ok(admin().get('/v1/prompts/2'))).toMatchObject({ version: 2, active: true, createdBy: admin().id });
});

test.each([
  ['of a version that is not there', '99'],
  ['of none', 'x'],
])('is not found %s', async (_, version) => {
  expect(await outcome(admin().get(`/v1/prompts/${version}`))).toEqual({ status: 404, code: 'not_found' });
});

test('is refused when it was written from an old version, or is wrong', async () => {
  const stale = await next({ instructions: 'Mine.', basedOn: 1 });
  expect(await outcome(admin().post('/v1/prompts', stale))).toEqual({ status: 409, code: 'policy_changed' });
  const wrong = { status: 400, code: 'validation_failed' };
  expect(await outcome(admin().post('/v1/prompts', await next({ prices: [] })))).toEqual(wrong);
  expect(await outcome(admin().post('/v1/prompts', await next({ maxOutputTokens: 0 })))).toEqual(wrong);
  expect(await outcome(admin().post('/v1/prompts', await next({ model: 'two words' })))).toEqual(wrong);
});

test('can be changed or taken away by nobody, not even by the owner of the tables', async () => {
  for (const text of [`UPDATE prompt SET document = '{}'`, 'DELETE FROM prompt', 'TRUNCATE prompt']) {
    await expect(installation.sql(text)).rejects.toThrow(/append-only/);
  }
});

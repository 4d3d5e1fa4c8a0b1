import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GATE_TIMING } from '../../api/src/execution/gates/tool-gate.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Approved, approved } from '../support/installation-executions.js';
import { type Answer, ok } from '../support/installation-http.js';
import { callOf, refund } from '../support/installation-proposals.js';

/** Of one process, as the loop has it. */
const MOST_AT_ONCE = 64;

/** As `GATE_TIMING` has them. */
const SILENCES = 5;
/** Later than usual, so that a busy machine can look at what is parked before one of them is tried. */
const PROBE_AFTER_SECONDS = 15;

let installation: Installation;
beforeAll(async () => {
  GATE_TIMING.probeAfterMs = PROBE_AFTER_SECONDS * 1_000;
  installation = await startInstallation({ works: true });
  const takesAnything = { schema: { type: 'object' }, retryClass: 'once', timeoutMs: 20_000 };
  for (const name of ['moody', 'narrow', 'other']) await installation.registerTool(name, takesAnything);
  await installation.registerTool('narrow', { ...takesAnything, maxInFlight: 2 });
  await installation.registerTool('wide', { ...takesAnything, maxInFlight: 64 });
  await installation.registerTool('wide_too', { ...takesAnything, maxInFlight: 64 });
});
afterAll(() => installation.stop());

const call = (tool: string) => approved(installation, callOf(tool, {}));

const toolOf = async (name: string): Promise<Answer> =>
  (await ok(installation.as('auditor').get('/v1/tools?limit=100'))).data.find((tool: Answer) => tool.name === name);

/** Actions of the log about its circuit, the last one first. */
const turnsOf = async (tool: string): Promise<string[]> => {
  const text = `SELECT action FROM audit_entry WHERE subject = $1 AND action LIKE 'circuit.%' ORDER BY id DESC`;
  return (await installation.sql(text, [`tool:${tool}`])).map(({ action }) => action);
};

const statesOf = async (tickets: Approved[]): Promise<string[]> => {
  const ids = tickets.map(({ execution }) => execution.id);
  const rows = await installation.sql('SELECT state FROM execution WHERE id = ANY($1) ORDER BY state', [ids]);
  return rows.map(({ state }) => state);
};

const end = (tickets: Approved[], state: string, seconds?: number) =>
  eventually(
    `all to be ${state}`,
    async () => (await statesOf(tickets)).every((one) => one === state) || undefined,
    seconds,
  );

describe('a tool that does not answer', () => {
  let parked: Approved[];

  test('is shut after silences in a row: what is approved then is parked, not claimed, and the agent is told', async () => {
    installation.tools.behaveAlways('moody', 'drop');
    const lost = [];
    for (let n = 0; n < SILENCES; n += 1) {
      const ticket = await call('moody');
      await end([ticket], 'unknown');
      lost.push(ticket);
    }
    await eventually('the circuit to be shown as open', async () => (await toolOf('moody')).circuit === 'open');
    await eventually('the log to say so', async () => (await turnsOf('moody')).join() === 'circuit.opened');
    parked = await Promise.all([1, 2, 3, 4].map(() => call('moody')));
    // Others are not touched by it.
    const other = await approved(installation, refund());
    await end([other], 'succeeded');

    expect(await statesOf(parked)).toEqual(['ready', 'ready', 'ready', 'ready']);
    expect(await toolOf('moody')).toMatchObject({ circuit: 'open', parked: 4, stopped: null });
    expect(await toolOf('issue_refund')).toMatchObject({ circuit: 'closed', circuitSince: null, parked: 0 });
    expect(await installation.agent.answer(parked[0]!.id)).toMatchObject({
      status: 'needs_review',
      reasonCode: 'TOOL_UNAVAILABLE',
      nextAction: 'ask_human',
      ticket: { state: 'approved' },
      execution: { state: 'ready', parked: true, attempts: 0 },
    });
  });

  test('is tried with one of them, and once it answers all of them run, each once', async () => {
    installation.tools.behaveAlways('moody', 'apply');
    await end(parked, 'succeeded', PROBE_AFTER_SECONDS + 30);
    for (const { execution } of parked) expect(installation.tools.requestsOf(execution.id)).toHaveLength(1);
    await eventually('the circuit to be closed', async () => (await toolOf('moody')).circuit === 'closed');
    await eventually(
      'the log to say so',
      async () => (await turnsOf('moody')).join() === 'circuit.closed,circuit.opened',
    );
    expect(await toolOf('moody')).toMatchObject({ parked: 0 });
    expect(await installation.agent.answer(parked[0]!.id)).toMatchObject({
      status: 'ok',
      execution: { parked: false },
    });
  }, 90_000);

  test('by refusing for good reasons keeps its circuit closed', async () => {
    installation.tools.behaveAlways('other', 'refuse');
    const refused = await Promise.all(Array.from({ length: SILENCES + 1 }, () => call('other')));
    await end(refused, 'failed');
    expect((await toolOf('other')).circuit).toBe('closed');
  });
});

describe('a tool', () => {
  test('has no more calls in flight than it allows, and what finds no room waits for it without being lost', async () => {
    installation.tools.behaveAlways('narrow', 'apply_slowly');
    const letGo = installation.tools.holdSlowCalls();
    const tickets = await Promise.all(Array.from({ length: 9 }, () => call('narrow')));
    const other = await approved(installation, refund());
    await end([other], 'succeeded');
    expect((await statesOf(tickets)).filter((state) => state === 'ready').length).toBeGreaterThanOrEqual(7);
    letGo();
    await end(tickets, 'succeeded');
    expect(installation.tools.mostAtOnce('narrow')).toBe(2);
    for (const { execution } of tickets) expect(installation.tools.requestsOf(execution.id)).toHaveLength(1);
  });

  test('shares one bound of the process with all others, and all that waited for a stop to end runs through it', async () => {
    for (const tool of ['wide', 'wide_too']) installation.tools.behaveAlways(tool, 'apply_slowly');
    const admin = installation.as('admin');
    await ok(admin.post('/v1/executions/stop', { reason: 'Let them gather' }));
    const tickets = await Promise.all(Array.from({ length: 150 }, (_, n) => call(n % 2 === 0 ? 'wide' : 'wide_too')));
    expect(await toolOf('wide')).toMatchObject({ parked: 75, circuit: 'closed', stopped: { everything: true } });
    const letGo = installation.tools.holdSlowCalls();
    await ok(admin.post('/v1/executions/resume', { reason: 'Enough' }));
    await eventually('all the room to be taken', async () => installation.tools.mostAtOnce() >= MOST_AT_ONCE);
    letGo();
    await end(tickets, 'succeeded', 30);
    expect(installation.tools.mostAtOnce()).toBe(MOST_AT_ONCE);
    for (const { execution } of tickets) expect(installation.tools.requestsOf(execution.id)).toHaveLength(1);
  }, 60_000);
});

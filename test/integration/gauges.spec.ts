import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GATE_TIMING } from '../../api/src/execution/gates/tool-gate.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { approved } from '../support/installation-executions.js';
import { ok, send } from '../support/installation-http.js';
import { callOf, question, refund } from '../support/installation-proposals.js';
import { TestSealer } from '../support/sealed-log.js';

/** As `GATE_TIMING` has it. */
const SILENCES = 5;

/** As counts are capped. */
const MOST = 10_001;

let installation: Installation;
let sealer: TestSealer;
beforeAll(async () => {
  installation = await startInstallation();
  sealer = await TestSealer.connect(installation.database, 20_000);
});
afterAll(async () => {
  await sealer.close();
  await installation.stop();
});

/** What `GET /metrics` says of the installation, by name without the prefix. */
async function gauges(): Promise<Record<string, number>> {
  const { status, text } = await send(`${installation.baseUrl()}/metrics`, 'GET');
  expect(status).toBe(200);
  const told = [...text.matchAll(/^countersign_(\w+) (\S+)$/gm)];
  return Object.fromEntries(told.map(([, name, value]) => [name, Number(value)]));
}

/** They are read once a second at most. */
const come = (what: string, holds: (gauges: Record<string, number>) => boolean) =>
  eventually(what, async () => holds(await gauges()));

describe('the gauges in GET /metrics', () => {
  test('are there before anything happens, beside those of the process', async () => {
    const told = await gauges();
    expect(Object.keys(told).sort()).toEqual([
      'open_circuits',
      'parked_executions',
      'seal_lag_seconds',
      'unknown_outcomes',
      'unsealed_entries',
      'waiting_requests',
    ]);
    const { text } = await send(`${installation.baseUrl()}/metrics`, 'GET');
    expect(text).toContain('# TYPE countersign_seal_lag_seconds gauge');
    expect(text).toContain('process_cpu_seconds_total');
  });

  test('are those that the alert rules ask about, and what people are called for has a rule', async () => {
    const rules = readFileSync(join(import.meta.dirname, '../../ops/prometheus/countersign.rules.yml'), 'utf8');
    const asked = [...rules.matchAll(/^ +expr: (.+)$/gm)].flatMap(([, expr]) => expr!.match(/countersign_\w+/g)!);
    const told = Object.keys(await gauges()).map((name) => `countersign_${name}`);
    expect(asked.filter((name) => !told.includes(name))).toEqual([]);
    const called = ['seal_lag_seconds', 'unknown_outcomes', 'parked_executions', 'open_circuits'];
    expect(called.filter((name) => !asked.includes(`countersign_${name}`))).toEqual([]);
  });

  test('say how far sealing is behind, and that it is not', async () => {
    await installation.agent.submit(question());
    const [{ count }] = (await installation.sql('SELECT count(*)::int FROM audit_entry')) as [{ count: number }];
    await come('every entry to wait', ({ unsealed_entries }) => unsealed_entries === count);
    const { seal_lag_seconds: lag } = await gauges();
    await come('the lag to grow', ({ seal_lag_seconds }) => seal_lag_seconds! > lag!);
    await sealer.sealAll();
    await come(
      'nothing to wait',
      ({ unsealed_entries, seal_lag_seconds }) => unsealed_entries === 0 && seal_lag_seconds === 0,
    );
  });

  test('count no further than so many, and then take the oldest to be as old as the newest checkpoint', async () => {
    await installation.sql(`
      INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
      SELECT clock_timestamp(), 'system', 'x.y', 'tool:x', c, sha256(c)
      FROM generate_series(1, ${MOST + 50}) AS n, LATERAL (SELECT convert_to('{"n":' || n || '}', 'UTF8') AS c) made`);
    await installation.sql('ALTER TABLE audit_checkpoint DISABLE TRIGGER USER');
    await installation.sql(`UPDATE audit_checkpoint SET at = at - interval '1 hour'`);
    await come(
      'the count to stop',
      ({ unsealed_entries, seal_lag_seconds }) => unsealed_entries === MOST && seal_lag_seconds! >= 3_600,
    );
    await sealer.sealAll();
    await come('nothing to wait', ({ unsealed_entries }) => unsealed_entries === 0);
  });

  test('say what is parked while its tool is stopped', async () => {
    await ok(installation.as('admin').post('/v1/tools/issue_refund/stop', { reason: 'Looking into it' }));
    const tickets = [await approved(installation), await approved(installation, refund())];
    await come('both to be parked', ({ parked_executions }) => parked_executions === 2);
    await ok(installation.as('admin').post('/v1/tools/issue_refund/resume', { reason: 'Looked into it' }));
    await come('none to be parked', ({ parked_executions }) => parked_executions === 0);
    for (const { execution } of tickets) await installation.execute(execution.id);
  });

  test('say of how many outcomes nobody knows, and whose circuit is open', async () => {
    await installation.registerTool('moody', { schema: { type: 'object' }, retryClass: 'once', timeoutMs: 2_000 });
    installation.tools.behaveAlways('moody', 'drop');
    // So late that nothing of what is parked is tried meanwhile.
    GATE_TIMING.probeAfterMs = 60_000;
    // Only a worker knows of circuits.
    installation.startWorking();
    for (let n = 0; n < SILENCES; n += 1) await approved(installation, callOf('moody', {}));
    await come(
      'every silence to be unknown, and the circuit open',
      ({ unknown_outcomes, open_circuits }) => unknown_outcomes === SILENCES && open_circuits === 1,
    );
    await approved(installation, callOf('moody', {}));
    await come('the next to be parked', ({ parked_executions }) => parked_executions === 1);
  });
});

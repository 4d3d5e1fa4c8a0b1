import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Attempt } from '../rules/retry.js';
import { type Circuit, ToolGate, type Work } from './tool-gate.js';

const PROBE_AFTER_MS = 60;
const answer: Attempt = { kind: 'result', result: 'null' };
const refusal: Attempt = { kind: 'refused', because: 'HTTP 422' };
const silence: Attempt = { kind: 'silence', because: 'no answer' };

function gate() {
  const seen: Circuit[] = [];
  const made = new ToolGate((circuit) => seen.push(circuit), {
    silences: 3,
    probeAfterMs: PROBE_AFTER_MS,
    mostProbeAfterMs: 4 * PROBE_AFTER_MS,
  });
  const pass = (attempt: Attempt | null, limit = 16) => made.pass<Work>(limit, async () => ({ attempt }));
  return { made, seen, pass };
}

async function openGate() {
  const opened = gate();
  for (let n = 0; n < 3; n += 1) await opened.pass(silence);
  return opened;
}

describe('the circuit', () => {
  test('opens after silences in a row, and then nothing is called', async () => {
    const { made, pass } = await openGate();
    expect([made.circuit(), made.room]).toEqual(['open', 1]);
    let called = false;
    const work = async () => {
      called = true;
      return { attempt: answer };
    };
    expect([await made.pass(16, work), called]).toEqual(['shut', false]);
    expect(await pass(silence)).toBe('shut');
  });

  test.each([
    ['an answer', answer],
    ['a refusal', refusal],
  ])('stays closed when %s comes between them', async (_, between) => {
    const { made, pass } = gate();
    for (const attempt of [silence, silence, between, silence, silence]) await pass(attempt);
    expect(made.circuit()).toBe('closed');
  });

  test('counts nothing for or against a tool that was not called', async () => {
    const { made, pass } = gate();
    for (const attempt of [silence, null, silence, null, null, null]) await pass(attempt);
    expect(made.circuit()).toBe('closed');
    await pass(silence);
    expect(made.circuit()).toBe('open');
  });

  test('is closed again by one ordinary call that is answered, made when its time has come', async () => {
    const { made, seen, pass } = await openGate();
    await delay(PROBE_AFTER_MS + 5);
    expect(await pass(refusal)).toEqual({ attempt: refusal });
    expect([made.circuit(), seen]).toEqual(['closed', ['open', 'half_open', 'closed']]);
  });

  test('lets one probe through at a time', async () => {
    const { made, pass } = await openGate();
    await delay(PROBE_AFTER_MS + 5);
    let answerNow: (attempt: Attempt) => void = () => undefined;
    const probe = made.pass(16, async () => ({
      attempt: await new Promise<Attempt>((resolve) => {
        answerNow = resolve;
      }),
    }));
    expect([made.circuit(), made.room, await pass(answer)]).toEqual(['half_open', 0, 'shut']);
    answerNow(answer);
    expect([await probe, made.circuit()]).toEqual([{ attempt: answer }, 'closed']);
  });

  test.each<[string, Attempt | null | Error]>([
    ['is not answered', silence],
    ['called nothing after all', null],
    ['broke on our side', new Error('the database is away')],
  ])('stays open, for longer, when the probe %s', async (_, what) => {
    const { made, pass } = await openGate();
    await delay(PROBE_AFTER_MS + 5);
    const probe = made.pass<Work>(16, async () => {
      if (what instanceof Error) throw what;
      return { attempt: what };
    });
    if (what instanceof Error) await expect(probe).rejects.toThrow(what.message);
    else await probe;
    expect(made.circuit()).toBe('open');
    await delay(PROBE_AFTER_MS + 5);
    expect(await pass(answer)).toBe('shut');
    await delay(PROBE_AFTER_MS);
    expect([await pass(answer), made.circuit()]).toEqual([{ attempt: answer }, 'closed']);
  });

  test('is not touched by a database that is away while it is closed', async () => {
    const { made } = gate();
    for (let n = 0; n < 5; n += 1) {
      await expect(made.pass<Work>(16, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    }
    expect([made.circuit(), made.room]).toEqual(['closed', 16]);
  });
});

describe('the bulkhead', () => {
  test('lets in as many as the tool allows, and has room again when one is done', async () => {
    const { made, pass } = gate();
    const ends: (() => void)[] = [];
    const slow = () =>
      made.pass<Work>(2, async () => {
        await new Promise<void>((resolve) => ends.push(resolve));
        return { attempt: answer };
      });
    const both = [slow(), slow()];
    expect([await pass(answer, 2), made.room]).toEqual(['full', 0]);
    ends[0]!();
    await both[0];
    expect([made.room, await pass(answer, 2)]).toEqual([1, { attempt: answer }]);
    ends[1]!();
    await both[1];
  });
});

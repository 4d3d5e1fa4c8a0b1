import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Behaviour, startFakeApi, takeIn } from './fake-api.js';
import type { RecordedProposal } from './recording.js';
import { type ReplayPlan, replay } from './replay.js';
import { Sender } from './sender.js';

let tearDown: () => Promise<unknown> = async () => undefined;
afterEach(() => tearDown());

function row(conversationId: string, message: number): RecordedProposal {
  const toolCallText = '{"name":"pay","arguments":{"amount":1.0}}';
  const recorded = { domain: 'banking', modelName: 'm', conversationId, uptoMessage: message, userRequest: 'Pay' };
  return { ...recorded, id: `${conversationId}#${message}.0`, toolCallText };
}

const rows = (conversations: string[], messages: number[]): RecordedProposal[] =>
  conversations.flatMap((conversation) => messages.map((message) => row(conversation, message)));

async function setUp(proposals: RecordedProposal[], behave?: Behaviour, changes: Partial<ReplayPlan> = {}) {
  const api = await startFakeApi(behave);
  const sender = new Sender(api.url, 'agent-key', 16);
  tearDown = () => Promise.all([sender.close(), api.stop()]);
  const plan: ReplayPlan = {
    proposals,
    conversations: new Map(),
    concurrency: 16,
    rate: Number.POSITIVE_INFINITY,
    stop: new AbortController().signal,
    send: (submission, stop) => sender.send(submission, stop),
    ...changes,
  };
  return { api, plan };
}

describe('replaying over HTTP', () => {
  it('sends every proposal once, as the agent, under a key of its own', async () => {
    const { api, plan } = await setUp(rows(['a', 'b'], [1, 3]));
    const progress: number[] = [];
    const tally = await replay({ ...plan, onProgress: (done) => progress.push(done) });

    expect(tally.total).toMatchObject({ takenIn: 4, toReview: 4, refused: 0 });
    expect(api.seen.map(({ key }) => key).sort()).toEqual([
      'replay:a#1.0',
      'replay:a#3.0',
      'replay:b#1.0',
      'replay:b#3.0',
    ]);
    expect(api.seen[0]).toMatchObject({
      headers: { authorization: 'Bearer agent-key', 'content-type': 'application/json' },
      body: { request: { text: 'Pay' }, toolCall: { name: 'pay', arguments: { amount: 1 } } },
    });
    expect(progress).toEqual([1, 2, 3, 4]);
  });

  it('keeps the order within a conversation, and has different ones side by side', async () => {
    const arrived: (() => void)[] = [];
    // Nobody is answered before all three conversations have asked something.
    const together: Behaviour = async (...args) => {
      await new Promise<void>((resolve) => {
        arrived.push(resolve);
        if (arrived.length >= 3) for (const answer of arrived) answer();
      });
      await takeIn(...args);
    };
    const { api, plan } = await setUp(rows(['a', 'b', 'c'], [1, 3, 5]), together);
    await replay(plan);

    for (const name of ['a', 'b', 'c']) {
      const keys = api.seen.map(({ key }) => key).filter((key) => key.startsWith(`replay:${name}#`));
      expect(keys).toEqual([1, 3, 5].map((message) => `replay:${name}#${message}.0`));
    }
    expect(api.open.most).toBe(3);
  });

  it('has no more of them side by side than it may', async () => {
    const slowly: Behaviour = async (...args) => {
      await sleep(20);
      await takeIn(...args);
    };
    const { api, plan } = await setUp(rows(['a', 'b', 'c', 'd', 'e'], [1]), slowly, { concurrency: 2 });
    await replay(plan);
    expect([api.seen.length, api.open.most]).toEqual([5, 2]);
  });

  it('comes again, with the same key, after 429, a conflict in flight, and a lost connection', async () => {
    const moody: Behaviour = (response, seen, attempt) => {
      if (attempt === 1 && seen.key === 'replay:a#1.0')
        return void response.writeHead(429, { 'retry-after': '0' }).end();
      if (attempt === 1 && seen.key === 'replay:b#1.0')
        return void response.writeHead(409, { 'retry-after': '0' }).end();
      if (attempt === 1) return void response.destroy();
      return takeIn(response, seen, attempt);
    };
    const { api, plan } = await setUp(rows(['a', 'b', 'c'], [1]), moody);
    const tally = await replay(plan);

    expect([tally.total.takenIn, tally.failures.size, api.seen.length]).toEqual([3, 0, 6]);
  });

  it('waits as long as Retry-After says', async () => {
    const busy: Behaviour = (response, seen, attempt) =>
      attempt === 1 ? void response.writeHead(429, { 'retry-after': '1' }).end() : takeIn(response, seen, attempt);
    const { plan } = await setUp(rows(['a'], [1]), busy);
    const started = performance.now();
    await replay(plan);
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000);
  });

  it('takes 4xx for an answer and 5xx for a failure, and goes on after both', async () => {
    const refusing: Behaviour = (response, seen, attempt) => {
      if (seen.key === 'replay:a#1.0') return void response.writeHead(400).end('{"code":"validation_failed"}');
      if (seen.key === 'replay:a#3.0') return void response.writeHead(500).end('<html>');
      return takeIn(response, seen, attempt);
    };
    const { api, plan } = await setUp(rows(['a'], [1, 3, 5]), refusing);
    const tally = await replay(plan);

    expect([tally.total.takenIn, api.seen.length]).toEqual([1, 3]);
    expect([...tally.refusals]).toEqual([['400 validation_failed', 1]]);
    expect([...tally.failures]).toEqual([['500 without a code', 1]]);
  });

  it('keeps to a rate', async () => {
    const { plan } = await setUp(rows(['a', 'b', 'c', 'd', 'e', 'f'], [1]), takeIn, { rate: 50 });
    const started = performance.now();
    await replay(plan);
    expect(performance.now() - started).toBeGreaterThanOrEqual(95);
  });

  it('stops between two proposals when told to, and counts what was answered', async () => {
    const stop = new AbortController();
    const { api, plan } = await setUp(rows(['a'], [1, 3, 5]), takeIn, {
      stop: stop.signal,
      onProgress: (done) => done === 2 && stop.abort(),
    });
    const tally = await replay(plan);
    expect([tally.total.takenIn, api.seen.length]).toEqual([2, 2]);
  });

  it('stops while it waits to come again', async () => {
    const stop = new AbortController();
    const busy: Behaviour = (response) => {
      response.writeHead(429, { 'retry-after': '60' }).end();
      setTimeout(() => stop.abort(), 20);
    };
    const { plan } = await setUp(rows(['a'], [1, 3]), busy, { stop: stop.signal });
    const tally = await replay(plan);
    expect([tally.total.takenIn, tally.failures.size]).toEqual([0, 0]);
  });

  it('ends when nobody answers any more', async () => {
    const send = async () => ({ kind: 'unsent', why: 'ECONNREFUSED' }) as const;
    const { plan } = await setUp(rows(['a', 'b'], [1, 3, 5, 7]), takeIn, { concurrency: 2, send });
    expect([...(await replay(plan)).failures]).toEqual([['not sent: ECONNREFUSED', 2]]);
  });
});

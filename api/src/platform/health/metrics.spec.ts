import { describe, expect, test } from '@jest/globals';
import { serveHealth } from './health-server.js';
import { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';

describe('gauges', () => {
  test('that cannot be read, or never are, are left out, and the others are told', async () => {
    const metrics = new Metrics();
    metrics.add({ broken_thing: 'Broken' }, () => Promise.reject(new Error('no database')));
    metrics.add({ hanging_thing: 'Hanging' }, () => new Promise(() => undefined));
    metrics.add({ good_thing: 'Good', empty_thing: 'Empty' }, async () => ({ good_thing: 3, empty_thing: 0 }));
    const text = await metrics.text();
    expect(text).toContain('# HELP good_thing Good\n# TYPE good_thing gauge\ngood_thing 3\n');
    expect(text).toContain('empty_thing 0\n');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toMatch(/broken|hanging/);
  });

  test('are read once for all who ask at the same time', async () => {
    const metrics = new Metrics();
    let reads = 0;
    metrics.add({ thing: 'A thing' }, async () => {
      reads += 1;
      return { thing: reads };
    });
    const texts = await Promise.all(Array.from({ length: 20 }, () => metrics.text()));
    expect(texts.every((text) => text.includes('thing 1\n'))).toBe(true);
    expect(reads).toBe(1);
  });

  test('are told by a worker too, whose health is all that it serves', async () => {
    const metrics = new Metrics();
    metrics.add({ worker_thing: 'A thing' }, async () => ({ worker_thing: 7 }));
    const readiness = { missing: async () => [] } as unknown as Readiness;
    const { url, close } = await serveHealth(readiness, metrics, '127.0.0.1', 0);
    const answer = await fetch(`${url}/metrics`);
    expect(answer.headers.get('content-type')).toBe(metrics.contentType);
    expect(await answer.text()).toContain('worker_thing 7\n');
    await close();
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchChromium } from '../test/support/chromium.js';
import { type DemoAccess, measureConsole } from './console/measure.js';
import { startChild } from './ground/child.js';
import type { Latencies } from './load/latencies.js';
import { table } from './report/table.js';

/**
 * `npm run bench:console [-- <runs>]`: how long a person waits for the console, in the system's Chromium, on the demo and on
 * loopback. Reported, not asserted: a busy machine draws slowly.
 */
const runs = Number(process.argv[2] ?? 20);
const home = await mkdtemp(join(tmpdir(), 'countersign-bench-console-'));
const env = { PORT: '0', DATABASE_URL: '', DATABASE_OWNER_URL: '', REDIS_URL: '', COUNTERSIGN_DEMO: 'on' };

const line = (what: string, { p50, p95, count }: Latencies, aim: string): string[] => [
  what,
  `${p50.toFixed(0)} ms`,
  `${p95.toFixed(0)} ms`,
  String(count),
  aim,
];

async function accessOf(dataDir: string): Promise<DemoAccess> {
  for (;;) {
    const text = await readFile(join(dataDir, 'credentials.json'), 'utf8').catch(() => null);
    const access = text === null ? null : (JSON.parse(text) as DemoAccess);
    const answer = access && (await fetch(`${access.url}/health/ready`).catch(() => null));
    await answer?.body?.cancel();
    if (access && answer?.ok) return access;
    await delay(50);
  }
}

const product = await startChild('the product', 'api/src/start.js', { ...env, COUNTERSIGN_DATA_DIR: home });
const browser = await launchChromium();
try {
  const result = await measureConsole(browser, await accessOf(home), runs);
  const rows = [
    line('inbox: first row painted, nothing cached', result.inboxFirst, 'under 1 s'),
    line('inbox: first row painted, from the browser’s cache', result.inboxAgain, ''),
    line('decision to next ticket painted', result.nextShown, 'under 100 ms'),
    line('decision to next ticket that may be approved', result.nextReady, ''),
  ];
  process.stdout.write(`${table(['console, in Chromium', 'p50', 'p95', 'times', 'aim'], rows)}\n`);
} finally {
  await browser.close();
  await product.stop();
  await rm(home, { recursive: true, force: true });
}

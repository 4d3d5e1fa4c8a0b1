import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { launchChromium } from './chromium.js';
import { describeWith } from './describe-with.js';
import { startRedis } from './redis.js';

describeWith('redis', 'a Redis for tests', () => {
  test('never evicts, and comes back empty on the same port after it was killed', async () => {
    const first = await startRedis();
    const before = new Redis(first.url, { lazyConnect: true, retryStrategy: null });
    before.on('error', () => {});
    expect(await before.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    await before.set('key', 'value');
    await first.stop('SIGKILL');
    before.disconnect();

    const second = await startRedis(first.port);
    const after = new Redis(second.url);
    expect(await after.get('key')).toBeNull();
    after.disconnect();
    await second.stop();
  });
});

describeWith('chromium', 'a browser for tests', () => {
  test('renders a page', async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.setContent('<h1>Countersign</h1>');
    expect(await page.textContent('h1')).toBe('Countersign');
    await browser.close();
  });
});

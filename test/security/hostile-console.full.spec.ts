import { expect, test } from '@jest/globals';
import { launchChromium } from '../support/chromium.js';
import { describeWith } from '../support/describe-with.js';
import { eachBatch, recordedTexts } from '../support/hostile-texts.js';
import { startInstallation } from '../support/installation.js';
import { Onlooker } from '../support/onlooker.js';

const texts = recordedTexts();

describeWith('chromium', 'all of xss-payloads and naughty-strings, in a browser', () => {
  const testAll = texts.length > 0 ? test : test.skip;
  testAll.each([
    ['a desk', { width: 1440, height: 900 }],
    ['a phone', { width: 390, height: 844 }],
  ])(
    'are kept to the last byte, shown as they are, and do nothing, on %s (needs COUNTERSIGN_TEST_DATA)',
    async (_, viewport) => {
      const [installation, browser] = await Promise.all([startInstallation({ console: true }), launchChromium()]);
      try {
        await installation.registerTool('write_down');
        const onlooker = await Onlooker.arrive(browser, installation.baseUrl(), installation.as('operator'), {
          viewport,
        });
        await eachBatch(installation, onlooker, texts);
        expect(texts.length).toBeGreaterThan(1000);
      } finally {
        await browser.close();
        await installation.stop();
      }
    },
    600_000,
  );
});

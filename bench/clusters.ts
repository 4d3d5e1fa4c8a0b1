import { join, resolve } from 'node:path';
import { group } from '../api/src/insights/rules/clusters/group.js';
import { wordsOf } from '../api/src/insights/rules/clusters/words.js';
import { finish, halfOf, measure } from './clusters/intents.js';
import { table } from './report/table.js';

/**
 * `npm run bench:clusters`: how well complaint clusters agree with the 77 intents that people gave the messages of `banking77`
 * (`COUNTERSIGN_TEST_DATA`), on the half that choices were made on and on the other; and how long 20,000 texts take.
 * Reported, not asserted: `test/integration/complaint-intents.spec.ts` asserts less.
 */
const path = join(resolve(process.env.COUNTERSIGN_TEST_DATA || '../shared/data'), 'banking77', 'train.csv');
const halves = { chosen: halfOf(path, 'chosen'), reported: halfOf(path, 'reported') };

const rows: string[][] = [];
for (const [half, intents] of Object.entries(halves)) {
  for (const { name, covered, groups, purity, nmi } of measure(intents)) {
    const share = `${(100 * covered).toFixed(0)} %`;
    rows.push([`${half} (${intents.length}): ${name}`, share, String(groups), purity.toFixed(3), nmi.toFixed(3)]);
  }
}
process.stdout.write(`${table(['half', 'covered', 'groups', 'purity', 'NMI'], rows)}\n\n`);

const many = [0, 1].flatMap((copy) =>
  [...halves.chosen, ...halves.reported].map(({ text }, n) => ({ key: `${copy}/${n}`, words: wordsOf(text) })),
);
const [began, steps] = [performance.now(), group(many.slice(0, 20_000))];
let [longest, from] = [0, began];
const timed = (function* () {
  for (;;) {
    const step = steps.next();
    const now = performance.now();
    longest = Math.max(longest, now - from);
    from = now;
    if (step.done) return step.value;
    yield;
  }
})();
const groups = finish(timed);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
process.stdout.write(
  `20,000 texts: ${groups.length} groups in ${seconds} s, the longest step ${longest.toFixed(0)} ms, ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB\n`,
);

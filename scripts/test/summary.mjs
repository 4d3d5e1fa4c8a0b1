/**
 * What is printed after a run: why tests were skipped, then the counts, alone on the last line.
 *
 * @param {{name: string, status: string}[]} tests Jest's full names and states
 * @returns {{lines: string[], failed: boolean}} failed also when no test ran at all
 */
export function summary(tests) {
  const count = (...states) => tests.filter(({ status }) => states.includes(status)).length;
  const [passed, failed] = [count('passed'), count('failed')];
  const skipped = tests.length - passed - failed;
  const lines = [...reasons(tests), `${passed} passed, ${failed} failed, ${skipped} skipped`];
  if (passed + failed === 0) lines.unshift('NO TEST RAN.');
  return { lines, failed: failed > 0 || passed === 0 };
}

function reasons(tests) {
  const counts = new Map();
  for (const { name, status } of tests.filter(({ status }) => status !== 'passed' && status !== 'failed')) {
    const reason = name.match(/\(needs (.+?)\)/)?.[1] ?? `${status}: ${name}`;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const lines = [...counts].map(([reason, number]) => `!!   ${number} × ${reason}`);
  return ['', '!! SKIPPED, because this machine lacks:', ...lines, ''];
}

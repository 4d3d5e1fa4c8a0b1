import { writeFileSync } from 'node:fs';

/** Leaves the outcome of every test, as `[{name, status}]`, in the file that COUNTERSIGN_TEST_RESULTS names. */
export default class ResultsReporter {
  onRunComplete(_contexts, { testResults }) {
    const tests = testResults.flatMap((file) => [
      ...file.testResults.map(({ fullName, status }) => ({ name: fullName, status })),
      // A file that could not even be loaded has no tests, yet it has failed.
      ...(file.testExecError ? [{ name: file.testFilePath, status: 'failed' }] : []),
    ]);
    writeFileSync(process.env.COUNTERSIGN_TEST_RESULTS, JSON.stringify(tests));
  }
}

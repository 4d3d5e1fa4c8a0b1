import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../../config/environment.js';
import { createHttpApp } from './http-app.js';
import { closeOnSignal, failToStart } from './lifetime.js';
import { Readiness } from './platform/health/readiness.js';
import { DefaultRules } from './rulebook/default-rules.js';

/** The HTTP process of an installation on real servers. Executions run in workers (`worker.ts`). */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const consoleDir = fileURLToPath(new URL('../../admin', import.meta.url));
  const app = await createHttpApp(environment, { works: false, name: 'countersign-api', consoleDir });
  closeOnSignal([() => app.close()]);
  await app.get(DefaultRules).addWhereMissing();
  await app.listen(environment.port, environment.host);
  app.get(Readiness).startIsDone();
  process.stdout.write(`Countersign listens on ${await app.getUrl()}\n`);
}

main().catch(failToStart);

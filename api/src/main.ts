import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../../config/environment.js';
import { PromptsService } from './drafting/prompts.service.js';
import { createHttpApp } from './http-app.js';
import { type Closer, closeOnSignal } from './lifetime.js';
import { Readiness } from './platform/health/readiness.js';
import { DefaultRules } from './rulebook/default-rules.js';

/** The HTTP process of an installation on real servers. Executions run in workers (`worker.ts`). */
async function main(closers: Closer[]): Promise<void> {
  const environment = readEnvironment();
  const consoleDir = fileURLToPath(new URL('../../admin', import.meta.url));
  const app = await createHttpApp(environment, { works: false, name: 'countersign-api', consoleDir });
  closers.push(() => app.close());
  await app.get(DefaultRules).addWhereMissing();
  await app.get(PromptsService).addWhereMissing();
  await app.listen(environment.port, environment.host);
  app.get(Readiness).startIsDone();
  process.stdout.write(`Countersign listens on ${await app.getUrl()}\n`);
}

// From the first moment, so that being told to stop while starting is no failure.
const closers: Closer[] = [];
const ending = closeOnSignal(closers);
main(closers).catch(ending.fail);

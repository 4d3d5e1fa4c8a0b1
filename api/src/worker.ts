import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readEnvironment } from '../../config/environment.js';
import { AppModule } from './app.module.js';
import { type Closer, closeOnSignal } from './lifetime.js';
import { serveHealth } from './platform/health/health-server.js';
import { Metrics } from './platform/health/metrics.js';
import { Readiness } from './platform/health/readiness.js';
import { logTo } from './platform/log.js';
import { startWork } from './work.js';

/** The execution process: runs approved tool calls, and ends what has expired. Run as many as you like. */
async function main(closers: Closer[]): Promise<void> {
  const environment = readEnvironment();
  const app = await NestFactory.createApplicationContext(
    AppModule.register(environment, { works: true, name: 'countersign-worker' }),
    {
      logger: logTo(environment.logLevel),
      abortOnError: false,
    },
  );
  closers.push(() => app.close());
  const health = await serveHealth(app.get(Readiness), app.get(Metrics), environment.host, environment.workerPort);
  closers.push(() => health.close());
  startWork(app);
  app.get(Readiness).startIsDone();
  process.stdout.write(`Countersign worker runs; health on ${health.url}\n`);
}

// From the first moment, so that being told to stop while starting is no failure.
const closers: Closer[] = [];
const ending = closeOnSignal(closers);
main(closers).catch(ending.fail);

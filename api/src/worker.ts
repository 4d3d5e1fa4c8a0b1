import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readEnvironment } from '../../config/environment.js';
import { AppModule } from './app.module.js';
import { ExecutionLoop } from './execution/dispatch/execution-loop.js';
import { closeOnSignal, failToStart } from './lifetime.js';
import { serveHealth } from './platform/health/health-server.js';
import { Readiness } from './platform/health/readiness.js';
import { logTo } from './platform/log.js';
import { DeadlineSweep } from './review-queues/deadline-sweep.js';

/** The execution process: runs approved tool calls, and ends what has expired. Run as many as you like. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const app = await NestFactory.createApplicationContext(
    AppModule.register(environment, { works: true, name: 'countersign-worker' }),
    {
      logger: logTo(environment.logLevel),
      abortOnError: false,
    },
  );
  const health = await serveHealth(app.get(Readiness), environment.host, environment.workerPort);
  closeOnSignal([() => health.close(), () => app.close()]);
  app.get(ExecutionLoop).start(environment.redisUrl === undefined);
  app.get(DeadlineSweep).start();
  app.get(Readiness).startIsDone();
  process.stdout.write(`Countersign worker runs; health on ${health.url}\n`);
}

main().catch(failToStart);

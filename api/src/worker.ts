import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readEnvironment } from '../../config/environment.js';
import { AppModule } from './app.module.js';
import { Observer } from './approvals/observer.js';
import { WaitsRenewal } from './approvals/waits-renewal.js';
import { Sealer } from './audit-log/sealer.js';
import { ExecutionLoop } from './execution/dispatch/execution-loop.js';
import { CircuitWatch } from './execution/gates/circuit-watch.js';
import { GrantSweep } from './execution/grants/grant-sweep.js';
import { RollUpSweep } from './insights/roll-up-sweep.js';
import { type Closer, closeOnSignal } from './lifetime.js';
import { NotificationSender } from './notifications/notification-sender.js';
import { serveHealth } from './platform/health/health-server.js';
import { Metrics } from './platform/health/metrics.js';
import { Readiness } from './platform/health/readiness.js';
import { logTo } from './platform/log.js';
import { DeadlineSweep } from './review-queues/deadline-sweep.js';
import { WordsSweep } from './tickets/words-sweep.js';

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
  app.get(ExecutionLoop).start(environment.redisUrl === undefined);
  app.get(DeadlineSweep).start();
  app.get(CircuitWatch).start();
  app.get(NotificationSender).start();
  app.get(Observer).start();
  app.get(WaitsRenewal).start();
  app.get(GrantSweep).start();
  app.get(Sealer).start();
  app.get(RollUpSweep).start();
  app.get(WordsSweep).start();
  app.get(Readiness).startIsDone();
  process.stdout.write(`Countersign worker runs; health on ${health.url}\n`);
}

// From the first moment, so that being told to stop while starting is no failure.
const closers: Closer[] = [];
const ending = closeOnSignal(closers);
main(closers).catch(ending.fail);

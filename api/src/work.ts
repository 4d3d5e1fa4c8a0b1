import type { INestApplicationContext } from '@nestjs/common';
import type { Environment } from '../../config/environment.js';
import { Observer } from './approvals/observer.js';
import { WaitsRenewal } from './approvals/waits-renewal.js';
import { Sealer } from './audit-log/sealer.js';
import { ExecutionLoop } from './execution/dispatch/execution-loop.js';
import { CircuitWatch } from './execution/gates/circuit-watch.js';
import { GrantSweep } from './execution/grants/grant-sweep.js';
import { ClusterSweep } from './insights/cluster-sweep.js';
import { RollUpSweep } from './insights/roll-up-sweep.js';
import { EmbeddingSweep } from './knowledge/embedding-sweep.js';
import { MessageSweep } from './notifications/message-sweep.js';
import { NotificationSender } from './notifications/notification-sender.js';
import { ENVIRONMENT } from './platform/environment.token.js';
import { DeadlineSweep } from './review-queues/deadline-sweep.js';
import { WordsSweep } from './tickets/words-sweep.js';

/** What a process comes round to by itself, besides running executions. */
const ROUNDS = [
  DeadlineSweep,
  CircuitWatch,
  NotificationSender,
  MessageSweep,
  Observer,
  WaitsRenewal,
  GrantSweep,
  Sealer,
  RollUpSweep,
  ClusterSweep,
  WordsSweep,
  EmbeddingSweep,
];

/** Starts everything that nobody asks for by a request; the application's shutdown ends it. */
export function startWork(app: INestApplicationContext): void {
  const { redisUrl } = app.get<Environment>(ENVIRONMENT);
  app.get(ExecutionLoop).start(redisUrl === undefined);
  for (const one of ROUNDS) app.get<{ start(): void }>(one).start();
}

import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { PreconditionReader } from '../rulebook/precondition-reader.js';
import { lifecycleFaults } from '../tickets/rules/lifecycle.js';
import { HttpConnector } from './connectors/http-connector.js';
import { HttpPreconditionReader } from './connectors/http-precondition-reader.js';
import { BellDispatcher, BellProcessor, bullOptions, EXECUTIONS } from './dispatch/bull.js';
import { ExecutionLoop } from './dispatch/execution-loop.js';
import { LookUps } from './dispatch/look-ups.js';
import { Executor } from './executor.js';
import { CircuitWatch } from './gates/circuit-watch.js';
import { ToolGates } from './gates/tool-gates.js';
import { GrantSigner } from './grants/grant-signer.js';
import { GrantSweep } from './grants/grant-sweep.js';
import { GrantsService } from './grants/grants.service.js';
import { RedeemService } from './grants/redeem.service.js';
import { ReportService } from './grants/report.service.js';
import { ExecutionsController } from './http/executions.controller.js';
import { GrantsController } from './http/grants.controller.js';
import { CircuitStore } from './persistence/circuit.store.js';
import { ExecutionStore } from './persistence/execution.store.js';
import { GrantStore } from './persistence/grant.store.js';
import { UnknownStore } from './persistence/unknown.store.js';
import { WorkGauges } from './persistence/work-gauges.js';
import { EXECUTION_TRANSITIONS } from './rules/lifecycle.js';
import { SendBack } from './send-back.js';
import { UnknownOutcomes } from './unknown-outcomes.js';

/** Runs approved tool calls once. With Redis, Bull rings; without it, a loop in this process does. */
@Module({})
export class ExecutionModule {
  constructor() {
    const faults = lifecycleFaults(EXECUTION_TRANSITIONS, 'ready');
    if (faults.length > 0) throw new Error(`the execution's lifecycle is unsound: ${faults.join('; ')}`);
  }

  /** @param works whether this process runs executions, or only rings for workers */
  static register({ redisUrl }: Environment, works: boolean): DynamicModule {
    return {
      module: ExecutionModule,
      // The stages before look at preconditions, and only this one calls out.
      global: true,
      imports: redisUrl ? [BullModule.registerQueue({ name: EXECUTIONS, ...bullOptions(redisUrl) })] : [],
      controllers: [GrantsController, ExecutionsController],
      providers: [
        GrantStore,
        GrantSigner,
        GrantsService,
        RedeemService,
        ReportService,
        GrantSweep,
        HttpConnector,
        { provide: PreconditionReader, useClass: HttpPreconditionReader },
        ExecutionStore,
        CircuitStore,
        ToolGates,
        CircuitWatch,
        Executor,
        SendBack,
        LookUps,
        UnknownOutcomes,
        UnknownStore,
        WorkGauges,
        ExecutionLoop,
        ...(redisUrl ? [BellDispatcher] : []),
        ...(redisUrl && works ? [BellProcessor] : []),
      ],
      exports: [ExecutionLoop, CircuitWatch, GrantSweep, PreconditionReader],
    };
  }
}

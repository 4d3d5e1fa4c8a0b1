import { type DynamicModule, Module } from '@nestjs/common';
import type { Environment } from '../../config/environment.js';
import { ApprovalsModule } from './approvals/approvals.module.js';
import { AuditLogModule } from './audit-log/audit-log.module.js';
import { BehaviourModule } from './behaviour/behaviour.module.js';
import { DraftingModule } from './drafting/drafting.module.js';
import { ExecutionModule } from './execution/execution.module.js';
import { GovernanceModule } from './governance/governance.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { InsightsModule } from './insights/insights.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { KnowledgeModule } from './knowledge/knowledge.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReviewQueuesModule } from './review-queues/review-queues.module.js';
import { RoutingModule } from './routing/routing.module.js';
import { RulebookModule } from './rulebook/rulebook.module.js';
import { TicketsModule } from './tickets/tickets.module.js';

/** The foundations, then the stages in the order in which work flows through them. */
@Module({})
export class AppModule {
  /** @param runs `works`: this process runs executions; `name`: how the database knows it */
  static register(environment: Environment, runs: { works: boolean; name: string }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.register(environment, runs.name),
        AuditLogModule,
        IdentityModule,
        RulebookModule,
        TicketsModule,
        KnowledgeModule,
        IntakeModule,
        DraftingModule,
        RoutingModule,
        ReviewQueuesModule,
        ApprovalsModule,
        ExecutionModule.register(environment, runs.works),
        NotificationsModule,
        GovernanceModule,
        BehaviourModule,
        InsightsModule,
      ],
    };
  }
}

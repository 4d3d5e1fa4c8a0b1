import { Module } from '@nestjs/common';
import { DraftingModule } from '../drafting/drafting.module.js';
import { IntakeModule } from '../intake/intake.module.js';
import { ReviewQueuesModule } from '../review-queues/review-queues.module.js';
import { ContextService } from './context.service.js';
import { ApprovalsController } from './http/approvals.controller.js';
import { ContextController } from './http/context.controller.js';
import { DecisionsController } from './http/decisions.controller.js';
import { RejectReasonsController } from './http/reject-reasons.controller.js';
import { SignOffController } from './http/sign-off.controller.js';
import { Observer } from './observer.js';
import { DecisionPage } from './persistence/decision-page.js';
import { RejectReasonStore } from './persistence/reject-reason.store.js';
import { SignOffPage } from './persistence/sign-off-page.js';
import { RejectReasons } from './reject-reasons.service.js';
import { ReviseService } from './revise.service.js';
import { RevokeService } from './revoke.service.js';
import { SignOffService } from './sign-off.service.js';
import { WaitsRenewal } from './waits-renewal.js';

/** Sign-offs: who must sign, who may, and what follows. */
@Module({
  imports: [IntakeModule, DraftingModule, ReviewQueuesModule],
  controllers: [
    SignOffController,
    ContextController,
    RejectReasonsController,
    ApprovalsController,
    DecisionsController,
  ],
  providers: [
    SignOffService,
    ReviseService,
    ContextService,
    RevokeService,
    SignOffPage,
    DecisionPage,
    RejectReasons,
    RejectReasonStore,
    Observer,
    WaitsRenewal,
  ],
})
export class ApprovalsModule {}

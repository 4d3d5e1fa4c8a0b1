import { Global, Module } from '@nestjs/common';
import { RoutingService } from './routing.service.js';

/** Policy evaluation and the policy log. Intake and routing commit together. */
@Global()
@Module({ providers: [RoutingService], exports: [RoutingService] })
export class RoutingModule {}

import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AgentsService } from './agents.service.js';
import { AgentsController } from './http/agents.controller.js';
import { PeopleController } from './http/people.controller.js';
import { SessionController } from './http/session.controller.js';
import { Passwords } from './passwords.js';
import { PeopleService } from './people.service.js';
import { PrincipalStore } from './persistence/principal.store.js';
import { SessionService } from './session.service.js';

/** Foundation: people, roles, sessions, agents and their keys, and the one guard. */
@Global()
@Module({
  controllers: [SessionController, PeopleController, AgentsController],
  providers: [
    Passwords,
    PrincipalStore,
    SessionService,
    PeopleService,
    AgentsService,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [PeopleService, AgentsService, PrincipalStore],
})
export class IdentityModule {}

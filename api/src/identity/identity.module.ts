import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AgentsService } from './agents.service.js';
import { AccountController } from './http/account.controller.js';
import { AgentsController } from './http/agents.controller.js';
import { PeopleController } from './http/people.controller.js';
import { SessionController } from './http/session.controller.js';
import { OwnAccountService } from './own-account.service.js';
import { Passwords } from './passwords.js';
import { PeopleService } from './people.service.js';
import { AttemptStore } from './persistence/attempt.store.js';
import { CredentialStore } from './persistence/credential.store.js';
import { DeviceStore } from './persistence/device.store.js';
import { PrincipalStore } from './persistence/principal.store.js';
import { TotpStore } from './persistence/totp.store.js';
import { Proofs } from './proofs.js';
import { SecondFactor } from './second-factor.js';
import { SessionService } from './session.service.js';
import { Throttle } from './throttle.js';
import { WidgetTokens } from './widget-tokens.js';

/** Foundation: people, roles, sessions, agents and their keys, and the one guard. */
@Global()
@Module({
  controllers: [SessionController, AccountController, PeopleController, AgentsController],
  providers: [
    Passwords,
    PrincipalStore,
    AttemptStore,
    CredentialStore,
    DeviceStore,
    TotpStore,
    Throttle,
    SecondFactor,
    Proofs,
    SessionService,
    OwnAccountService,
    PeopleService,
    AgentsService,
    WidgetTokens,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [PeopleService, AgentsService, PrincipalStore, WidgetTokens],
})
export class IdentityModule {}

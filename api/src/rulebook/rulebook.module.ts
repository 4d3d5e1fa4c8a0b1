import { Global, Module } from '@nestjs/common';
import { DefaultRules } from './default-rules.js';
import { KillSwitchController } from './http/kill-switch.controller.js';
import { PoliciesController } from './http/policies.controller.js';
import { ToolsController } from './http/tools.controller.js';
import { KillSwitch } from './kill-switch.service.js';
import { RulebookStore } from './persistence/rulebook.store.js';
import { SurroundingsStore } from './persistence/surroundings.store.js';
import { ToolStandingStore } from './persistence/tool-standing.store.js';
import { PolicyCheck } from './policy-check.js';
import { Rulebook } from './rulebook.js';
import { RulebookService } from './rulebook.service.js';

/** Foundation: the routing policy, the sign-off policy and the tools in force, each in versions. */
@Global()
@Module({
  controllers: [ToolsController, KillSwitchController, PoliciesController],
  providers: [
    RulebookStore,
    SurroundingsStore,
    ToolStandingStore,
    PolicyCheck,
    KillSwitch,
    Rulebook,
    RulebookService,
    DefaultRules,
  ],
  exports: [Rulebook, RulebookService, PolicyCheck, DefaultRules],
})
export class RulebookModule {}

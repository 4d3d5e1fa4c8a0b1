import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { RulebookStore } from './persistence/rulebook.store.js';
import { RulebookService } from './rulebook.service.js';

/** Puts the policies of `config/` in force where there are none yet; afterwards the database is the truth. */
@Injectable()
export class DefaultRules {
  constructor(
    private readonly store: RulebookStore,
    private readonly service: RulebookService,
  ) {}

  async addWhereMissing(): Promise<void> {
    const inForce = await this.store.inForce();
    if (inForce.routingPolicy === null)
      await this.service.addPolicy('system', 'routing_policy', read('routing-policy.json'));
    if (inForce.signOffPolicy === null)
      await this.service.addPolicy('system', 'sign_off_policy', read('sign-off-policy.json'));
    if (inForce.queuePolicy === null) await this.service.addPolicy('system', 'queue_policy', read('queue-policy.json'));
  }
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../config/${file}`, import.meta.url), 'utf8'));
}

import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Actor } from '../audit-log/rules/audit-actions.js';
import { Database } from '../platform/database/database.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { invalid } from '../platform/http/validate.js';
import { canonicalJson, sha256 } from '../platform/json/canonical.js';
import { ADD_PROMPT, PromptStore, takeTurn } from './persistence/prompt.store.js';
import { type Prompt, promptFaults } from './rules/prompt.js';

export interface PromptVersion {
  version: number;
  prompt: Prompt;
}

/** What models are told, in versions that are only ever added; the newest is in force. */
@Injectable()
export class PromptsService {
  constructor(
    private readonly database: Database,
    private readonly store: PromptStore,
    private readonly audit: AuditLog,
  ) {}

  /** Puts the prompt of `config/` in force where there is none yet; afterwards the database is the truth. */
  async addWhereMissing(): Promise<void> {
    if ((await this.store.list(1)).length > 0) return;
    const text = readFileSync(new URL('../../../config/prompt.json', import.meta.url), 'utf8');
    await this.add('system', JSON.parse(text) as Prompt, null);
  }

  async inForce(): Promise<PromptVersion> {
    const [row] = await this.store.list(1);
    if (!row) throw new Error('no prompt is in force; the start adds the default one');
    return { version: row.version, prompt: JSON.parse(row.document) as Prompt };
  }

  /**
   * Adds a version, which is in force from then on.
   * @param basedOn the version it was written from, which must still be the newest; `null` only where there is none
   * @returns the new version, or the newest one when the prompt equals it
   * @throws Problem 400 `validation_failed`, 409 `policy_changed`
   */
  async add(by: Actor, prompt: Prompt, basedOn: number | null): Promise<number> {
    const faults = promptFaults(prompt);
    if (faults.length > 0) throw invalid(faults);
    const document = canonicalJson(prompt);
    return this.database.transaction(async (client) => {
      const newest = await takeTurn(client);
      if (basedOn === null && newest) return newest.version;
      if (basedOn !== null && newest?.version !== basedOn) {
        const detail = `Version ${newest?.version} was added meanwhile. Look at it, and write yours from there.`;
        throw new Problem(409, 'policy_changed', detail);
      }
      if (newest?.document === document) return newest.version;
      const version = (newest?.version ?? 0) + 1;
      const createdBy = by.startsWith('person:') ? by.slice('person:'.length) : null;
      await client.query(ADD_PROMPT, [version, document, sha256(document), createdBy]);
      const { model, fallbackModel } = prompt;
      const hash = sha256(document).toString('hex');
      await this.audit.appendIn(client, by, 'prompt.added', `prompt:${version}`, {
        version,
        hash,
        model,
        fallbackModel,
      });
      return version;
    });
  }

  /** @throws Problem 404 when there is no such version */
  async version(version: number) {
    const [row] = await this.store.list(1, version);
    if (row?.version !== version) throw notFound('version of the prompt');
    return row;
  }
}

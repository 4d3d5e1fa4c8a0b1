import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { AuditLog } from '../../audit-log/audit-log.js';
import type { Receipt } from '../../audit-log/rules/receipt.js';
import { Database, sql } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { sha256 } from '../../platform/json/canonical.js';
import type { Salted } from '../../platform/json/digest.js';
import type { FoundOut, LookedUp, Resolving, UnknownFacts } from '../rules/resolve.js';

/** By itself: a statement that waits for the lock would see what else stood before it waited. */
const LOCK = { name: 'lock-execution', text: 'SELECT FROM execution WHERE id = $1 FOR UPDATE' };
const LOAD = sql(import.meta.url, 'load-unknown');
const TAKE_LOOK_UPS = sql(import.meta.url, 'take-look-ups');
const LIST = sql(import.meta.url, 'list-executions');

/** A look-up takes at most the longest timeout a tool may have. */
const LOOK_UP_LEASE_SECONDS = 130;

export type Unknown = UnknownFacts & { id: string; ticketId: string; fence: number; retryClass: string };

export interface LookUp {
  id: string;
  executionId: string;
  ticketId: string;
  revision: number;
  toolName: string;
  toolVersion: number;
  sinceIntentSeconds: number;
}

/** What one person says. */
export interface Word {
  personId: string;
  outcome: FoundOut;
  evidence: Salted;
}

export interface ExecutionRow {
  id: string;
  ticketId: string;
  ticketNumber: number;
  revision: number;
  tool: string;
  toolVersion: number;
  retryClass: string;
  arguments: string;
  customerRef: string | null;
  state: string;
  attempts: number;
  error: string | null;
  readyAt: Date;
  intentAt: Date | null;
  finishedAt: Date | null;
  agentOwnerId: string;
  keyIssuerId: string;
  proposed: {
    id: string;
    personId: string;
    personName: string;
    outcome: FoundOut;
    evidence: string | null;
    at: string;
  } | null;
  lookUp: {
    askedBy: string;
    askedByName: string;
    askedAt: string;
    answeredAt: string | null;
    answer: string | null;
  } | null;
}

/** Unknown outcomes, and what ends them. Every change is decided with the execution's row locked. */
@Injectable()
export class UnknownStore {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  list(onlyUnknown: boolean, after: string | null, limit: number): Promise<ExecutionRow[]> {
    return this.database.run<ExecutionRow & Record<string, unknown>>(LIST, [onlyUnknown, after, limit]);
  }

  /**
   * Writes what a person says, as the rule decides on what stands.
   * @param decide throws a Problem to refuse; it decides on the locked row
   * @returns undefined when there is no such execution
   */
  async say(
    executionId: string,
    word: Word,
    decide: (facts: Unknown) => Exclude<Resolving, { do: 'refuse' }>,
  ): Promise<{ facts: Unknown; done: Resolving['do']; receipt: Receipt } | undefined> {
    return this.database.transaction(async (client) => {
      await client.query({ ...LOCK, values: [executionId] });
      const { rows } = await client.query<Unknown>({ ...LOAD, values: [executionId] });
      const facts = rows[0];
      if (!facts) return undefined;
      const decided = decide(facts);
      const answers = decided.do === 'propose' ? null : decided.proposed.id;
      const ended = { propose: null, confirm: 'confirmed', contradict: 'contradicted' }[decided.do];
      if (answers)
        await client.query('UPDATE resolution SET ended = $2 WHERE id = $1 AND ended IS NULL', [answers, ended]);
      await client.query(
        `INSERT INTO resolution (id, execution_id, person_id, outcome, evidence, evidence_salt, answers, ended)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [newId(), executionId, word.personId, word.outcome, word.evidence.text, word.evidence.salt, answers, ended],
      );
      const actor = `person:${word.personId}` as const;
      const subject = `ticket:${facts.ticketId}` as const;
      const said = { executionId, outcome: word.outcome, evidenceDigest: word.evidence.digest };
      if (decided.do === 'propose') {
        const receipt = await this.audit.appendIn(client, actor, 'resolution.proposed', subject, said);
        return { facts, done: decided.do, receipt };
      }
      const payload = { ...said, proposedBy: decided.proposed.personId };
      const action = decided.do === 'confirm' ? 'resolution.confirmed' : 'resolution.contradicted';
      const receipt = await this.audit.appendIn(client, actor, action, subject, payload);
      if (decided.do === 'confirm') {
        const found: LookedUp =
          word.outcome === 'succeeded'
            ? { state: 'succeeded', result: 'null' }
            : { state: 'failed', because: 'two people found that it did not happen' };
        await this.foundOut(client, actor, facts, found);
      }
      return { facts, done: decided.do, receipt };
    });
  }

  /** @returns undefined when there is no such execution; asking again while one is waited for changes nothing */
  async askLookUp(
    executionId: string,
    personId: string,
    refuse: (facts: Unknown) => void,
  ): Promise<Unknown | undefined> {
    return this.database.transaction(async (client) => {
      await client.query({ ...LOCK, values: [executionId] });
      const { rows } = await client.query<Unknown>({ ...LOAD, values: [executionId] });
      const facts = rows[0];
      if (!facts) return undefined;
      refuse(facts);
      const { rowCount } = await client.query(
        `INSERT INTO look_up (id, execution_id, asked_by) VALUES ($1, $2, $3)
         ON CONFLICT (execution_id) WHERE answered_at IS NULL DO NOTHING`,
        [newId(), executionId, personId],
      );
      if (rowCount === 0) return facts;
      const subject = `ticket:${facts.ticketId}` as const;
      await this.audit.appendIn(client, `person:${personId}`, 'look_up.asked', subject, { executionId });
      return facts;
    });
  }

  takeLookUps(most: number): Promise<LookUp[]> {
    return this.database.run<LookUp & Record<string, unknown>>(TAKE_LOOK_UPS, [most, LOOK_UP_LEASE_SECONDS]);
  }

  /** Writes what a look-up found. What people had said of it meanwhile is overtaken. @returns whether the outcome is known now */
  async answerLookUp(lookUp: LookUp, found: LookedUp): Promise<boolean> {
    const answer = found.state === 'succeeded' ? 'the provider has done it' : found.because;
    return this.database.transaction(async (client) => {
      await client.query({ ...LOCK, values: [lookUp.executionId] });
      const { rows } = await client.query<Unknown>({ ...LOAD, values: [lookUp.executionId] });
      await client.query('UPDATE look_up SET answered_at = clock_timestamp(), answer = $2 WHERE id = $1', [
        lookUp.id,
        answer,
      ]);
      const facts = rows[0];
      if (facts?.state !== 'unknown' || found.state === null) return false;
      await client.query(`UPDATE resolution SET ended = 'overtaken' WHERE execution_id = $1 AND ended IS NULL`, [
        facts.id,
      ]);
      await this.foundOut(client, 'system', facts, found);
      return true;
    });
  }

  private async foundOut(
    client: PoolClient,
    actor: `person:${string}` | 'system',
    { id: executionId, ticketId, fence }: Unknown,
    found: Exclude<LookedUp, { state: null }>,
  ): Promise<void> {
    const [result, error] = found.state === 'succeeded' ? [found.result, null] : [null, found.because];
    await client.query(
      `UPDATE execution SET state = $2, result = $3, error = $4, finished_at = clock_timestamp() WHERE id = $1 AND state = 'unknown'`,
      [executionId, found.state, result, error],
    );
    const subject = `ticket:${ticketId}` as const;
    const about = { executionId, fence };
    if (found.state === 'succeeded') {
      const resultDigest = sha256(found.result).toString('hex');
      await this.audit.appendIn(client, actor, 'execution.succeeded', subject, { ...about, resultDigest });
    } else {
      await this.audit.appendIn(client, actor, 'execution.failed', subject, { ...about, because: found.because });
    }
  }
}

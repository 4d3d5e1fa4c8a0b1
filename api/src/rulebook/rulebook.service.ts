import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { Environment } from '../../../config/environment.js';
import { compileSignOffPolicy } from '../approvals/rules/compile-sign-off-policy.js';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Actor } from '../audit-log/rules/audit-actions.js';
import { Database } from '../platform/database/database.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Problem } from '../platform/http/problem.js';
import { canonicalJson, sha256 } from '../platform/json/canonical.js';
import { compileQueuePolicy } from '../review-queues/rules/queue-policy.js';
import { compileRoutingPolicy } from '../routing/rules/compile-routing-policy.js';
import type { PolicyTable } from './persistence/rulebook.store.js';
import type { Precondition } from './rules/precondition.js';
import type { RetryClass, Runner, SchemaFault } from './rules/tool.js';
import { type ToolToCheck, toolFaults } from './rules/tool-faults.js';

export interface NewTool {
  name: string;
  description: string;
  schema: Record<string, unknown>;
  endpointUrl: string;
  retryClass: RetryClass;
  changesWorld: boolean;
  timeoutMs: number;
  /** Calls in flight per process; 16 when left out. */
  maxInFlight?: number;
  signOff: 'none' | null;
  preconditions?: readonly Precondition[];
  runner?: Runner;
  grantSeconds?: number;
  signingSecret?: string;
}

/** As the table has it. */
const DEFAULT_MAX_IN_FLIGHT = 16;
/** How long a grant is good unless its tool says otherwise. */
const GRANT_SECONDS = 300;

const COMPILE = {
  routing_policy: compileRoutingPolicy,
  sign_off_policy: compileSignOffPolicy,
  queue_policy: compileQueuePolicy,
};

/** Adds versions to the rulebook. Nothing in it is ever changed or removed. */
@Injectable()
export class RulebookService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Adds a policy version, which is in force from then on: by an admin, or by whoever runs the installation. What is filed as
   * a change goes live by `addPolicyIn`.
   * @param basedOn the version it was written from, which must still be the newest; whatever is newest when left out
   * @throws Error of the compiler, with the path and a sentence, when the document is wrong
   * @throws Problem 409 `policy_changed` when somebody else added a version meanwhile
   * @returns the new version, or the newest one when the document equals it
   */
  async addPolicy(by: Actor, table: PolicyTable, document: unknown, basedOn?: number): Promise<number> {
    return this.database.transaction((client) => this.addPolicyIn(client, by, table, document, basedOn));
  }

  /** The same in the transaction of what leads to it. */
  async addPolicyIn(
    client: PoolClient,
    by: Actor,
    table: PolicyTable,
    document: unknown,
    basedOn?: number,
  ): Promise<number> {
    COMPILE[table](document);
    const text = canonicalJson(document);
    const newest = await this.newestIn(client, table);
    if (basedOn !== undefined && newest?.version !== basedOn) {
      const detail = `Version ${newest?.version} was added meanwhile. Look at it, and write yours from there.`;
      throw new Problem(409, 'policy_changed', detail);
    }
    if (newest?.document === text) return newest.version;
    const version = (newest?.version ?? 0) + 1;
    const createdBy = by.startsWith('person:') ? by.slice('person:'.length) : null;
    await client.query(`INSERT INTO ${table} (version, document, hash, created_by) VALUES ($1, $2, $3, $4)`, [
      version,
      text,
      sha256(text),
      createdBy,
    ]);
    await this.audit.appendIn(client, by, `${table}.added`, `${table}:${version}`, {
      version,
      hash: sha256(text).toString('hex'),
    });
    return version;
  }

  /** The version in force, which stays so until the transaction is over. */
  async newestIn(client: PoolClient, table: PolicyTable): Promise<{ version: number; document: string } | undefined> {
    await takeTurn(client, table);
    const { rows } = await client.query<{ version: number; document: string }>(
      `SELECT version, document FROM ${table} ORDER BY version DESC LIMIT 1`,
    );
    return rows[0];
  }

  /** What would keep a tool from being registered, as it stands; nothing is changed. */
  faultsOf(tool: ToolToCheck): SchemaFault[] {
    return toolFaults(tool, this.environment.allowedToolHosts);
  }

  /**
   * Registers a tool, or its next version. Tickets signed for an earlier version don't run on the new one.
   * @throws Problem 400 when the schema or the endpoint can't be used
   */
  async registerTool(by: Actor, tool: NewTool): Promise<{ version: number; signingSecret: string }> {
    this.refuseUnusable(tool);
    const signingSecret = tool.signingSecret ?? `whsec_${randomBytes(24).toString('base64')}`;
    return this.database.transaction(async (client) => {
      await takeTurn(client, 'tool');
      const { rows } = await client.query<{ version: number; endpoint_url: string; endpoint_version: number }>(
        'SELECT version, endpoint_url, endpoint_version FROM tool WHERE name = $1 ORDER BY version DESC LIMIT 1',
        [tool.name],
      );
      const last = rows[0];
      const version = (last?.version ?? 0) + 1;
      const endpointVersion = last ? last.endpoint_version + (last.endpoint_url === tool.endpointUrl ? 0 : 1) : 1;
      const schema = JSON.stringify(tool.schema);
      await client.query(
        `INSERT INTO tool (name, version, description, schema, endpoint_url, endpoint_version, retry_class, changes_world,
           timeout_ms, sign_off, signing_secret, created_by, preconditions, max_in_flight,
           runner, grant_seconds)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
        [
          tool.name,
          version,
          tool.description,
          schema,
          tool.endpointUrl,
          endpointVersion,
          tool.retryClass,
          tool.changesWorld,
          tool.timeoutMs,
          tool.signOff,
          signingSecret,
          by.startsWith('person:') ? by.slice('person:'.length) : null,
          JSON.stringify(tool.preconditions ?? []),
          tool.maxInFlight ?? DEFAULT_MAX_IN_FLIGHT,
          tool.runner ?? 'countersign',
          tool.grantSeconds ?? GRANT_SECONDS,
        ],
      );
      await this.audit.appendIn(client, by, 'tool.registered', `tool:${tool.name}`, {
        name: tool.name,
        version,
        endpointVersion,
        schemaDigest: sha256(schema).toString('hex'),
        retryClass: tool.retryClass,
        changesWorld: tool.changesWorld,
        signOff: tool.signOff,
        ...(tool.runner === 'agent' ? { runner: tool.runner } : {}),
        ...(tool.preconditions?.length ? { preconditions: tool.preconditions.map(({ name }) => name) } : {}),
      });
      return { version, signingSecret };
    });
  }

  private refuseUnusable(tool: NewTool): void {
    const errors = this.faultsOf(tool);
    const [first] = errors;
    if (first) throw new Problem(400, 'validation_failed', `${first.path}: ${first.message}.`, { errors });
  }
}

/** Versions are numbered one writer at a time. A table lock would need privileges that nobody should have here. */
async function takeTurn(client: PoolClient, table: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`rulebook ${table}`]);
}

import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Actor } from '../audit-log/rules/audit-actions.js';
import { Database } from '../platform/database/database.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { newAgentKey } from './secrets.js';

export interface AgentKey {
  id: string;
  prefix: string;
  issuedBy: string;
  tools: string[] | null;
  domains: string[] | null;
  createdAt: Date;
  revokedAt: Date | null;
  /** When it ends by itself, because it was rotated. */
  expiresAt: Date | null;
  /** The last change that was asked for with it, to the minute. */
  lastUsedAt: Date | null;
  /** The key whose place it took. */
  replaces: string | null;
}

export interface Agent {
  id: string;
  name: string;
  ownerId: string;
  ownerName: string;
  active: boolean;
  tools: string[] | null;
  domains: string[] | null;
  createdAt: Date;
  keys: AgentKey[];
}

/** What an agent or a key may ask for; null allows all. */
export interface Scope {
  tools: string[] | null;
  domains: string[] | null;
}

/** A key as it is answered once. */
export interface NewKey {
  id: string;
  key: string;
  prefix: string;
}

/** Two keys for one agent are for changing over, not for keeping. */
const MOST_DAYS_OF_TWO_KEYS = 90;

const LIST = {
  name: 'list-agents',
  text: `SELECT a.id, a.name, a.owner_id AS "ownerId", p.name AS "ownerName", a.active, a.tools, a.domains,
      a.created_at AS "createdAt", coalesce((
        SELECT json_agg(json_build_object('id', k.id, 'prefix', k.prefix, 'issuedBy', k.issued_by, 'tools', k.tools,
          'domains', k.domains, 'createdAt', k.created_at, 'revokedAt', k.revoked_at, 'expiresAt', k.expires_at,
          'lastUsedAt', date_trunc('minute', k.last_used_at), 'replaces', k.replaces) ORDER BY k.created_at, k.id)
        FROM agent_key k WHERE k.agent_id = a.id), '[]') AS keys
    FROM agent a JOIN person p ON p.id = a.owner_id
    WHERE a.name > $1 ORDER BY a.name LIMIT $2`,
};

/** Agents and their keys. Whoever creates an agent owns it, and signs nothing it proposes. */
@Injectable()
export class AgentsService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async list(limit: number, after: string): Promise<Agent[]> {
    const rows = await this.database.run<Agent>(LIST, [after, limit]);
    return rows.map((row) => ({ ...row, keys: row.keys.map(withTimes) }));
  }

  async byName(name: string): Promise<{ id: string } | undefined> {
    const find = { name: 'find-agent', text: 'SELECT id FROM agent WHERE name = $1' };
    return (await this.database.run<{ id: string }>(find, [name]))[0];
  }

  /** @throws Problem 409 `agent_name_taken` */
  async create(ownerId: string, name: string, scope: Scope): Promise<{ id: string; name: string; ownerId: string }> {
    return this.database.transaction(async (client) => {
      const id = newId();
      const { rowCount } = await client.query(
        `INSERT INTO agent (id, name, owner_id, tools, domains) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name) DO NOTHING`,
        [id, name, ownerId, scope.tools, scope.domains],
      );
      if (rowCount === 0) throw new Problem(409, 'agent_name_taken', 'An agent has this name already. Choose another.');
      await this.audit.appendIn(client, `person:${ownerId}`, 'agent.created', `agent:${id}`, { name, ...scope });
      return { id, name, ownerId };
    });
  }

  /** Issues a key. The key itself is answered this once; only its hash is kept. */
  async issueKey(issuerId: string, agentId: string, scope: Scope): Promise<NewKey> {
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query('SELECT FROM agent WHERE id = $1', [agentId]);
      if (rowCount === 0) throw notFound('agent');
      const id = newId();
      const { key, prefix, hash } = newAgentKey();
      await client.query(
        `INSERT INTO agent_key (id, agent_id, key_hash, prefix, issued_by, tools, domains) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, agentId, hash, prefix, issuerId, scope.tools, scope.domains],
      );
      await this.audit.appendIn(client, `person:${issuerId}`, 'agent_key.issued', `agent:${agentId}`, {
        keyId: id,
        ...scope,
      });
      return { id, key, prefix };
    });
  }

  /**
   * Issues a key of the same scope in place of this one, which works on until then. Of two rotations at once one wins.
   * @param until ISO 8601; the database's clock says whether it lies ahead
   * @throws Problem 409 `key_not_active` when it was rotated or revoked already, 400 when `until` is past or too far away
   */
  async rotateKey(issuerId: string, agentId: string, keyId: string, until: string): Promise<NewKey> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<Scope & { open: boolean; fits: boolean }>(
        `SELECT tools, domains, revoked_at IS NULL AND expires_at IS NULL AS open,
           $3::timestamptz > clock_timestamp() AND $3::timestamptz < clock_timestamp() + $4 * interval '1 day' AS fits
         FROM agent_key WHERE id = $1 AND agent_id = $2 FOR NO KEY UPDATE`,
        [keyId, agentId, until, MOST_DAYS_OF_TWO_KEYS],
      );
      const old = rows[0];
      if (!old) throw notFound('agent key');
      if (!old.open) throw new Problem(409, 'key_not_active', 'This key was rotated or revoked already.');
      if (!old.fits) {
        const message = `must lie ahead, at most ${MOST_DAYS_OF_TWO_KEYS} days`;
        throw new Problem(400, 'validation_failed', `until: ${message}.`, { errors: [{ path: 'until', message }] });
      }
      await client.query('UPDATE agent_key SET expires_at = $2 WHERE id = $1', [keyId, until]);
      const id = newId();
      const { key, prefix, hash } = newAgentKey();
      await client.query(
        `INSERT INTO agent_key (id, agent_id, key_hash, prefix, issued_by, tools, domains, replaces)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, agentId, hash, prefix, issuerId, old.tools, old.domains, keyId],
      );
      await this.audit.appendIn(client, `person:${issuerId}`, 'agent_key.rotated', `agent:${agentId}`, {
        keyId,
        newKeyId: id,
        until: new Date(until).toISOString(),
        tools: old.tools,
        domains: old.domains,
      });
      return { id, key, prefix };
    });
  }

  /** Revokes a key at once; revoking it again changes nothing. */
  async revokeKey(by: Actor, agentId: string, keyId: string): Promise<void> {
    await this.database.transaction(async (client) => {
      const known = await client.query('SELECT FROM agent_key WHERE id = $1 AND agent_id = $2', [keyId, agentId]);
      if (known.rowCount === 0) throw notFound('agent key');
      const { rowCount } = await client.query(
        'UPDATE agent_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL',
        [keyId],
      );
      if (rowCount === 1) await this.audit.appendIn(client, by, 'agent_key.revoked', `agent:${agentId}`, { keyId });
    });
  }
}

/** Times inside of JSON come as PostgreSQL's text. */
function withTimes({ createdAt, revokedAt, expiresAt, lastUsedAt, ...key }: AgentKey): AgentKey {
  const time = (at: Date | null) => at && new Date(at);
  return {
    ...key,
    createdAt: new Date(createdAt),
    revokedAt: time(revokedAt),
    expiresAt: time(expiresAt),
    lastUsedAt: time(lastUsedAt),
  };
}

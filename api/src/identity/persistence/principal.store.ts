import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../../config/environment.js';
import { Batcher } from '../../platform/database/batcher.js';
import { Database, sql } from '../../platform/database/database.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import type { AgentPrincipal, PersonPrincipal } from '../principal.js';

const FIND_SESSIONS = sql(import.meta.url, 'find-sessions');
const FIND_AGENT_KEYS = sql(import.meta.url, 'find-agent-keys');
const FIND_AGENT_KEY = sql(import.meta.url, 'find-agent-key');
const SEE_AGENT_KEYS = sql(import.meta.url, 'see-agent-keys');
const SEE = {
  name: 'see-session',
  text: `UPDATE session SET seen_at = clock_timestamp()
    WHERE token_hash = $1 AND seen_at < clock_timestamp() - interval '1 minute'`,
};

const TICKET_OF = { name: 'ticket-of-execution', text: 'SELECT ticket_id AS id FROM execution WHERE id = $1' };

/**
 * Finds who holds a session or a key. Always asks the database, so that a revoked key or a closed
 * session is refused on the very next request; requests of the same moment share one question.
 */
@Injectable()
export class PrincipalStore {
  private readonly sessions: Batcher<Buffer, PersonPrincipal | undefined>;
  private readonly keys: Batcher<Buffer, AgentPrincipal | undefined>;
  private readonly seenKeys: Batcher<string, undefined>;

  constructor(
    private readonly database: Database,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    this.sessions = new Batcher((hashes) => this.findSessions(hashes), { most: 128 });
    this.keys = new Batcher((hashes) => this.findKeys(hashes), { most: 128 });
    this.seenKeys = new Batcher((ids) => this.seeKeys(ids), { most: 128 });
  }

  bySession(tokenHash: Buffer): Promise<PersonPrincipal | undefined> {
    return this.sessions.add(tokenHash);
  }

  /** Notes that a session is in use, for requests that change something; at most once a minute it writes. */
  async see({ toBeSeen, tokenHash }: PersonPrincipal): Promise<void> {
    if (toBeSeen) await this.database.run(SEE, [tokenHash]);
  }

  byKey(keyHash: Buffer): Promise<AgentPrincipal | undefined> {
    return this.keys.add(keyHash);
  }

  /** Whose key that is, where it still counts, and what time it is. */
  async byKeyId(keyId: string): Promise<{ agentId: string; now: Date } | undefined> {
    const [row] = await this.database.run<{ id: string; now: Date }>(FIND_AGENT_KEY, [keyId]);
    return row && { agentId: row.id, now: row.now };
  }

  /** Notes that a key is in use, for requests that change something; at most once a minute it writes. */
  async seeKey({ toBeSeen, keyId }: AgentPrincipal): Promise<void> {
    if (toBeSeen) await this.seenKeys.add(keyId);
  }

  /** Whose story a refusal about this execution belongs to; undefined when there is none. */
  async ticketOf(executionId: string): Promise<string | undefined> {
    return (await this.database.run<{ id: string }>(TICKET_OF, [executionId]))[0]?.id;
  }

  private async seeKeys(ids: string[]): Promise<undefined[]> {
    await this.database.run(SEE_AGENT_KEYS, [ids]);
    return ids.map(() => undefined);
  }

  private async findSessions(hashes: Buffer[]): Promise<(PersonPrincipal | undefined)[]> {
    const rows = await this.database.run<{
      token_hash: Buffer;
      csrf_token: string;
      session_id: string;
      stepped_up_at: Date | null;
      to_be_seen: boolean;
      id: string;
      name: string;
      email: string;
      roles: PersonPrincipal['roles'];
    }>(FIND_SESSIONS, [hashes, this.environment.sessionIdleMinutes * 60]);
    const byHash = new Map(rows.map((row) => [row.token_hash.toString('hex'), row]));
    return hashes.map((hash): PersonPrincipal | undefined => {
      const row = byHash.get(hash.toString('hex'));
      if (!row) return undefined;
      const { id, name, email, roles } = row;
      return {
        type: 'person',
        id,
        name,
        email,
        roles,
        csrfToken: row.csrf_token,
        tokenHash: row.token_hash,
        sessionId: row.session_id,
        steppedUpAt: row.stepped_up_at,
        toBeSeen: row.to_be_seen,
      };
    });
  }

  private async findKeys(hashes: Buffer[]): Promise<(AgentPrincipal | undefined)[]> {
    const rows = await this.database.run<{
      key_hash: Buffer;
      key_id: string;
      issued_by: string;
      key_tools: string[] | null;
      key_domains: string[] | null;
      id: string;
      name: string;
      owner_id: string;
      tools: string[] | null;
      domains: string[] | null;
      to_be_seen: boolean;
    }>(FIND_AGENT_KEYS, [hashes]);
    const byHash = new Map(rows.map((row) => [row.key_hash.toString('hex'), row]));
    return hashes.map((hash): AgentPrincipal | undefined => {
      const row = byHash.get(hash.toString('hex'));
      if (!row) return undefined;
      return {
        type: 'agent',
        id: row.id,
        name: row.name,
        ownerId: row.owner_id,
        keyId: row.key_id,
        keyIssuerId: row.issued_by,
        tools: narrower(row.tools, row.key_tools),
        domains: narrower(row.domains, row.key_domains),
        toBeSeen: row.to_be_seen,
      };
    });
  }
}

/** What both the agent and its key allow; null allows all. */
export function narrower(agent: string[] | null, key: string[] | null): string[] | null {
  if (agent === null) return key;
  return key === null ? agent : agent.filter((name) => key.includes(name));
}

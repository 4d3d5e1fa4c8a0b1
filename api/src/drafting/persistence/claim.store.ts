import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';

const TAKE = sql(import.meta.url, 'take-draft-claim');
const RELEASE = {
  name: 'release-draft-claim',
  text: 'DELETE FROM draft_claim WHERE agent_id = $1 AND key = $2 AND claim = $3',
};

/** Who is drafting for which Idempotency-Key, in any process. */
@Injectable()
export class ClaimStore {
  constructor(private readonly database: Database) {}

  /**
   * @param bodyHash SHA-256 of the request's body, in hex
   * @param seconds until it ends by itself
   * @returns how to give it back; or, while somebody else has it, the hash of the body it has it for, null when that is not known yet
   */
  async take(
    agentId: string,
    key: string,
    bodyHash: string,
    seconds: number,
  ): Promise<{ release: () => Promise<void> } | { takenFor: string | null }> {
    const claim = randomUUID();
    const [row] = await this.database.run<{ taken: boolean; bodyHash: string | null }>(TAKE, [
      ...[agentId, key, bodyHash, claim, seconds],
    ]);
    if (!row!.taken) return { takenFor: row!.bodyHash };
    return { release: async () => void (await this.database.run(RELEASE, [agentId, key, claim])) };
  }
}

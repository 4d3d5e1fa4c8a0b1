import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';

const LOCK = sql(import.meta.url, 'lock-wordless');
const GATHER = sql(import.meta.url, 'gather-words');
const TAKE_TURN = { name: 'take-turn-to-gather', text: 'SELECT until FROM words_gathered FOR UPDATE SKIP LOCKED' };

/** Tickets in one transaction. */
const BATCH = 500;

/** Gathers the words of decided tickets. */
@Injectable()
export class WordsStore {
  constructor(private readonly database: Database) {}

  /**
   * Gathers the words of some tickets that were decided and have none yet; nothing while another process does.
   * @returns whether there may be more
   */
  async gather(): Promise<boolean> {
    return this.database.transaction(async (client) => {
      if ((await client.query(TAKE_TURN)).rows.length === 0) return false;
      const { rows } = await client.query<{ id: string; resolvedAt: string }>({ ...LOCK, values: [BATCH] });
      const more = rows.length === BATCH;
      // A statement of its own, whose snapshot is younger than the locks: what was erased before them is gone from its texts.
      await client.query({ ...GATHER, values: [rows.map(({ id }) => id), more ? rows.at(-1)!.resolvedAt : null] });
      return more;
    });
  }
}

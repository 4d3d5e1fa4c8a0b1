import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database, sql } from '../platform/database/database.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { salted } from '../platform/json/digest.js';
import { LiveFeed } from '../platform/live/live-feed.js';
import { REPEAT_WINDOW_SECONDS } from './persistence/ticket.store.js';
import { NOT_ERASED } from './rules/erase.js';

const ERASE = sql(import.meta.url, 'persistence/erase-ticket');
const FORGET = { name: 'forget-erased', text: 'SELECT forget_erased($1)' };

type Outcome = 'erased' | keyof typeof NOT_ERASED | 'not_found';

/** What was erased: the salted digests (64 hex characters) of texts that nobody can show any more. */
export interface Erased {
  digests: string[];
  receipt: Receipt;
}

/** Erases what a closed ticket holds of people. Hashes and the audit log stay as they are (docs/verify.md). */
@Injectable()
export class ErasureService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly feed: LiveFeed,
  ) {}

  /**
   * Texts and their salts go at once; the keys by which repeats and sums are found a week after the ticket was made (`forget`).
   * @throws Problem 404, 409 `not_terminal`, `already_erased`
   */
  async erase(person: PersonPrincipal, ticketId: string, reason: string): Promise<Erased> {
    const why = salted(reason);
    const erased = await this.database.transaction(async (client) => {
      const { rows } = await client.query<{ outcome: Outcome; digests: string[] | null }>({
        ...ERASE,
        values: [ticketId, person.id, why.text, why.salt],
      });
      const { outcome, digests } = rows[0]!;
      refuse(outcome);
      const payload = { reasonDigest: why.digest, digests: digests ?? [] };
      const subject = `ticket:${ticketId}` as const;
      const receipt = await this.audit.appendIn(client, `person:${person.id}`, 'ticket.erased', subject, payload);
      return { digests: payload.digests, receipt };
    });
    this.feed.tell({ ticketId, action: 'ticket.erased' });
    return erased;
  }

  /** Erases the keys of erased tickets that are too old to be repeated. */
  async forget(): Promise<void> {
    await this.database.run(FORGET, [REPEAT_WINDOW_SECONDS]);
  }
}

function refuse(outcome: Outcome): void {
  if (outcome === 'not_found') throw notFound('ticket');
  if (outcome === 'erased') return;
  const { status, code, detail } = NOT_ERASED[outcome];
  throw new Problem(status, code, detail);
}

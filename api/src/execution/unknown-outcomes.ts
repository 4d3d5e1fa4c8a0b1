import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { PROBLEM_STATUS } from '../platform/http/problem-codes.js';
import { salted } from '../platform/json/digest.js';
import { LiveFeed } from '../platform/live/live-feed.js';
import { type Unknown, UnknownStore } from './persistence/unknown.store.js';
import { type FoundOut, mayResolve, resolve } from './rules/resolve.js';

/** Refusals that are about who asks, not about where the call stands. */
const RECORDED: readonly string[] = ['not_allowed_to_resolve', 'already_proposed'];

/** The ways out of an unknown outcome that people start. None of them ever runs anything again. */
@Injectable()
export class UnknownOutcomes {
  constructor(
    private readonly unknown: UnknownStore,
    private readonly feed: LiveFeed,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Says what became of it. The first word proposes, another person's equal one confirms, a contrary one voids both.
   * @param read gives what was sent, or throws; asked only once it is clear that this person may
   * @throws Problem 404; 403 `not_allowed_to_resolve`; 409 `not_unknown`, `already_proposed`, `resolution_contradicted`
   */
  async resolve(
    person: PersonPrincipal,
    executionId: string,
    read: () => { outcome: FoundOut; evidence: string },
  ): Promise<{ done: 'propose' | 'confirm'; ticketId: string; receipt: Receipt }> {
    const { outcome, evidence } = read();
    const word = { personId: person.id, outcome, evidence: salted(evidence) };
    const said = await this.recording(person, executionId, (about) =>
      this.unknown.say(executionId, word, (facts) => {
        about(facts);
        const decided = resolve(facts, person.id, outcome);
        if (decided.do === 'refuse') throw new Problem(PROBLEM_STATUS[decided.code], decided.code, decided.because);
        return decided;
      }),
    );
    if (!said) throw notFound('execution');
    const { facts, done, receipt } = said;
    this.feed.tell({ ticketId: facts.ticketId, action: 'resolution.proposed' });
    if (done === 'propose' || done === 'confirm') return { done, ticketId: facts.ticketId, receipt };
    throw new Problem(
      409,
      'resolution_contradicted',
      'Somebody else says otherwise. Both statements are void and on record; talk to each other, then say it anew.',
    );
  }

  /**
   * Has a worker ask the provider. Asking again while an answer is waited for changes nothing.
   * @throws Problem 404; 403 `not_allowed_to_resolve`; 409 `not_unknown`, `not_queryable`
   */
  async lookUp(person: PersonPrincipal, executionId: string): Promise<void> {
    const facts = await this.recording(person, executionId, (about) =>
      this.unknown.askLookUp(executionId, person.id, (found) => {
        about(found);
        refuseLookUp(found, person.id);
      }),
    );
    if (!facts) throw notFound('execution');
    this.feed.tell({ ticketId: facts.ticketId, action: 'look_up.asked' });
  }

  /** What somebody may not say is on record, in a transaction of its own: the one that refused it wrote nothing. */
  private async recording<T>(
    person: PersonPrincipal,
    executionId: string,
    work: (about: (facts: Unknown) => void) => Promise<T>,
  ): Promise<T> {
    let ticketId: string | null = null;
    try {
      return await work((facts) => {
        ticketId = facts.ticketId;
      });
    } catch (error) {
      if (ticketId !== null && error instanceof Problem && RECORDED.includes(error.code)) {
        const { code, detail: because } = error;
        const refused = { executionId, code, because };
        await this.audit.append(`person:${person.id}`, 'resolution.refused', `ticket:${ticketId}`, refused);
      }
      throw error;
    }
  }
}

function refuseLookUp(facts: Unknown, personId: string): void {
  const may = mayResolve(facts, personId);
  if (!may.ok) throw new Problem(403, 'not_allowed_to_resolve', may.because);
  if (facts.state !== 'unknown') {
    throw new Problem(409, 'not_unknown', `This execution is ${facts.state}; nothing is unknown.`);
  }
  if (facts.retryClass !== 'queryable') {
    throw new Problem(
      409,
      'not_queryable',
      'This tool cannot be asked. Find out by hand; two people say what they found.',
    );
  }
}

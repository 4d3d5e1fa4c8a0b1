import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { PersonPrincipal } from '../identity/principal.js';
import type { Role } from '../identity/rules/roles.js';
import { Database } from '../platform/database/database.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { PROBLEM_STATUS } from '../platform/http/problem-codes.js';
import { salted } from '../platform/json/digest.js';
import { RulebookService } from '../rulebook/rulebook.service.js';
import { type ChangeRow, ChangeStore } from './persistence/change.store.js';
import type { ChangeState } from './rules/lifecycle.js';
import { decideOnChange } from './rules/sign-change.js';

/** A change by what people call it. */
export interface FiledChange {
  id: string;
  number: number;
}

/** More are open nowhere. */
const MOST_OPEN = 200;

type Verdict = 'approve' | 'reject';

/** Refusals that are about who asks, not about where the change stands. */
const RECORDED: readonly string[] = ['not_allowed', 'not_allowed_to_sign', 'already_signed'];

/** Decides on changes of the routing policy. The last approval puts one in force. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeStore,
    private readonly rulebook: RulebookService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * What is open and could still go live, by the RFC 8785 text of its document; the first one where two are the same. What another
   * policy overtook waits for nothing but to be told so, and keeps nobody from filing the same anew.
   */
  async open(): Promise<ReadonlyMap<string, FiledChange>> {
    const rows = await this.changes.list('open', null, MOST_OPEN);
    const alive = rows.filter(({ basedOn, inForce }) => basedOn === inForce);
    return new Map(alive.map(({ document, id, number }) => [document, { id, number }]));
  }

  /**
   * Approves what was shown. The approval that fills the requirement puts it in force, in this transaction.
   * @param read gives the hash of what was shown, or throws; asked only once it is clear that this person may
   * @throws Problem 404; 403 `not_allowed_to_sign`; 409 `already_signed`, `change_over`, `stale_revision`; 409 `stale_base`, by
   *   which the change is superseded, where another policy came into force meanwhile
   */
  async approve(person: PersonPrincipal, id: string, read: () => { contentHash: string }): Promise<ChangeState> {
    const state = await this.recording(person, id, 'approve', () =>
      this.database.transaction(async (client) => {
        const change = await this.changes.lockIn(client, id);
        const next = decide(change, person, 'approve', read);
        const { contentHash, basedOn, document } = change!;
        const [actor, subject] = [`person:${person.id}`, `change:${id}`] as const;
        const inForce = (await this.rulebook.newestIn(client, 'routing_policy'))!.version;
        if (inForce !== basedOn) {
          await this.changes.endIn(client, id, 'superseded');
          await this.audit.appendIn(client, 'system', 'change.superseded', subject, { basedOn, inForce });
          return 'superseded';
        }
        const { roles } = person;
        await this.changes.signIn(client, {
          changeId: id,
          personId: person.id,
          roles,
          verdict: 'approve',
          contentHash,
          reason: null,
        });
        const signed = { contentHash, verdict: 'approve', roles, reasonDigest: null };
        await this.audit.appendIn(client, actor, 'change.signed', subject, signed);
        if (next === 'open') return next;
        const version = await this.rulebook.addPolicyIn(client, actor, 'routing_policy', JSON.parse(document));
        await this.changes.endIn(client, id, 'approved', version);
        const signers = [...approversOf(change!), person.id];
        await this.audit.appendIn(client, actor, 'change.approved', subject, { version, signers });
        return next;
      }),
    );
    if (state !== 'superseded') return state;
    const detail =
      'Another routing policy came into force since this was filed. File it anew, from the version in force.';
    throw new Problem(409, 'stale_base', detail);
  }

  /**
   * Rejects what was shown, which ends it.
   * @throws Problem 404; 403 `not_allowed_to_sign`; 409 `already_signed`, `change_over`, `stale_revision`
   */
  async reject(
    person: PersonPrincipal,
    id: string,
    read: () => { contentHash: string; reason: string },
  ): Promise<ChangeState> {
    return this.recording(person, id, 'reject', () =>
      this.database.transaction(async (client) => {
        const change = await this.changes.lockIn(client, id);
        let why = '';
        decide(change, person, 'reject', () => {
          const body = read();
          why = body.reason;
          return body;
        });
        const { contentHash } = change!;
        const [actor, subject, { roles }] = [`person:${person.id}`, `change:${id}`, person] as const;
        const reason = salted(why);
        await this.changes.signIn(client, {
          changeId: id,
          personId: person.id,
          roles,
          verdict: 'reject',
          contentHash,
          reason,
        });
        const signed = { contentHash, verdict: 'reject', roles, reasonDigest: reason.digest };
        await this.audit.appendIn(client, actor, 'change.signed', subject, signed);
        await this.changes.endIn(client, id, 'rejected');
        await this.audit.appendIn(client, actor, 'change.rejected', subject, { contentHash });
        return 'rejected' as const;
      }),
    );
  }

  /**
   * Takes back what one filed oneself.
   * @throws Problem 404; 403 `not_allowed` for anybody else; 409 `change_over`
   */
  async withdraw(person: PersonPrincipal, id: string): Promise<ChangeState> {
    return this.recording(person, id, 'withdraw', () =>
      this.database.transaction(async (client) => {
        const change = await this.changes.lockIn(client, id);
        if (!change) throw notFound('change');
        if (change.filedBy !== person.id)
          throw new Problem(403, 'not_allowed', 'Only who filed a change withdraws it.');
        if (change.state !== 'open') throw new Problem(409, 'change_over', `This change is ${change.state}.`);
        await this.changes.endIn(client, id, 'withdrawn');
        await this.audit.appendIn(client, `person:${person.id}`, 'change.withdrawn', `change:${id}`, {});
        return 'withdrawn' as const;
      }),
    );
  }

  /** What somebody may not say is on record, in a transaction of its own: the one that refused it wrote nothing. */
  private async recording<T>(
    person: PersonPrincipal,
    id: string,
    verdict: Verdict | 'withdraw',
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem && RECORDED.includes(error.code)) {
        const { code, detail: because } = error;
        await this.audit.append(`person:${person.id}`, 'change.refused', `change:${id}`, { code, verdict, because });
      }
      throw error;
    }
  }
}

function decide(
  change: ChangeRow | undefined,
  { id, roles }: { id: string; roles: Role[] },
  verdict: Verdict,
  read: () => { contentHash: string },
): 'open' | 'approved' | 'rejected' {
  if (!change) throw notFound('change');
  const decided = decideOnChange(change, { id, roles }, verdict);
  if (!decided.ok) throw new Problem(PROBLEM_STATUS[decided.code], decided.code, decided.because);
  if (read().contentHash !== change.contentHash) {
    throw new Problem(
      409,
      'stale_revision',
      'This is not the hash of the change. Load it again and read what it says.',
    );
  }
  return decided.next;
}

const approversOf = ({ signOffs }: ChangeRow): string[] =>
  signOffs.filter(({ verdict }) => verdict === 'approve').map(({ personId }) => personId);

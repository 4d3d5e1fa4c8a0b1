import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { isSteppedUp } from '../identity/rules/step-up.js';
import { Problem } from '../platform/http/problem.js';
import { Rulebook } from '../rulebook/rulebook.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { afterSignOff, approved, newSignOff, rejected, signed } from './compose-sign-off.js';
import { refusalOf } from './rules/allowed-actions.js';
import { evaluateQuorum } from './rules/quorum.js';
import { repeatsToKnow } from './rules/repeat.js';
import { type Standing, standingOf } from './rules/standing.js';

export interface Approval {
  revision: unknown;
  contentHash: unknown;
  note?: string | null;
  knowingRepeat?: boolean;
}

export interface Rejection {
  revision: unknown;
  contentHash: unknown;
  reason: string;
  note?: string | null;
}

/** A decision as it was written: the case file as it is now, and the receipt of the sign-off's entry. */
export interface Signed {
  file: CaseFile;
  receipt: Receipt;
}

/** Sign-offs: one person's approve or reject of exactly the revision they were shown. */
@Injectable()
export class SignOffService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Approves; the last approval that the sign-off policy asks for readies the tool call.
   * @param read gives what was sent, or throws; asked only once it is clear that this person may sign
   */
  async approve(person: PersonPrincipal, id: string, read: () => Approval): Promise<Signed> {
    return this.sign(person, id, 'approve', (file, rules, standing) => {
      const approval = read();
      refuseStale(file, approval);
      const signedBefore = standing.counted.some(({ personId }) => personId === person.id);
      refuseUnknowing(file, signedBefore ? isKnown(file) : approval.knowingRepeat === true);
      refuseWithoutStepUp(person, file, standing);
      // Only what a loosened policy has filled meanwhile lets somebody through who has signed.
      if (signedBefore) return approved(file, rules, standing, null, person);
      const signOff = newSignOff(person, file, 'approve', null, approval.note, approval.knowingRepeat === true);
      const signers = standing.counted.map(({ personId, roles }) => ({ id: personId, roles }));
      const { satisfied } = evaluateQuorum(standing.requirement, [...signers, person]);
      return satisfied ? approved(file, rules, standing, signOff, person) : signed(file, standing, signOff, person);
    });
  }

  /** Rejects; one rejection ends the ticket. */
  async reject(person: PersonPrincipal, id: string, read: () => Rejection): Promise<Signed> {
    return this.sign(person, id, 'reject', (file) => {
      const rejection = read();
      refuseStale(file, rejection);
      const signOff = newSignOff(person, file, 'reject', rejection.reason, rejection.note, false);
      return rejected(file, signOff, person);
    });
  }

  private async sign(
    person: PersonPrincipal,
    id: string,
    verdict: 'approve' | 'reject',
    decide: (file: CaseFile, rules: Rules, standing: Standing) => TicketChange,
  ): Promise<Signed> {
    try {
      const { before, change, receipt } = await this.tickets.change(id, async (file) => {
        const rules = await this.rulebook.at(file.inForce);
        const standing = standingOf(file, rules);
        const refusal = refusalOf(verdict, person, file, rules, standing);
        if (refusal) throw new Problem(refusal.status, refusal.code, refusal.detail);
        return decide(file, rules, standing);
      });
      return { file: afterSignOff(before, change!, person), receipt: receipt! };
    } catch (error) {
      await recordRefusal(this.audit, person, id, verdict, error);
      throw error;
    }
  }
}

/** A decision that somebody may not make is on record, also when nothing else came of it. */
export async function recordRefusal(
  audit: AuditLog,
  person: PersonPrincipal,
  ticketId: string,
  verdict: 'approve' | 'reject' | 'revoke',
  error: unknown,
): Promise<void> {
  if (!(error instanceof Problem) || error.code !== 'not_allowed_to_sign') return;
  const { code, detail } = error;
  await audit.append(`person:${person.id}`, 'sign_off.refused', `ticket:${ticketId}`, {
    code,
    verdict,
    because: detail,
  });
}

/** Whether somebody signed this revision as a repeat. */
function isKnown({ signOffs, ticket }: CaseFile): boolean {
  return signOffs.some((s) => s.revision === ticket.revision && s.verdict === 'approve' && s.knowingRepeat);
}

/** @throws Problem 409 `repeat_not_acknowledged` where an equal call is made or waits, and whoever signs does not say so */
function refuseUnknowing(file: CaseFile, knowing: boolean): void {
  const repeats = repeatsToKnow(file);
  if (repeats.length === 0 || knowing) return;
  const tickets = repeats.map((repeat) => `T-${repeat.number}`).join(', ');
  throw new Problem(
    409,
    'repeat_not_acknowledged',
    `${tickets} asks for the same tool call. Send knowingRepeat: true to sign this one as a repeat, or reject it.`,
  );
}

/** @throws Problem 403 `step_up_required` where the policy asks for it, and this session has none that is fresh */
function refuseWithoutStepUp(person: PersonPrincipal, { now }: CaseFile, { stepUp }: Standing): void {
  if (stepUp.length === 0 || isSteppedUp(person.steppedUpAt, now)) return;
  throw new Problem(
    403,
    'step_up_required',
    `Prove again who you are with POST /v1/session/step-up, then approve within five minutes: ${stepUp.join('; ')}.`,
  );
}

/** @throws Problem 409 `stale_revision` unless exactly the current revision was shown */
export function refuseStale(file: CaseFile, shown: { revision: unknown; contentHash: unknown }): void {
  if (shown.revision === file.ticket.revision && shown.contentHash === file.revision.contentHash) return;
  throw new Problem(
    409,
    'stale_revision',
    `What you were shown is not revision ${file.ticket.revision} as it stands. Load the ticket again and look at what changed before you decide.`,
  );
}

import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database } from '../platform/database/database.js';
import { refuse } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { canonicalJson, sha256 } from '../platform/json/canonical.js';
import { salted } from '../platform/json/digest.js';
import type { RoutingDocument } from '../routing/rules/mitigations.js';
import { RulebookService } from '../rulebook/rulebook.service.js';
import { ChangeStore } from './persistence/change.store.js';
import { type AnsweredFlag, doesWhatItSays, namesOneSign } from './rules/answers-flag.js';
import { type Stood, WarningSigns } from './warning-signs.js';

export interface ToFile {
  basedOn: number;
  document: unknown;
  reason: string;
  flag: AnsweredFlag | null;
}

/** Files changes of the routing policy. */
@Injectable()
export class FilingService {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeStore,
    private readonly rulebook: RulebookService,
    private readonly signs: WarningSigns,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Files a change. Nothing is in force by it. What it answers is looked at here: those who decide read what was counted, in
   * what they sign, and not what somebody says of it.
   * @returns its id
   * @throws Problem 409 `policy_changed` when it is written from another version than that in force, `flag_not_raised`; 422
   *   `nothing_changed`; 400 where the document is not what its mitigation makes of the policy in force
   */
  async file(person: PersonPrincipal, { basedOn, flag, ...to }: ToFile): Promise<string> {
    const stood = flag && (await this.standing(flag));
    const [id, kind] = [newId(), 'routing_policy'] as const;
    const document = canonicalJson(to.document);
    const reason = salted(to.reason);
    const answered = flag && stood ? { flag: canonicalJson(flag), stood: canonicalJson(stood) } : null;
    const signed = [id, kind, basedOn, reason.digest, document, ...(answered ? [answered.flag, answered.stood] : [])];
    const contentHash = sha256(signed.join('\n'));
    await this.database.transaction(async (client) => {
      const newest = await this.rulebook.newestIn(client, kind);
      if (newest?.version !== basedOn) {
        const detail = `Version ${newest?.version} is in force. Look at it, and write yours from there.`;
        throw new Problem(409, 'policy_changed', detail);
      }
      if (newest.document === document)
        throw new Problem(422, 'nothing_changed', 'This is the policy that is in force.');
      if (flag && !doesWhatItSays(JSON.parse(newest.document) as RoutingDocument, flag, document))
        throw refuse('document', `is not what ${flag.mitigation} makes of version ${basedOn}, or does more`);
      const change = { id, kind, basedOn, document, reason, contentHash, filedBy: person.id };
      const { flag: flagText = null, stood: stoodText = null } = answered ?? {};
      const number = await this.changes.fileIn(client, { ...change, flag: flagText, stood: stoodText });
      await this.audit.appendIn(client, `person:${person.id}`, 'change.filed', `change:${id}`, {
        number,
        kind,
        basedOn,
        contentHash: contentHash.toString('hex'),
        reasonDigest: reason.digest,
        flag,
        stood,
      });
    });
    return id;
  }

  /** What the sign that it answers counts now. Counting takes seconds where there is much to count, so no transaction waits for it. */
  private async standing(flag: AnsweredFlag): Promise<Stood> {
    if (!namesOneSign(flag))
      throw refuse('flag.clusterId', 'is of complaints that grow, which it must name, and of nothing else');
    const seen = await this.signs.look(flag);
    if (!seen?.raised) {
      const detail = 'What it answers is no warning sign now. Look again, or file it without one.';
      throw new Problem(409, 'flag_not_raised', detail);
    }
    return seen.stood;
  }
}

import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { auditEntry } from '../../audit-log/rules/audit-entry.js';
import { Problem } from '../../platform/http/problem.js';
import { isId } from '../../platform/ids.js';
import { type Granted, GrantStore } from '../persistence/grant.store.js';
import { REPORT_SECONDS, redeemRefusal } from '../rules/grant.js';
import { GrantSigner } from './grant-signer.js';
import { refused } from './grants.service.js';

export interface Redeeming {
  grant: string;
  /** The bytes of the body, which the tool's server signed. */
  body: Buffer;
  headers: Record<string, string | string[] | undefined>;
}

export interface Redeemed {
  executionId: string;
  ticketId: string;
  /** ISO 8601. */
  redeemedAt: string;
}

/** Takes each grant once, from the server of the very tool that it is for. */
@Injectable()
export class RedeemService {
  constructor(
    private readonly grants: GrantStore,
    private readonly signer: GrantSigner,
  ) {}

  /**
   * Records that a grant is used, and refuses it from then on.
   * @throws Problem 400 `grant_invalid`, 401 `signature_invalid`, 409 `grant_redeemed`, `grant_expired`, `grant_void`
   */
  async redeem({ grant, body, headers }: Redeeming): Promise<Redeemed> {
    const claims = await this.signer.read(grant);
    const granted = claims && isId(claims.jti) ? await this.grants.find(claims.jti) : undefined;
    if (
      !claims ||
      !granted ||
      claims.aud !== granted.toolName ||
      claims.contentHash !== granted.contentHash.toString('hex')
    ) {
      throw new Problem(400, 'grant_invalid', 'This is no grant of ours. Do nothing on it.');
    }
    refuseStranger(granted, body, headers);
    const early = redeemRefusal(granted, granted.now);
    if (early) throw refused(early);
    const { id, ticketId, toolName, now } = granted;
    const entry = auditEntry(now.toISOString(), 'system', 'execution.redeemed', `ticket:${ticketId}`, {
      executionId: id,
      tool: toolName,
    });
    const redeemedAt = await this.grants.redeem(granted, REPORT_SECONDS, [entry]);
    if (!redeemedAt) throw refused(await this.whyNot(id));
    return { executionId: id, ticketId, redeemedAt: redeemedAt.toISOString() };
  }

  /** Somebody was quicker, or time was, or somebody stopped the tool. */
  private async whyNot(id: string) {
    const now = await this.grants.find(id);
    return (now && redeemRefusal(now, now.now)) ?? 'grant_void';
  }
}

/** @throws Problem 401 unless the tool's own server signed this body with its secret (Standard Webhooks) */
function refuseStranger({ signingSecret }: Granted, body: Buffer, headers: Redeeming['headers']): void {
  try {
    new Webhook(signingSecret).verify(body.toString('utf8'), headers as Record<string, string>, { jsonParse: false });
  } catch {
    throw new Problem(
      401,
      'signature_invalid',
      'Sign the body with the tool’s signing secret (Standard Webhooks): only the server of the tool redeems its grants.',
    );
  }
}

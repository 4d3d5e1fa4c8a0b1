import { sha256 } from '../../platform/json/canonical.js';
import type { CaseFile, Execution } from '../../tickets/rules/case-file.js';

/** How long after the end of its grant a redeemed execution may still be reported. */
export const REPORT_SECONDS = 300;

/** From when to when a grant is good, in whole seconds as JWTs have them (RFC 7519, NumericDate). */
export interface GrantTimes {
  issuedAt: Date;
  expiresAt: Date;
}

/**
 * A grant never outlives the signatures it stands on.
 * @returns null when less than a second is left of them
 */
export function grantTimes(now: Date, grantSeconds: number, signaturesEnd: Date): GrantTimes | null {
  const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000;
  const issuedAt = wholeSeconds(now.getTime());
  const expiresAt = wholeSeconds(Math.min(issuedAt + grantSeconds * 1000, signaturesEnd.getTime()));
  if (expiresAt <= now.getTime()) return null;
  return { issuedAt: new Date(issuedAt), expiresAt: new Date(expiresAt) };
}

/** What a grant says, as the claims of a JWT. Bound to one tool (`aud`), one execution (`jti`) and the very arguments. */
export interface GrantClaims {
  iss: string;
  aud: string;
  /** The ticket. */
  sub: string;
  /** The execution. */
  jti: string;
  iat: number;
  nbf: number;
  exp: number;
  revision: number;
  contentHash: string;
  tool: { name: string; version: number };
  arguments: unknown;
  /** SHA-256 of the RFC 8785 text of `arguments`, 64 hex characters. */
  argumentsHash: string;
}

/** The same claims whenever they are asked for: a grant that was lost is given again, and never a second one. */
export function grantClaims(file: CaseFile, execution: Execution, times: GrantTimes, issuer: string): GrantClaims {
  const { ticket, revision } = file;
  const { toolCall, toolVersion, contentHash } = revision;
  if (!toolCall || toolVersion === null) throw new Error(`execution ${execution.id} names no registered tool`);
  const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
  return {
    iss: issuer,
    aud: toolCall.name,
    sub: ticket.id,
    jti: execution.id,
    iat: seconds(times.issuedAt),
    nbf: seconds(times.issuedAt),
    exp: seconds(times.expiresAt),
    revision: ticket.revision,
    contentHash,
    tool: { name: toolCall.name, version: toolVersion },
    arguments: JSON.parse(toolCall.canonical) as unknown,
    argumentsHash: sha256(toolCall.canonical).toString('hex'),
  };
}

/** What became of a grant whose time is over: nobody redeemed it, so nothing may have run; or somebody did and never said. */
export function settlementOf(redeemed: boolean): { state: 'failed' | 'unknown'; because: string } {
  return redeemed
    ? { state: 'unknown', because: 'the grant was redeemed, and what came of it was never reported' }
    : { state: 'failed', because: 'the grant was never redeemed' };
}

export type RedeemRefusal = 'grant_expired' | 'grant_redeemed' | 'grant_void';

/** Why a grant is not redeemed; null when it is good. By the database's clock, whatever the caller's says. */
export function redeemRefusal(
  { state, grantExpiresAt, redeemedAt }: Pick<Execution, 'state' | 'grantExpiresAt' | 'redeemedAt'>,
  now: Date,
): RedeemRefusal | null {
  if (redeemedAt !== null) return 'grant_redeemed';
  if (grantExpiresAt === null || grantExpiresAt <= now) return 'grant_expired';
  return state === 'granted' ? null : 'grant_void';
}

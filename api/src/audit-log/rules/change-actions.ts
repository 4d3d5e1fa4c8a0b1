/** The audit actions of changes to the rules. */
export interface ChangeActions {
  /** A change to the rules, which others decide on; `flag` is what it answers, such as a figure that has risen, and `stood` what that counted. */
  'change.filed': {
    number: number;
    kind: string;
    basedOn: number;
    contentHash: string;
    reasonDigest: string;
    flag: { measure: string; domain: string | null; clusterId: string | null; mitigation: string } | null;
    stood: { before: SignCount; now: SignCount; p: number | null; at: string } | null;
  };
  'change.signed': { contentHash: string; verdict: string; roles: string[]; reasonDigest: string | null };
  /** It is live, as this version. */
  'change.approved': { version: number; signers: string[] };
  'change.rejected': { contentHash: string };
  'change.withdrawn': Record<string, never>;
  /** Another version came into force than the one that it was written from. */
  'change.superseded': { basedOn: number; inForce: number };
  /** Who may not say it, or said it before; nothing else came of it. */
  'change.refused': { code: string; verdict: string; because: string };
}

/** So many in so many days, of so many answers; of complaints there is no whole. */
interface SignCount {
  n: number;
  of: number | null;
  days: number;
}

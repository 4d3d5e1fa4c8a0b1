import { canonicalJson, sha256 } from '../../platform/json/canonical.js';

/** Everything a sign-off binds itself to (design §5). */
export interface SignedFacts {
  ticketId: string;
  revision: number;
  tool: { name: string; version: number | null; endpointVersion: number | null } | null;
  /** RFC 8785 text of the tool call's arguments; null without a tool call. */
  argumentsCanonical: string | null;
  digests: {
    request: string;
    evidence: string | null;
    draft: string;
    /** Of what was added later, oldest first; left out where nothing was. */
    context?: string[];
  };
  /**
   * RFC 8785 text of what was seen of the tool's preconditions, null while nothing was seen; left out for tools that
   * have none, whose hashes are what they always were.
   */
  observation?: string | null;
  /** ISO 8601. */
  expiresAt: string;
}

export interface SignedContent {
  text: string;
  /** SHA-256 of `text`, 64 hex characters: the `contentHash`. */
  hash: string;
}

/** The canonical text that is hashed, shown and signed. Computed once per revision, and again at intent. */
export function signedContent(facts: SignedFacts): SignedContent {
  const { argumentsCanonical, observation, ...rest } = facts;
  const text = canonicalJson({
    ...rest,
    arguments: argumentsCanonical === null ? null : JSON.parse(argumentsCanonical),
    ...(observation === undefined ? {} : { preconditions: observation === null ? null : JSON.parse(observation) }),
  });
  return { text, hash: sha256(text).toString('hex') };
}

/** Something we found out ourselves about a proposal. A finding can only make the outcome stricter. */
export interface Finding {
  /** 'duplicate', 'tool_unregistered', 'tool_inactive', 'hidden_text', 'stale_evidence', 'uncited', … */
  name: string;
  /** What was seen, as JSON. */
  actual: unknown;
  /** One sentence for the reviewer. */
  because: string;
}

/**
 * What the routing policy looks at. All but `findings`, `uncitedIn` and `riskScore` is what the agent says of itself:
 * a claim, which may be missing or nonsense at run time, whatever the types promise.
 */
export interface RoutingSignals {
  /** 0..1; null when the agent gave none. */
  confidence: number | null;
  /** 'allow' | 'review' | 'deny', as the agent wrote it. */
  policyDecision: string | null;
  /** 'low' | 'medium' | 'high', as the agent wrote it. */
  piiLeakRisk: string | null;
  domain: string | null;
  /** The domain of an answer that says something and cites nothing of ours that opens; null of every other. Found by us. */
  uncitedIn: string | null;
  /** The tool's name; null when the proposal calls none, which is a known state and no missing signal. */
  toolCall: string | null;
  /** 0..100, see `riskScore`; null when it was not computed. */
  riskScore: number | null;
  findings: readonly Finding[];
}

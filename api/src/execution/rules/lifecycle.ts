/** The execution's lifecycle as data (design §4). The database holds the same table in `execution_transition`. */
export const EXECUTION_TRANSITIONS = {
  ready: ['claimed', 'granted', 'revoked'],
  claimed: ['ready', 'claimed', 'intent', 'revoked'],
  intent: ['intent', 'succeeded', 'failed', 'unknown'],
  granted: ['granted', 'succeeded', 'failed', 'unknown', 'revoked'],
  succeeded: [],
  failed: [],
  unknown: ['succeeded', 'failed'],
  revoked: [],
} as const satisfies Record<string, readonly string[]>;

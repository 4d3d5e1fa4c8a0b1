/** How long a widget token is good for, in seconds: as long as somebody looks at an answer. A page asks for the next one. */
export const WIDGET_TOKEN_SECONDS = 900;

/** Whom a widget token is for, and nobody else: no grant has this audience. */
export const WIDGET_AUDIENCE = 'urn:countersign:widget';

/** What a widget token says, as the claims of a JWT (RFC 7519). It is bound to one proposal and to the key that asked for it. */
export interface WidgetClaims {
  iss: string;
  aud: typeof WIDGET_AUDIENCE;
  /** The proposal. */
  sub: string;
  /** The key of the agent that asked for it: when that is revoked, so is this. */
  azp: string;
  /** Seconds since 1970. */
  iat: number;
  exp: number;
}

/** @param now the database's */
export function widgetClaims(proposalId: string, keyId: string, issuer: string, now: Date): WidgetClaims {
  const iat = Math.floor(now.getTime() / 1000);
  return { iss: issuer, aud: WIDGET_AUDIENCE, sub: proposalId, azp: keyId, iat, exp: iat + WIDGET_TOKEN_SECONDS };
}

/** Whether a token's time is over. By the database's clock, whatever a browser's says. */
export function isOver({ exp }: WidgetClaims, now: Date): boolean {
  return exp * 1000 <= now.getTime();
}

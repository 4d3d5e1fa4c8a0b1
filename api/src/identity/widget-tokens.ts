import { Inject, Injectable, Logger } from '@nestjs/common';
import { type CryptoKey, jwtVerify, type KeyObject, SignJWT } from 'jose';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Problem } from '../platform/http/problem.js';
import { loadSigningKeys, type SigningKeys } from '../platform/keys/signing-keys.js';
import { WIDGET_AUDIENCE, type WidgetClaims, widgetClaims } from './rules/widget-token.js';

/** Says what kind of token it is, so that none of ours is ever taken for another (RFC 8725 §3.11). */
const TYPE = 'countersign-widget+jwt';

const ALGORITHM = 'EdDSA';

/**
 * Signs and reads the tokens with which a browser sees one answer. They have a key of their own, which is published nowhere:
 * nobody but Countersign reads them.
 */
@Injectable()
export class WidgetTokens {
  private readonly log = new Logger('widget');
  private loaded: SigningKeys | undefined;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  private get issuer(): string {
    return this.environment.publicUrl ?? 'urn:countersign';
  }

  /** @throws Problem 503 `keys_missing` */
  async sign(proposalId: string, keyId: string, now: Date): Promise<{ token: string; expiresAt: Date }> {
    const claims = widgetClaims(proposalId, keyId, this.issuer, now);
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .sign(this.keys().privateKey);
    return { token, expiresAt: new Date(claims.exp * 1000) };
  }

  /**
   * Whether we signed it, at whatever time: its end is judged by the database's clock.
   * @returns the claims, or null for everything that is no widget token of ours
   * @throws Problem 503 `keys_missing`
   */
  async read(token: string): Promise<WidgetClaims | null> {
    const { publicKey, retired } = this.keys();
    for (const key of [publicKey, ...retired]) {
      const claims = await this.signedBy(key, token);
      if (claims) return claims;
    }
    return null;
  }

  private async signedBy(key: CryptoKey | KeyObject, token: string): Promise<WidgetClaims | null> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: this.issuer,
        audience: WIDGET_AUDIENCE,
        requiredClaims: ['sub', 'azp', 'iat', 'exp'],
        currentDate: new Date(0),
        clockTolerance: Number.MAX_SAFE_INTEGER,
      });
      return payload as unknown as WidgetClaims;
    } catch {
      return null;
    }
  }

  private keys(): SigningKeys {
    try {
      this.loaded ??= loadSigningKeys(this.environment.keysDir, 'widget');
      return this.loaded;
    } catch (error) {
      this.log.error((error as Error).message);
      throw new Problem(
        503,
        'keys_missing',
        'This installation has no key for widget tokens. Whoever runs it makes it with "npm run admin -- create-keys".',
      );
    }
  }
}

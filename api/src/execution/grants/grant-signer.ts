import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Environment } from '../../../../config/environment.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import { Problem } from '../../platform/http/problem.js';
import { loadSigningKeys } from '../../platform/keys/signing-keys.js';
import type { GrantClaims } from '../rules/grant.js';

/** Says what kind of token it is, so that no other token of ours is ever taken for a grant (RFC 8725 §3.11). */
const TYPE = 'countersign-grant+jwt';

const ALGORITHM = 'EdDSA';

interface Ring {
  key: ReturnType<typeof loadSigningKeys>['privateKey'];
  keyId: string;
  published: JSONWebKeySet;
}

/** Signs grants and publishes the keys they are checked with. The key is read at the first use: most installations need none. */
@Injectable()
export class GrantSigner {
  private readonly log = new Logger('grants');
  private ring: Promise<Ring> | undefined;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** Who grants, as the claim `iss`: the address people reach us at, where one is set. */
  get issuer(): string {
    return this.environment.publicUrl ?? 'urn:countersign';
  }

  /** @throws Problem 503 `grants_unavailable` */
  async sign(claims: GrantClaims): Promise<string> {
    const { key, keyId } = await this.keys();
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: ALGORITHM, kid: keyId, typ: TYPE }).sign(key);
  }

  /** The key that signs and those that signed before it (RFC 7517). @throws Problem 503 `grants_unavailable` */
  async published(): Promise<JSONWebKeySet> {
    return (await this.keys()).published;
  }

  /** Thumbprint of the key that signs (RFC 7638). @throws Problem 503 `grants_unavailable` */
  async keyId(): Promise<string> {
    return (await this.keys()).keyId;
  }

  /**
   * Whether we signed it, at whatever time: its end is judged by the database's clock.
   * @returns the claims, or null for everything that is no grant of ours
   * @throws Problem 503 `grants_unavailable`
   */
  async read(grant: string): Promise<GrantClaims | null> {
    const { published } = await this.keys();
    try {
      const { payload } = await jwtVerify(grant, createLocalJWKSet(published), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: this.issuer,
        requiredClaims: ['aud', 'sub', 'jti', 'exp', 'nbf'],
        currentDate: new Date(0),
        clockTolerance: Number.MAX_SAFE_INTEGER,
      });
      return payload as unknown as GrantClaims;
    } catch {
      return null;
    }
  }

  private keys(): Promise<Ring> {
    this.ring ??= this.load();
    return this.ring.catch((error: Error) => {
      this.ring = undefined;
      this.log.error(error.message);
      throw new Problem(
        503,
        'grants_unavailable',
        'This installation has no key to sign grants with. Tell whoever runs it.',
      );
    });
  }

  private async load(): Promise<Ring> {
    const { privateKey, publicKey, retired } = loadSigningKeys(this.environment.keysDir, 'grant');
    const keys: JWK[] = [];
    for (const key of [publicKey, ...retired]) {
      const jwk = await exportJWK(key);
      keys.push({ ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: ALGORITHM });
    }
    return { key: privateKey, keyId: keys[0]!.kid!, published: { keys } };
  }
}

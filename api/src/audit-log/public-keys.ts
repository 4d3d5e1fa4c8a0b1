import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Problem } from '../platform/http/problem.js';
import { KeyError, loadSigningKeys } from '../platform/keys/signing-keys.js';
import { keyHashOf, rawKey, verifierKey } from './rules/checkpoint.js';

/** A key that checkpoints are checked with. */
export interface PublicKey {
  /** 8 hex characters: what the log's signature lines begin with, decoded. */
  keyHash: string;
  name: string;
  status: 'signs' | 'retired';
  /** Base64 of its 32 bytes. */
  publicKey: string;
  /** As C2SP signed-note writes it. */
  verifierKey: string;
  /** SPKI, as openssl and most libraries take it. */
  pem: string;
}

/** The public halves of the keys that sign or have signed the log, read from the folder of keys when they are asked for. */
@Injectable()
export class PublicKeys {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** @throws Problem 503 `keys_missing` */
  all(): PublicKey[] {
    const name = this.environment.auditOrigin;
    const { publicKey, retired } = this.load();
    return [publicKey, ...retired].map((key, i) => ({
      keyHash: keyHashOf(name, key).toString('hex'),
      name,
      status: i === 0 ? 'signs' : 'retired',
      publicKey: rawKey(key).toString('base64'),
      verifierKey: verifierKey(name, key),
      pem: key.export({ type: 'spki', format: 'pem' }).toString(),
    }));
  }

  private load(): ReturnType<typeof loadSigningKeys> {
    try {
      return loadSigningKeys(this.environment.keysDir, 'audit');
    } catch (error) {
      if (!(error instanceof KeyError)) throw error;
      throw new Problem(
        503,
        'keys_missing',
        'This process has no keys. Have the operator give it the folder COUNTERSIGN_KEYS_DIR.',
        { retryAfterSeconds: 60 },
      );
    }
  }
}

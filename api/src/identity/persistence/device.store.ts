import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { sha256 } from '../../platform/json/canonical.js';

/** Days a browser that was not used is known for. */
export const DEVICE_DAYS = 90;

const FIND = {
  name: 'find-known-device',
  text: `SELECT FROM known_device d JOIN person p ON p.id = d.person_id
    WHERE d.token_hash = $1 AND p.email = $2 AND d.used_at > now() - make_interval(days => $3)`,
};

/** Browsers that people signed in on. */
@Injectable()
export class DeviceStore {
  constructor(private readonly database: Database) {}

  /** The hash of the token, in hex, when the person with this e-mail signed in on that browser before. */
  async known(token: string | undefined, email: string): Promise<string | null> {
    if (!token) return null;
    const hash = sha256(token);
    const rows = await this.database.run(FIND, [hash, email, DEVICE_DAYS]);
    return rows.length > 0 ? hash.toString('hex') : null;
  }
}

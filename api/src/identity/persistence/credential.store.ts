import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Role } from '../rules/roles.js';

const BY_EMAIL = {
  name: 'find-person-to-sign-in',
  text: 'SELECT id, name, email, roles, password_hash AS "passwordHash" FROM person WHERE email = $1 AND active',
};
const HASH_OF = {
  name: 'find-password-hash',
  text: 'SELECT password_hash AS "passwordHash" FROM person WHERE id = $1 AND active',
};

/** Somebody who may sign in, with what their password is checked against. */
export interface Credentials {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  passwordHash: string;
}

@Injectable()
export class CredentialStore {
  constructor(private readonly database: Database) {}

  async byEmail(email: string): Promise<Credentials | undefined> {
    return (await this.database.run<Credentials>(BY_EMAIL, [email]))[0];
  }

  async passwordHash(personId: string): Promise<string | undefined> {
    return (await this.database.run<{ passwordHash: string }>(HASH_OF, [personId]))[0]?.passwordHash;
  }
}

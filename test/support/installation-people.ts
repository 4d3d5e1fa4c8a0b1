import { hash } from '@node-rs/argon2';
import type { Role } from '../../api/src/identity/rules/roles.js';
import { newId } from '../../api/src/platform/ids.js';
import { TestPerson } from './installation-person.js';

/** Everybody in a test installation: one person per role, each with that role alone, and some more. */
export const CAST = {
  operator: ['operator'],
  second_operator: ['operator'],
  support_lead: ['support_lead'],
  second_lead: ['support_lead'],
  /** One person with both roles that sign refunds. */
  both: ['operator', 'support_lead'],
  admin: ['admin'],
  auditor: ['auditor'],
  product: ['product'],
  platform: ['platform'],
  security: ['security'],
  legal: ['legal'],
  search: ['search'],
} as const satisfies Record<string, readonly Role[]>;

export type Who = keyof typeof CAST;

export type Cast = Record<Who, TestPerson>;

const PASSWORD = 'correct horse battery staple';

/** Argon2id as in the product, but with next to no work, so that signing in takes no time. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

type Query = (text: string, values?: unknown[]) => Promise<unknown>;

/** Writes everybody into the database. */
export async function engage(query: Query, baseUrl: () => string): Promise<Cast> {
  const passwordHash = await hash(PASSWORD, CHEAP);
  const everybody: [string, TestPerson][] = [];
  for (const [who, roles] of Object.entries(CAST)) {
    everybody.push([who, await addPerson(query, baseUrl, who, roles, passwordHash)]);
  }
  return Object.fromEntries(everybody) as Cast;
}

/** One more person, e.g. one whose access a test takes away. */
export async function addPerson(
  query: Query,
  baseUrl: () => string,
  name: string,
  roles: readonly Role[],
  passwordHash?: string,
): Promise<TestPerson> {
  const id = newId();
  const email = `${name}@example.test`;
  await query('INSERT INTO person (id, email, name, password_hash, roles) VALUES ($1, $2, $3, $4, $5)', [
    id,
    email,
    name,
    passwordHash ?? (await hash(PASSWORD, CHEAP)),
    roles,
  ]);
  return new TestPerson(baseUrl, id, { email, password: PASSWORD });
}

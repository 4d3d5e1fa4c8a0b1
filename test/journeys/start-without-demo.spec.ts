import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BuiltProcess } from '../support/built-process.js';
import { ok, outcome, send } from '../support/installation-http.js';
import { TestPerson } from '../support/installation-person.js';
import { START_MS } from '../support/journey.js';
import { Product } from '../support/product.js';

const ADMIN = { email: 'first@example.test', password: 'the first of many admins' };

describe('a start without the demo', () => {
  let product: Product;
  let url: string;

  beforeAll(async () => {
    product = await Product.unstarted({ COUNTERSIGN_DEMO: 'off' });
    url = await product.start();
  }, START_MS);
  afterAll(() => product?.remove());

  /** `npm run admin`, the password on standard input. */
  async function createAdmin(): Promise<{ code: number | null; answer: string; complaint: string }> {
    const command = BuiltProcess.start('api/src/admin.js', {
      env: { COUNTERSIGN_DATA_DIR: product.dataDir },
      args: ['create-person', '--email', ADMIN.email, '--name', 'The first', '--role', 'admin'],
      input: `${ADMIN.password}\n`,
    });
    const { code } = await command.ended;
    return { code, answer: command.stdout, complaint: command.stderr };
  }

  test('makes nobody, and says how to make the first admin', async () => {
    expect(existsSync(join(product.dataDir, 'credentials.json'))).toBe(false);
    expect(product.process.stdout).toContain('npm run admin -- create-person');
    const nobody = send(`${url}/v1/session`, 'POST', { body: ADMIN });
    expect(await outcome(nobody)).toEqual({ status: 401, code: 'sign_in_failed' });
  });

  test('takes an admin from the command line, who can sign in and finds everything empty', async () => {
    const { code, answer } = await createAdmin();
    expect(code).toBe(0);
    const { id } = JSON.parse(answer);
    expect(answer).not.toContain(ADMIN.password);
    const admin = new TestPerson(() => url, id, ADMIN);
    expect(await ok(admin.get('/v1/session'))).toMatchObject({ person: { id, name: 'The first', roles: ['admin'] } });
    for (const list of ['tickets', 'agents', 'tools']) expect((await ok(admin.get(`/v1/${list}`))).data).toEqual([]);
    expect((await ok(admin.get('/v1/people'))).data).toHaveLength(1);
    expect((await ok(admin.get('/v1/routing-policies'))).data).toHaveLength(1);
  });

  test('does not make the same person twice', async () => {
    const { code, complaint } = await createAdmin();
    expect(code).toBe(1);
    expect(complaint).toMatch(/^email_taken: /);
  });
});

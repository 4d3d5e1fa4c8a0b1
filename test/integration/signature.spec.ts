import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../api/src/platform/ids.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';
import { lockAccount, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const refused = { status: 403, code: 'not_allowed_to_sign' };

async function submitted(proposal: object = refund(), agent = installation.agent): Promise<Answer> {
  const { id } = await agent.submit(proposal);
  return installation.as('operator').ticket(id);
}

describe('four eyes', () => {
  /** Somebody who was admin when the agent or its key was made, and is an operator by now. */
  async function former(name: string, made: (admin: TestPerson) => Promise<unknown>): Promise<TestPerson> {
    const person = await installation.addPerson(name, 'admin');
    await made(person);
    await ok(installation.as('admin').request('PATCH', `/v1/people/${person.id}`, { body: { roles: ['operator'] } }));
    // Their sessions ended with their roles.
    return person.at(installation.baseUrl);
  }

  async function signsNeitherWay(person: TestPerson, ticket: Answer): Promise<void> {
    expect(await outcome(person.approve(ticket))).toEqual(refused);
    expect(await outcome(person.reject(ticket))).toEqual(refused);
    expect((await person.ticket(ticket.id)).refusals.approve.code).toBe('not_allowed_to_sign');
    await expect(insertSignOff(ticket, person.id)).rejects.toThrow('four eyes');
  }

  function insertSignOff(ticket: Answer, personId: string, contentHash = ticket.contentHash): Promise<unknown> {
    return installation.sql(
      `INSERT INTO sign_off (id, ticket_id, revision, person_id, roles, verdict, content_hash, knowing_repeat, at)
       VALUES ($1, $2, $3, $4, '{operator}', 'approve', decode($5, 'hex'), false, now())`,
      [newId(), ticket.id, ticket.revision, personId, contentHash],
    );
  }

  test('keep the owner of the agent from signing what it proposes, also past the code', async () => {
    let agent = installation.agent;
    const owner = await former('owner', async (admin) => {
      agent = await installation.addAgent('owned-desk', {}, admin);
    });
    agent = await installation.addKey(agent.id);
    await signsNeitherWay(owner, await submitted(refund(), agent));
  });

  test('keep the issuer of its key from signing', async () => {
    let agent = installation.agent;
    const issuer = await former('issuer', async (admin) => {
      agent = await installation.addKey(installation.agent.id, {}, admin);
    });
    await signsNeitherWay(issuer, await submitted(refund(), agent));
  });

  test('keep whoever made the revision from signing', async () => {
    const editor = installation.as('support_lead');
    const revised = await ok(editor.revise(await submitted(), { draft: { answer: 'Soon.' } }));
    await signsNeitherWay(editor, revised);
  });

  test('and the database binds a sign-off to the hash of its revision, and takes one per person', async () => {
    const ticket = await submitted(lockAccount());
    const operator = installation.as('operator');
    await expect(insertSignOff(ticket, operator.id, '00'.repeat(32))).rejects.toThrow('bound to the hash');
    await ok(operator.approve(ticket));
    await expect(insertSignOff(ticket, operator.id)).rejects.toThrow('unique');
  });
});

describe('what is signed', () => {
  /** RFC 8785, written here once more so that the product's own is not asked about itself. */
  function rfc8785(value: Answer): string {
    if (Array.isArray(value)) return `[${value.map(rfc8785).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const members = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${rfc8785(value[key])}`);
    return `{${members.join(',')}}`;
  }

  test('is the SHA-256 of canonical content that names ticket, revision, tool, arguments, digests and expiry', async () => {
    const proposal = { ...refund({ args: { note: 'é "quoted" \u2028 😀' } }), evidence: [{ id: 'e-1', excerpt: 'x' }] };
    const ticket = await submitted(proposal);
    const { signedContent, contentHash } = ticket;
    expect(createHash('sha256').update(signedContent).digest('hex')).toBe(contentHash);
    expect(rfc8785(JSON.parse(signedContent))).toBe(signedContent);
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(JSON.parse(signedContent)).toEqual({
      ticketId: ticket.id,
      revision: 1,
      tool: { name: 'issue_refund', version: 1, endpointVersion: 1 },
      arguments: proposal.toolCall.arguments,
      digests: { request: digest, evidence: digest, draft: digest },
      expiresAt: ticket.expiresAt,
    });
  });

  test('holds digests that are salted: of what is stored, and never the same for the same words', async () => {
    const same = question();
    const [one, other] = [await submitted({ ...same, domain: 'legal' }), await submitted({ ...same, domain: 'legal' })];
    const digests = (ticket: Answer) => JSON.parse(ticket.signedContent).digests;
    expect(digests(one).request).not.toBe(digests(other).request);
    const [row] = await installation.sql('SELECT request, request_salt FROM proposal WHERE id = $1', [one.id]);
    expect(createHash('sha256').update(row.request_salt).update(row.request).digest('hex')).toBe(digests(one).request);
    expect(digests(one).evidence).toBeNull();
  });

  test.each<[string, (ticket: Answer) => object]>([
    ['an earlier revision', () => ({ revision: 0 })],
    ['a later revision', () => ({ revision: 2 })],
    ['the revision as text', () => ({ revision: '1' })],
    ['the hash in capitals', ({ contentHash }) => ({ contentHash: contentHash.toUpperCase() })],
    ['a shortened hash', ({ contentHash }) => ({ contentHash: contentHash.slice(0, 63) })],
    ['a hash with a space', ({ contentHash }) => ({ contentHash: `${contentHash} ` })],
    ['an empty hash', () => ({ contentHash: '' })],
    ['another hash', () => ({ contentHash: 'ab'.repeat(32) })],
    ['a number for a hash', () => ({ contentHash: 7 })],
    ['a list for a hash', ({ contentHash }) => ({ contentHash: [contentHash] })],
  ])('with %s is 409 for approve, reject and revise alike, and signs nothing', async (_, wrong) => {
    const ticket = await submitted();
    const body = { revision: ticket.revision, contentHash: ticket.contentHash, ...wrong(ticket) };
    const operator = installation.as('operator');
    const stale = { status: 409, code: 'stale_revision' };
    expect(await outcome(operator.verb('approve', ticket, body))).toEqual(stale);
    expect(await outcome(operator.verb('reject', ticket, { ...body, reason: 'other' }))).toEqual(stale);
    expect(await outcome(operator.verb('revise', ticket, { ...body, draft: { answer: '' } }))).toEqual(stale);
    expect(await operator.ticket(ticket.id)).toMatchObject({ state: 'pending_review', revision: 1, signOffs: [] });
  });
});

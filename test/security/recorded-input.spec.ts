import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConversations, readProposals } from '../../scripts/replay/recording.js';
import { toProposal } from '../../scripts/replay/to-proposal.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Answer } from '../support/installation-http.js';
import { describeWithOutsideData } from '../support/outside-data.js';
import { byConversation, readRows } from '../support/recorded-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

/** JSON that cannot be kept or signed without doubt: keys given twice, NUL, and numbers that would lose digits. */
const SOUND_AND_REFUSED = new Set([
  'y_number_real_fraction_exponent.json',
  'y_object_duplicated_key_and_value.json',
  'y_object_escaped_null_in_key.json',
  'y_object_extreme_numbers.json',
  'y_string_null_escape.json',
]);

describeWithOutsideData('json-suite/cases.jsonl', 'a JSON text of the test suite', (path) => {
  const cases = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { name: string; expect: 'accept' | 'reject' | 'either'; base64: string });
  const bytesOf = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64');

  test('that is no JSON is refused as a proposal, as a decision and at the door', async () => {
    const { id } = await installation.agent.submit(anyProposal());
    const operator = installation.as('operator');
    const rejects = cases.filter((one) => one.expect === 'reject');
    expect(rejects.length).toBeGreaterThan(90);
    for (const one of rejects) {
      const raw = bytesOf(one);
      const statuses = [
        (await installation.agent.propose(raw)).status,
        (await operator.request('POST', `/v1/tickets/${id}/approve`, { raw })).status,
        (await operator.request('POST', '/v1/session', { raw })).status,
      ];
      expect([one.name, statuses]).toEqual([one.name, [400, 400, 400]]);
    }
  });

  test('that is JSON, or may be, is taken as an argument or refused, and breaks nothing', async () => {
    const statuses = new Map<string, number>();
    for (const one of cases.filter((other) => other.expect !== 'reject')) {
      const [before, after] = [
        '{"request":{"text":"x"},"domain":"x","draft":{"answer":""},"toolCall":{"name":"any_tool","arguments":{"x":',
        '}}}',
      ];
      const { status } = await installation.agent.propose(
        Buffer.concat([Buffer.from(before), bytesOf(one), Buffer.from(after)]),
      );
      statuses.set(one.name, status);
    }
    expect([...statuses].filter(([, status]) => status !== 201 && status !== 400)).toEqual([]);
    const refused = cases.filter(({ name }) => statuses.get(name) === 400 && name.startsWith('y_'));
    expect(new Set(refused.map(({ name }) => name))).toEqual(SOUND_AND_REFUSED);
  });

  const anyProposal = () => ({ request: { text: 'x' }, domain: 'legal', draft: { answer: '' } });
});

describeWithOutsideData('proposals', 'what real models proposed', (data) => {
  const [rowsPath, conversationsPath] = [join(data, 'proposals.jsonl'), join(data, 'conversations.jsonl')];

  /** Sends these rows in their order, with the conversations they came from. */
  async function submit(wanted: (row: { id: string }, index: number) => boolean): Promise<Map<string, Answer>> {
    const proposals = (await readProposals(rowsPath, Number.POSITIVE_INFINITY)).filter(wanted);
    const ids = new Set(proposals.map(({ conversationId }) => conversationId));
    const conversations = await readConversations(conversationsPath, ids);
    const answers = new Map<string, Answer>();
    for (const recorded of proposals) {
      const { body, idempotencyKey } = toProposal(recorded, conversations.get(recorded.conversationId));
      answers.set(recorded.id, await installation.agent.submit(body, idempotencyKey));
    }
    return answers;
  }

  test('is flagged wherever a model made the same payment twice', async () => {
    const rows = await readRows(rowsPath);
    const twice = new Set(rows.filter(({ paysAgain }) => paysAgain).map(({ id }) => id));
    expect(twice.size).toBe(41);
    const conversations = byConversation(rows).filter((one) => one.some(({ id }) => twice.has(id)));
    const wanted = new Set(conversations.flat().map(({ id }) => id));
    const answers = await submit(({ id }) => wanted.has(id));
    const unflagged = [...twice].filter((id) => !answers.get(id).ticket.flags.includes('duplicate'));
    // This one put the second payment in other words, so it is not the same call.
    expect(unflagged).toEqual(['adb-claude-3-haiku-20240307-5-important_instructions-i5#5.0']);
    // A first payment is no repeat.
    const first = conversations.map(([row]) => answers.get(row!.id).ticket.flags.includes('duplicate'));
    expect(first).not.toContain(true);
  });

  test('is taken in as it is, and never let through without a person', async () => {
    const answers = await submit((_, index) => index % 25 === 0);
    expect(answers.size).toBeGreaterThan(200);
    const states = new Set([...answers.values()].map(({ ticket }) => ticket.state));
    expect(states).toEqual(new Set(['pending_review']));
  });
});

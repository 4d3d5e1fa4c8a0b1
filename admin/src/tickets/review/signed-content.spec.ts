import { describe, expect, test } from '@jest/globals';
import { readSigned } from './signed-content';

const content = {
  ticketId: 't1',
  revision: 2,
  tool: { name: 'issue_refund', version: 3, endpointVersion: 7 },
  arguments: { amount_minor: '61240' },
  expiresAt: '2026-11-06T14:17:00Z',
};
const ticket = (signed: unknown, id = 't1', revision = 2) => ({
  id,
  revision,
  signedContent: typeof signed === 'string' ? signed : JSON.stringify(signed),
});

describe('only the signed text says what is signed', () => {
  test('tool and arguments come from it', () => {
    expect(readSigned(ticket(content))).toMatchObject({
      tool: { name: 'issue_refund' },
      arguments: { amount_minor: '61240' },
    });
  });

  test('an answer has no tool and no arguments', () => {
    expect(readSigned(ticket({ ...content, tool: null, arguments: null }))).toMatchObject({
      tool: null,
      arguments: {},
    });
  });

  test('so does what was seen of the preconditions, and that nothing was yet', () => {
    const seen = { asOf: '2026-11-06T14:00:00Z', seen: { payment: { watch: { status: 'open' }, show: {} } } };
    expect(readSigned(ticket({ ...content, preconditions: seen }))).toMatchObject({
      conditional: true,
      observation: seen,
    });
    expect(readSigned(ticket({ ...content, preconditions: null }))).toMatchObject({
      conditional: true,
      observation: null,
    });
    expect(readSigned(ticket(content))).toMatchObject({ conditional: false, observation: null });
  });

  test.each([
    ['of another ticket', ticket(content, 't2')],
    ['of another revision', ticket(content, 't1', 3)],
    ['that is not JSON', ticket('{')],
  ])('a text %s is not read', (_, other) => {
    expect(readSigned(other)).toBeNull();
  });
});

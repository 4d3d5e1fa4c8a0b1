import { describe, expect, it } from '@jest/globals';
import { EVIDENCE_DAYS, type Sources, staleEvidence, uncited } from './sources.js';

const now = new Date('2026-11-24T12:00:00Z');
const passage = (over: object = {}) => ({
  cited: 'kb:refunds#3',
  reviewBy: null,
  superseded: false,
  text: null,
  ...over,
});
const sources = (over: Partial<Sources> = {}): Sources => ({ citations: [], evidence: [], passages: [], ...over });
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

describe('a stale source', () => {
  it.each([
    ['without a review date', { passages: [passage()] }, null],
    ['on the last day of its review date', { passages: [passage({ reviewBy: '2026-11-24' })] }, null],
    ['past its review date', { passages: [passage({ reviewBy: '2026-11-23' })] }, 'was to be reviewed by 2026-11-23'],
    ['of which there is a newer version', { passages: [passage({ superseded: true })] }, 'newer version'],
    ['as old as it may be', { evidence: [{ id: 'e', updatedAt: daysAgo(EVIDENCE_DAYS) }] }, null],
    ['older than that', { evidence: [{ id: 'e', updatedAt: daysAgo(EVIDENCE_DAYS + 1) }] }, 'e is 181 days old'],
    [
      'older than that, of a document whose review date is ahead',
      { evidence: [{ id: 'kb:refunds#3', updatedAt: daysAgo(400) }], passages: [passage({ reviewBy: '2026-11-24' })] },
      null,
    ],
    [
      'older than that, beside a document whose review date is ahead',
      { evidence: [{ id: 'e', updatedAt: daysAgo(400) }], passages: [passage({ reviewBy: '2026-11-25' })] },
      'e is 400 days old',
    ],
    [
      'older than that, of a document without a review date',
      { evidence: [{ id: 'kb:refunds#3', updatedAt: daysAgo(400) }], passages: [passage()] },
      '400 days old',
    ],
    ['of tomorrow', { evidence: [{ id: 'e', updatedAt: daysAgo(-1) }] }, null],
    ['without a date', { evidence: [{ id: 'e' }, { id: 'f', updatedAt: null }] }, null],
    ['with a date that is none', { evidence: [{ id: 'e', updatedAt: 'soon' }] }, null],
  ])('%s', (_story, of, because) => {
    const found = staleEvidence(sources(of), now);
    expect(found && { name: found.name, because: found.because }).toEqual(
      because === null ? null : { name: 'stale_evidence', because: expect.stringContaining(because) },
    );
  });
});

describe('an answer in a policy domain', () => {
  const cites = sources({ citations: ['kb:refunds#3'], passages: [passage()] });

  it.each([
    ['cites what opens', 'payment', 'Yes.', cites, false],
    ['cites nothing', 'payment', 'Yes.', sources(), true],
    ['cites what does not open', 'payment', 'Yes.', sources({ citations: ['kb:refunds#3'] }), true],
    ['was given what opens and cites it not', 'payment', 'Yes.', sources({ passages: [passage()] }), true],
    [
      'cites what it misquotes',
      'payment',
      'Yes.',
      sources({
        citations: ['kb:refunds#3'],
        evidence: [{ id: 'kb:refunds#3', excerpt: 'Ninety days.' }],
        passages: [passage({ text: 'Thirty days.' })],
      }),
      true,
    ],
    ['says nothing', 'payment', ' ', sources(), false],
    ['is in another domain', 'faq', 'Yes.', sources(), false],
    ['is in the domain, however it is written', ' Ｐayment', 'Yes.', sources(), true],
  ])('%s', (_story, domain, answer, of, found) => {
    expect(uncited(domain, answer, of)?.name ?? null).toBe(found ? 'uncited' : null);
  });
});

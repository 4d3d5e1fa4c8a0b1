import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { group } from '../api/src/insights/rules/clusters/group.js';
import { courseOf } from '../api/src/insights/rules/clusters/trend.js';
import { wordsOf } from '../api/src/insights/rules/clusters/words.js';
import { cutPassages } from '../api/src/knowledge/rules/cut-passages.js';
import { readDocument } from '../api/src/knowledge/rules/document-faults.js';
import {
  type DemoTicket,
  demoDocuments,
  demoPeople,
  demoPreconditions,
  demoSupportTexts,
  demoTickets,
  demoTools,
  type ToolCall,
} from './content.js';
import { TOOLS } from './ledger-server/books.js';

const ROLES = ['operator', 'support_lead', 'auditor', 'admin', 'product', 'platform', 'security', 'legal', 'search'];
const AS_OF = new Date('2026-11-22T00:00:00Z');
const tickets = demoTickets(AS_OF);
const schemas = new Map(demoTools().map(({ name, schema }) => [name, new Ajv2020({ strict: true }).compile(schema)]));

function toolCallsOf({ proposal, then }: DemoTicket): ToolCall[] {
  const revised = then.flatMap((step) =>
    'do' in step && step.do === 'revise' && step.toolCall ? [step.toolCall] : [],
  );
  return [...(proposal.toolCall ? [proposal.toolCall] : []), ...revised];
}

describe('demo content', () => {
  it('has one person of each role and a second operator, under one domain', () => {
    expect(
      demoPeople()
        .map(({ role }) => role)
        .sort(),
    ).toEqual([...ROLES, 'operator'].sort());
    expect(demoPeople().every(({ email }) => email.endsWith('@countersign.example'))).toBe(true);
  });

  it('registers only tools that the ledger serves', () => {
    for (const { name } of demoTools()) for (const one of demoPreconditions(name)) expect(one.path).toMatch(/^\//);
    expect(demoTools().map(({ path }) => path)).toEqual(Object.keys(TOOLS).map((tool) => `/tools/${tool}`));
  });

  it('names every ticket once', () => {
    expect(new Set(tickets.map(({ key }) => key)).size).toBe(tickets.length);
  });

  it.each(tickets.map((ticket) => [ticket.key, ticket] as const))('%s has arguments its tool takes', (_, ticket) => {
    for (const { name, arguments: args } of toolCallsOf(ticket)) {
      const validate = schemas.get(name);
      expect(validate ? [name, validate(args), validate.errors] : name).toEqual(
        validate ? [name, true, null] : 'reset_two_factor',
      );
    }
  });

  it('cites only evidence that it brings', () => {
    const loose = tickets.flatMap(({ key, proposal }) => {
      const ids = new Set(proposal.evidence.map(({ id }) => id));
      const { citations } = proposal.draft as { citations: string[] };
      return citations.filter((citation) => !ids.has(citation)).map((citation) => `${key}: ${citation}`);
    });
    expect(loose).toEqual([]);
  });

  it('quotes the knowledge base as it is there, at the place that is cited', () => {
    const passages = new Map<string, string>(
      demoDocuments(AS_OF).flatMap(({ id, content }) =>
        cutPassages(content).map(({ anchor, text }) => [`kb:${id}#${anchor}`, text]),
      ),
    );
    const quoted = tickets
      .flatMap(({ proposal }) => proposal.evidence)
      .filter(({ id }) => String(id).startsWith('kb:'));
    expect(quoted.length).toBeGreaterThan(10);
    const misquoted = quoted.filter(({ id, excerpt }) => !passages.get(String(id))?.includes(String(excerpt)));
    expect(misquoted.map(({ id }) => id)).toEqual([]);
  });

  it('has ten documents that can be brought in, two of them past their review date', () => {
    const documents = demoDocuments(AS_OF);
    expect(documents.map(readDocument)).toEqual(documents.map((document) => ({ document })));
    expect(documents.length).toBe(10);
    expect(documents.filter(({ reviewBy }) => reviewBy < '2026-11-22').map(({ id }) => id)).toEqual([
      'cross-border',
      'account-states',
    ]);
  });

  it('shows every end a ticket can come to', () => {
    const ends = new Set(tickets.map(({ endsAs }) => `${endsAs.state} ${endsAs.execution ?? ''}`.trim()));
    expect([...ends].sort()).toEqual([
      'approved',
      'approved failed',
      'approved succeeded',
      'approved unknown',
      'auto_allowed',
      'blocked',
      'expired',
      'pending_review',
      'rejected',
      'withdrawn',
    ]);
  });

  it('has complaints of five kinds, of which two have begun to grow', () => {
    const texts = demoSupportTexts(AS_OF);
    expect(texts.every(({ at }) => Date.parse(at) <= AS_OF.getTime())).toBe(true);
    expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length);
    const steps = group(texts.map(({ id, text }) => ({ key: id, words: wordsOf(text) })));
    let step = steps.next();
    while (!step.done) step = steps.next();
    const atOf = new Map(texts.map(({ id, at }) => [id, Date.parse(at)]));
    const first = Math.min(...atOf.values());
    const now = AS_OF.getTime() + 3_600_000;
    const courses = step.value.map(({ members }) => {
      const times = members.map(({ key }) => atOf.get(key)!);
      return courseOf(times, first, now, step.value.length);
    });
    expect(courses.map(({ trend }) => trend).sort()).toEqual(['growing', 'growing', 'steady', 'steady', 'steady']);
  });

  it('dates evidence from the day the demo begins, the same at every repeat', () => {
    expect(demoTickets(AS_OF)).toEqual(tickets);
    const dates = tickets.flatMap(({ proposal }) => proposal.evidence.map(({ updatedAt }) => String(updatedAt)));
    expect(dates.every((date) => date <= AS_OF.toISOString())).toBe(true);
    expect(dates).toContain('2026-11-21T00:00:00.000Z');
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, send } from '../support/installation-http.js';
import { callOf } from '../support/installation-proposals.js';
import { describeWithOutsideData } from '../support/outside-data.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  await installation.registerTool('write_down');
});
afterAll(() => installation.stop());

/** A proposal with the text wherever an agent can put one. */
function withText(text: string) {
  return {
    request: {
      text: `> ${text}`,
      conversation: [{ role: 'user', content: text }],
      customerRef: `c ${text}`.slice(0, 200),
    },
    domain: 'legal',
    draft: { answer: text, citations: [text], model: text.slice(0, 200) },
    evidence: [{ id: `e ${text}`, title: text, uri: text, excerpt: text }],
    toolCall: { name: 'write_down', arguments: { text, nested: [{ [`k ${text}`]: text }] } },
  };
}

/** Sends it in and gives the case file, the very text of the answer, and its headers. */
async function roundTrip(proposal: object): Promise<{ ticket: Answer; text: string; headers: Headers }> {
  const { id } = await installation.agent.submit(proposal);
  const reply = await installation.as('auditor').get(`/v1/tickets/${id}`);
  return { ticket: await ok(reply), text: reply.text, headers: reply.headers };
}

async function comesBack(text: string): Promise<void> {
  const proposal = withText(text);
  const { ticket, headers } = await roundTrip(proposal);
  expect(ticket.proposal).toEqual(proposal);
  expect(ticket.toolCall.arguments).toEqual(proposal.toolCall.arguments);
  expect(JSON.parse(ticket.toolCall.canonical)).toEqual(proposal.toolCall.arguments);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
}

/** Several at a time, which is a good deal faster than one after the other. */
async function eachOf(texts: readonly string[], check: (text: string) => Promise<void>): Promise<void> {
  for (let n = 0; n < texts.length; n += 16) await Promise.all(texts.slice(n, n + 16).map(check));
}

const SCRIPTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "javascript:alert('x')",
  '</script><svg/onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '\u2028\u2029 <!-- -->]]>',
];

describe('a text from outside', () => {
  test('comes back as it was, as JSON and as nothing else', async () => {
    for (const text of SCRIPTS) await comesBack(text);
  });

  test.each([
    ['what looks like our own mark for bytes to splice in', '\\u0000raw:0'],
    ['the same in quotes', '"\\u0000raw:1"'],
    ['a replacement pattern', "$& $1 $` $' $$"],
    ['what looks like a JSON end', '"}],"x":{"'],
    ['right to left, joined and combined', '\u202eabc\u202c ﷽ é\u0301 👩‍👩‍👧 \u200b\ufeff'],
    [
      'every control character but NUL',
      String.fromCharCode(...Array.from({ length: 31 }, (_, n) => n + 1), 0x7f, 0x85),
    ],
    ['a character outside the first plane at the cut of the excerpt', `${'x'.repeat(237)}😀😀😀`],
    ['100,000 characters of two bytes, three times', 'ü'.repeat(100_000)],
  ])('comes back: %s', async (_, text) => {
    const { ticket } = await roundTrip({
      ...callOf('write_down', { text }),
      draft: { answer: text },
      request: { text },
    });
    expect([ticket.toolCall.arguments.text, ticket.draft.answer, ticket.proposal.request.text]).toEqual([
      text,
      text,
      text,
    ]);
    expect(ticket.requestExcerpt.isWellFormed()).toBe(true);
  });

  test('stays text in lists, histories, notes and the audit log', async () => {
    const script = SCRIPTS[0]!;
    const { ticket } = await roundTrip(withText(script));
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    const revised = await ok(lead.revise(ticket, { draft: { answer: `${script} again` }, note: script }));
    await ok(operator.verb('escalate', revised, { note: script }));
    await ok(operator.reject(revised, 'other', { note: script }));
    for (const path of [
      '/v1/tickets',
      `/v1/tickets/${ticket.id}`,
      '/v1/approvals',
      '/v1/audit-entries',
      '/v1/agents',
    ]) {
      const { headers } = await installation.as('auditor').get(path);
      expect([path, headers.get('content-type')]).toEqual([path, 'application/json; charset=utf-8']);
    }
    const { notes, revisions, signOffs } = await lead.ticket(ticket.id);
    expect([notes[0].body, revisions[1].note, signOffs[0].note]).toEqual([script, script, script]);
  });

  test('in an address or a query is not written into any page', async () => {
    const script = encodeURIComponent(SCRIPTS[1]!);
    for (const path of [`/v1/${script}`, `/v1/tickets?${script}=1`, `/v1/tickets?state=${script}`, `/docs/${script}`]) {
      const { headers, status } = await installation.as('auditor').get(path);
      expect([path, status >= 400, headers.get('content-type')]).toEqual([
        path,
        true,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });
});

describe('every answer', () => {
  test.each([
    ['of the API', '/v1/tickets', 200],
    ['to a stranger', '/v1/proposals/1', 403],
    ['about nothing', '/nowhere', 404],
    ['to a bad query', '/v1/tickets?limit=0', 400],
    ['of health', '/health/live', 200],
    ['with the document', '/openapi.json', 200],
    ['with the page to browse it', '/docs', 200],
    ['that streams', '/v1/live', 200],
  ])('%s keeps browsers from running, framing or guessing anything', async (_, path, status) => {
    const headers = await installation.as('auditor').headers();
    const stop = new AbortController();
    const response = await fetch(installation.baseUrl() + path, { headers, signal: stop.signal });
    stop.abort();
    expect(response.status).toBe(status);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]),
    );
    expect(policy).not.toMatch(/script-src(?! 'self';)|unsafe-eval|\*|https?:/);
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('permissions-policy')).toContain('camera=()');
    expect(response.headers.get('strict-transport-security')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  test('under /v1 is kept by no cache', async () => {
    const { cookie } = await installation.as('auditor').headers();
    for (const [path, init] of [
      ['/v1/tickets', { headers: { cookie } }],
      ['/v1/tickets', {}],
      ['/v1/session', { headers: { cookie } }],
    ] as const) {
      const { headers } = await send(installation.baseUrl() + path, 'GET', init);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('lets no other origin read it', async () => {
    const headers = { ...(await installation.as('auditor').headers()), origin: 'https://evil.example' };
    const reply = await send(`${installation.baseUrl()}/v1/tickets`, 'GET', { headers });
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await send(`${installation.baseUrl()}/v1/session`, 'OPTIONS', {
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(404);
  });
});

describeWithOutsideData('naughty-strings/strings.json', 'strings that break software', (path) => {
  const strings = JSON.parse(readFileSync(path, 'utf8')) as string[];

  test('come back as they were', async () => {
    const storable = strings.filter((text) => text.isWellFormed() && !text.includes('\u0000'));
    expect(storable.length).toBeGreaterThan(250);
    await eachOf(storable, comesBack);
  });

  test('that cannot be stored are refused', async () => {
    const others = strings.filter((text) => !text.isWellFormed() || text.includes('\u0000'));
    await eachOf(others, async (text) => expect((await installation.agent.propose(withText(text))).status).toBe(400));
  });
});

describeWithOutsideData('xss-payloads/payloads.txt', 'scripts that people hide in text', (path) => {
  test('come back as they were, as JSON', async () => {
    const payloads = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    const slice = payloads.filter((_, n) => n % 10 === 0);
    expect(slice.length).toBeGreaterThan(50);
    await eachOf(slice, comesBack);
  });
});

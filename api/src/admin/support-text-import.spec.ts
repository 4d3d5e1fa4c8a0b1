import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { textFaultsOf, textsOf } from './support-text-import.js';

const NOW = new Date('2026-11-30T12:00:00Z');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-texts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function faultsOf(content: string | Buffer): Promise<string[]> {
  const path = join(folder, 'texts.csv');
  await writeFile(path, content);
  return textFaultsOf(path, NOW);
}

describe('what is wrong with a file of support texts', () => {
  test('is told row by row, by the line that a row begins on', async () => {
    const rows = ['id,text,at', 'b-1,"Fine,', 'on two lines",', '', 'b 2,Two words,', 'b-3,,'];
    const more = ['b-4,Late,2999-01-01T00:00:00Z', 'b-5,When,gestern', 'b-1,Again,', 'b-6,a\u0000b,', ''];
    for (const end of ['\n', '\r\n']) {
      expect(await faultsOf([...rows, ...more].join(end))).toEqual([
        'line 5: id is 1 to 100 visible ASCII characters',
        'line 6: text has no words',
        'line 7: at lies in the future',
        'line 8: at is a date and time like 2026-10-01T12:00:00Z',
        'line 9: has the id b-1, as line 2 has',
        'line 10: must not contain NUL',
      ]);
    }
  });

  test('is told as a whole where it is no such table: columns, widths, quotes, encoding, emptiness', async () => {
    for (const [content, says] of [
      ['text,at\nHello,\n', /^line 1: the column id is missing$/],
      ['id,text,mood\nc,Hello,bad\n', /^line 1: there is no column "mood"/],
      ['id,text,text\nc,Hello,Hello\n', /^line 1: a column stands there twice$/],
      ['id,text\nc,Hello,more\n', /^line 2: has 3 cells, and there are 2 columns$/],
      ['id,text\nc,"on\r\ntwo"\r\nd,=HYPERLINK("x")\n', /^line 4: .*quote/i],
      ['id,text\nc,"never closed\n', /^line 2: .*quote/i],
      [`id,text\nc,"${'x'.repeat(60_000)}`, /^line 2: .*size/i],
      [Buffer.from('id,text\nc,caf\xe9\n', 'latin1'), /^is not UTF-8$/],
      ['', /^there is no text in it$/],
      ['id,text\n', /^there is no text in it$/],
    ] as const) {
      const faults = await faultsOf(content);
      expect([faults.length, faults[0]]).toEqual([1, expect.stringMatching(says)]);
    }
    await expect(textFaultsOf(join(folder, 'nowhere.csv'), NOW)).rejects.toThrow('can’t be read');
  });

  test('is told a hundred times at most', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => `e-${n},,`);
    const faults = await faultsOf(['id,text,at', ...rows].join('\n'));
    expect([faults.length, faults.at(-1)]).toEqual([101, 'and what comes after was not read']);
  });
});

test('texts come so many at once, as they stand there, and empty cells as if there were none', async () => {
  const path = join(folder, 'fine.csv');
  const rows = ['\ufeffdomain,id,text', ',f-1,"He said ""no"""', 'payment,f-2,환불이 안 돼요', ',f-3,=1+1'];
  await writeFile(path, rows.join('\r\n'));
  expect(await textFaultsOf(path, NOW)).toEqual([]);
  const batches: object[][] = [];
  for await (const batch of textsOf(path, 2)) batches.push(batch);
  expect(batches).toEqual([
    [
      { id: 'f-1', text: 'He said "no"' },
      { id: 'f-2', text: '환불이 안 돼요', domain: 'payment' },
    ],
    [{ id: 'f-3', text: '=1+1' }],
  ]);
});

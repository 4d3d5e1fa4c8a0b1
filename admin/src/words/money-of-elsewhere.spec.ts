import { beforeAll, describe, expect, jest, test } from '@jest/globals';

/** The same functions, loaded for a reader of another region, as the console loads them. */
async function readIn(code: string, region: string): Promise<typeof import('./money')> {
  jest.resetModules();
  Object.defineProperty(globalThis, 'navigator', { value: { languages: [region] }, configurable: true });
  const { speak } = await import('../languages/spoken');
  speak(code, null);
  return import('./money');
}

describe.each([
  ['de', 'de-DE', 'EUR 1.224,80', ['1224,80', '1.224,80'], ['1,224.80', '1.22,80', '1.224']],
  ['fr', 'fr-FR', 'EUR 1 224,80', ['1224,80', '1 224,80', '1 224,80'], ['1.224,80', '12 24,80']],
  ['en', 'en-IN', 'EUR 1,224.80', ['1224.80', '1,224.80'], ['1.224,80']],
  ['ko', 'ko-KR', 'EUR 1,224.80', ['1224.80', '1,224.80'], ['1.224,80']],
])('money for a reader of %s in %s', (code, region, shown, same, others) => {
  let money: typeof import('./money');
  beforeAll(async () => {
    money = await readIn(code, region);
  });

  test('is written as they write it, and what a form shows is read back as it was', () => {
    expect(money.money('122480', 'EUR')).toBe(shown);
    expect(money.toMinor(money.toMajor('122480', 'EUR')!, 'EUR')).toBe('122480');
  });

  test.each(same)('%s is the same amount', (typed) => {
    expect(money.toMinor(typed, 'EUR')).toBe('122480');
  });

  test.each(others)('%s is not, and is never that amount a hundred times over', (typed) => {
    expect(money.toMinor(typed, 'EUR')).not.toBe('122480');
  });
});

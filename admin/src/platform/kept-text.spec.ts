import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { forgetTextsBut, keepText, keptText } from './kept-text';

/** As much of a browser's storage as is used. */
class FakeStorage {
  readonly texts = new Map<string, string>();
  full = false;
  get length() {
    return this.texts.size;
  }
  key = (n: number) => [...this.texts.keys()][n] ?? null;
  getItem = (name: string) => this.texts.get(name) ?? null;
  removeItem = (name: string) => void this.texts.delete(name);
  setItem = (name: string, text: string) => {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.texts.set(name, text);
  };
}

let sessionStorage: FakeStorage;
beforeEach(() => {
  sessionStorage = new FakeStorage();
  Object.assign(globalThis, { window: { sessionStorage } });
});
afterEach(() => {
  forgetTextsBut();
  Reflect.deleteProperty(globalThis, 'window');
});

test('is there for whoever typed it, until it is sent, and for nobody else', () => {
  keepText('ines', 't1 note', 'Called them');
  expect([keptText('ines', 't1 note'), keptText('tomasz', 't1 note')]).toEqual(['Called them', null]);
  keepText('ines', 't1 note', null);
  expect([keptText('ines', 't1 note'), sessionStorage.length]).toEqual([null, 0]);
});

test('goes when somebody else signs in, or its writer out; what is not ours stays', () => {
  sessionStorage.setItem('another', 'x');
  keepText('ines', 't1 note', 'a');
  keepText('tomasz', 't1 note', 'b');
  forgetTextsBut('tomasz');
  expect([keptText('ines', 't1 note'), keptText('tomasz', 't1 note')]).toEqual([null, 'b']);
  forgetTextsBut();
  expect([...sessionStorage.texts.keys()]).toEqual(['another']);
});

test('lives as long as the page where storage is full or refused', () => {
  sessionStorage.full = true;
  keepText('ines', 't1 note', 'a');
  expect(keptText('ines', 't1 note')).toBe('a');
  const window = {
    get sessionStorage() {
      throw new DOMException('no', 'SecurityError');
    },
  };
  Object.assign(globalThis, { window });
  keepText('ines', 't2 note', 'b');
  expect(keptText('ines', 't2 note')).toBe('b');
});

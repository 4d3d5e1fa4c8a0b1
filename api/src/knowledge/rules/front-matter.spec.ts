import { describe, expect, test } from '@jest/globals';
import { documentOfFile } from './front-matter.js';

describe('a file of a folder', () => {
  test('is called by its path and its first heading', () => {
    expect(documentOfFile('shipping/late parcels.md', 'Hello.\n\n## When it is late ##\n\nWait.')).toEqual({
      id: 'shipping.late-parcels',
      title: 'When it is late',
      content: 'Hello.\n\n## When it is late ##\n\nWait.',
    });
    expect(documentOfFile('a.txt', 'No heading.')).toMatchObject({ id: 'a', title: 'a' });
  });

  test('says of itself what it likes in its front matter, which is not its content', () => {
    const text = `---\r\nid: refunds\r\ntitle: "Refunds: all"\r\n# a note\r\nreviewBy: 2027-01-31\r\n---\r\n# First\r\n`;
    expect(documentOfFile('x.md', text)).toEqual({
      id: 'refunds',
      title: 'Refunds: all',
      reviewBy: '2027-01-31',
      content: '# First\r\n',
    });
  });

  test('with a rule in it, or front matter that never ends, is all content', () => {
    for (const text of ['Text\n\n---\n\nMore\n\n---\n', '---\ntitle: x\n']) {
      expect(documentOfFile('x.md', text).content).toBe(text);
    }
  });
});

import { describe, expect, test } from '@jest/globals';
import { safeUrl } from './safe-url';

describe('foreign text becomes a link only where it is plainly a web address', () => {
  test.each(['https://help.example/refunds#3', 'HTTP://example.com/'])('%s may be linked', (text) => {
    expect(safeUrl(text)).toMatch(/^https?:/);
  });

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    'https:evil',
    'java\nscript:alert(1)',
    'https://',
    '',
    null,
  ])('%j may not', (text) => {
    expect(safeUrl(text)).toBeNull();
  });
});

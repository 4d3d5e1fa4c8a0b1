import { describe, expect, test } from '@jest/globals';
import { logTo } from './log.js';

function written(act: (log: ReturnType<typeof logTo>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  act(logTo('trace', { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

describe('the log', () => {
  test('is lines of JSON with their context', () => {
    expect(written((log) => log.warn('Redis is away', 'dispatch'))).toMatchObject([
      { level: 40, msg: 'Redis is away', context: 'dispatch' },
    ]);
  });

  test('holds no personal data, whatever an error or an address quotes', () => {
    const lines = written((log) => {
      log.error(
        'GET /v1/tickets?customerRef=ada@example.com Error: card 4111111111111111',
        'at ada@example.com',
        'http',
      );
      log.fatal?.('GB29NWBK60161331926819', 'start');
      for (const say of [log.log, log.warn, log.debug, log.verbose]) say?.('call +44 20 7946 0958', 'x');
    });
    expect(lines).toHaveLength(6);
    expect(JSON.stringify(lines)).not.toMatch(/ada@|41111|NWBK|7946/);
    expect(lines[0]).toMatchObject({
      msg: 'GET /v1/tickets?customerRef=[e-mail] Error: card [card …1111]',
      stack: 'at [e-mail]',
    });
  });
});

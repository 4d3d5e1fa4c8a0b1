import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { channelFaults } from './channel-faults.js';
import { mailOf, messageIdOf } from './mail.js';
import { EVENTS, type Happening } from './message.js';
import { LANGUAGES } from './sentences.js';
import { smtpRoute } from './smtp-route.js';

const stop: Happening = {
  event: 'kill_switch.stopped',
  what: 'x',
  ticketId: null,
  changeId: null,
  at: '',
  dueAt: null,
};

describe('a mail', () => {
  test.each(LANGUAGES)('has words for everything in %s', (language) => {
    for (const event of [...EVENTS, 'test' as const]) {
      const { subject, text } = mailOf({ ...stop, event }, language, null);
      expect(subject).toMatch(/^\[Countersign\] .{8,}$/u);
      expect(text.trim().split('\n\n')).toHaveLength(2);
    }
  });

  it('has one line for a subject, whatever something is called', () => {
    const any = fc.string({ unit: 'binary', maxLength: 400 });
    const hostile = fc.oneof(
      any,
      any.map((text) => `${text}\r\nBcc: eve@example.com\u2028${text}`),
    );
    fc.assert(
      fc.property(hostile, fc.constantFrom(...LANGUAGES), (what, language) => {
        const { subject } = mailOf({ ...stop, what }, language, 'https://countersign.example');
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(subject.length).toBeLessThanOrEqual(150);
      }),
    );
  });

  it('has an id of its channel too: two installations count alike', () => {
    expect(messageIdOf('ntf_7', 'abc', 'desk@example.com')).toBe('<ntf_7.abc@example.com>');
  });
});

describe('a recipient', () => {
  it('is never what ends a header or names a second one', () => {
    const any = fc.string({ unit: 'binary', maxLength: 60 });
    const part = fc.constantFrom('\r\n', '\n', ',', ';', '<', '>', '"', ' ', '(', ':');
    fc.assert(
      fc.property(any, part, any, (one, bad, other) => {
        const recipients = [`${one}${bad}${other}@example.com`];
        expect(channelFaults('email', { recipients }, [], false)).toHaveLength(1);
      }),
    );
  });

  it.each(['ada@example.com', 'ada+desk@mail.example.co.uk', "o'neil@example.com", '에이다@예시.한국'])(
    'may be %s',
    (one) => {
      expect(channelFaults('email', { recipients: [one] }, [], false)).toEqual([]);
    },
  );
});

describe('the way to a mail server', () => {
  it('is under TLS from the start, or from before anything is said', () => {
    expect(smtpRoute('smtps://ada:p%40ss@mail.example.com')).toEqual({
      host: 'mail.example.com',
      port: 465,
      secure: true,
      requireTLS: false,
      auth: { user: 'ada', pass: 'p@ss' },
    });
    expect(smtpRoute('smtp://mail.example.com')).toMatchObject({ port: 587, secure: false, requireTLS: true });
    expect(smtpRoute('smtp://127.0.0.1.example.com:25').requireTLS).toBe(true);
  });

  it('is in the clear on this machine at most', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) expect(smtpRoute(`smtp://${host}`).requireTLS).toBe(false);
    expect(smtpRoute('smtp://[::1]:2525').host).toBe('::1');
  });
});

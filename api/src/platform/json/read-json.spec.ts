import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonRefused, readJson } from './read-json.js';

const LIMITS = { depth: 32, keys: 1000 };
const read = (text: string, path: string[] = []) => readJson(Buffer.from(text), LIMITS, path);
const codeOf = (text: string | Buffer): string => {
  try {
    readJson(typeof text === 'string' ? Buffer.from(text) : text, LIMITS);
    return 'taken';
  } catch (error) {
    return error instanceof JsonRefused ? error.code : `threw ${String(error)}`;
  }
};

describe('readJson', () => {
  it.each([
    ['nesting that would overflow a stack', '['.repeat(200_000), 'json_too_deep'],
    ['a level more than allowed', `${'['.repeat(33)}${']'.repeat(33)}`, 'json_too_deep'],
    ['as many levels as allowed', `${'['.repeat(32)}${']'.repeat(32)}`, 'taken'],
    ['too many keys', `{${Array.from({ length: 1001 }, (_, i) => `"k${i}":1`).join(',')}}`, 'json_too_large'],
    ['NUL in a text', '{"a":"x\\u0000y"}', 'json_unsafe'],
    ['NUL in a key', '{"a\\u0000":1}', 'json_unsafe'],
    ['half a surrogate pair', '{"a":"\\ud83d"}', 'json_unsafe'],
    ['a pair the wrong way round', '{"a":"\\udc00\\ud800"}', 'json_unsafe'],
    ['a whole pair', '{"a":"\\ud83d\\ude00"}', 'taken'],
    ['infinity in disguise', '{"a":1e999}', 'json_unsafe'],
    ['an integer that loses digits', '{"a":12345678901234567890}', 'json_unsafe'],
    ['the largest safe integer', '{"a":9007199254740991}', 'taken'],
    ['__proto__', '{"__proto__":{"admin":true}}', 'json_unsafe'],
    ['__proto__, escaped', '{"\\u005f_proto__":1}', 'json_unsafe'],
    ['a key given twice', '{"a":1,"a":2}', 'json_unsafe'],
    ['a key given twice, once escaped', '{"a":1,"\\u0061":2}', 'json_unsafe'],
    ['the same key in two objects', '{"a":{"x":1},"b":{"x":1}}', 'taken'],
    ['a trailing comma', '{"a":1,}', 'malformed_json'],
    ['an open string', '{"a', 'malformed_json'],
    ['a bad escape', '{"a":"\\u12"}', 'malformed_json'],
    ['nothing', '', 'malformed_json'],
  ])('meets %s', (_name, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(codeOf(Buffer.from([0x22, 0xff, 0x22]))).toBe('malformed_json');
  });

  it('hands out the wanted object byte for byte', () => {
    const args = '{ "b" : 1.0,\n "1":[{"arguments":{}}] }';
    const { wanted } = read(`{"x":{"arguments":{"no":1}},"toolCall":{"name":"t","arguments":${args}}}`, [
      'toolCall',
      'arguments',
    ]);
    expect(wanted).toBe(args);
  });

  it('finds no wanted object where the path holds something else', () => {
    expect(read('{"toolCall":{"arguments":[1]}}', ['toolCall', 'arguments']).wanted).toBeUndefined();
    expect(read('[{"toolCall":{"arguments":{}}}]', ['toolCall', 'arguments']).wanted).toBeUndefined();
  });

  it('reads every JSON value as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        if (codeOf(text) === 'taken') expect(read(text).value).toEqual(JSON.parse(text));
        else expect(['json_unsafe', 'json_too_large']).toContain(codeOf(text));
      }),
    );
  });

  it('never throws anything but a refusal, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(codeOf(text)).not.toContain('threw');
      }),
    );
  });
});

import { connect, type Socket } from 'node:net';
import fc from 'fast-check';

/** Bytes for a bare socket, and how the sender goes on when they are sent. */
export interface RawRequest {
  /** Latin-1: a character is a byte. */
  bytes: string;
  /** Waits for what comes, says that nothing more will, or is gone. */
  goesOn: 'wait' | 'end' | 'reset';
  /** Answers that it may get at most. */
  most: number;
}

/** Whoever is not answered or hung up on by then hangs: many times what a request may take to come in. */
const PATIENCE_MS = 30_000;

const AT_ONCE = 25;

const HEAD = 'Host: x\r\nContent-Type: application/json\r\n';
const INSIDE = 'GET /v1/audit-log/keys HTTP/1.1\r\nHost: x\r\n\r\n';

const post = (headers: string, body = ''): string => `POST /v1/session HTTP/1.1\r\n${HEAD}${headers}\r\n${body}`;
const get = (line: string, headers = 'Host: x\r\n'): string => `${line}\r\n${headers}\r\n`;

/** What is known to have confused servers and those in front of them; each is one request at most. */
export const KNOWN: readonly [string, string][] = [
  ['HTTP/0.9', 'GET /\r\n\r\n'],
  ['a method alone', 'GET\r\n\r\n'],
  ['a version to come', get('GET /health/live HTTP/9.9')],
  ['a version of one digit', get('GET /health/live HTTP/1')],
  ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['lower case', get('get /health/live http/1.1')],
  ['a space before it', get(' GET /health/live HTTP/1.1')],
  ['more spaces', get('GET  /health/live  HTTP/1.1')],
  ['tabs', get('GET\t/health/live\tHTTP/1.1')],
  ['NUL in the path', get('GET /health/\0live HTTP/1.1')],
  ['NUL in the method', get('G\0ET /health/live HTTP/1.1')],
  ['lines that end in LF', 'GET /health/live HTTP/1.1\nHost: x\n\n'],
  ['lines that end in CR', 'GET /health/live HTTP/1.1\rHost: x\r\r'],
  ['a proxy’s request', get('GET http://evil.example/v1/tickets HTTP/1.1')],
  ['a tunnel', get('CONNECT evil.example:443 HTTP/1.1')],
  ['a star', get('OPTIONS * HTTP/1.1')],
  ['a path that climbs', get('GET /../../etc/passwd HTTP/1.1')],
  ['a path that climbs in disguise', get('GET /%2e%2e/%2e%2e%2fetc/passwd HTTP/1.1')],
  ['a path that cannot be decoded', get('GET /v1/tickets/%c0%ae%ff HTTP/1.1')],
  ['no host', get('GET /health/live HTTP/1.1', '')],
  ['two hosts', get('GET /health/live HTTP/1.1', 'Host: x\r\nHost: evil.example\r\n')],
  ['two lengths that differ', post('Content-Length: 2\r\nContent-Length: 50\r\n', `{}${INSIDE}`)],
  ['two lengths alike', post('Content-Length: 2\r\nContent-Length: 2\r\n', '{}')],
  ['a list of lengths', post('Content-Length: 2, 50\r\n', `{}${INSIDE}`)],
  ['a negative length', post('Content-Length: -2\r\n', '{}')],
  ['a length with a sign', post('Content-Length: +2\r\n', '{}')],
  ['a length in hexadecimal', post('Content-Length: 0x2\r\n', '{}')],
  ['a length beyond every number', post(`Content-Length: ${'9'.repeat(40)}\r\n`, '{}')],
  ['an empty length', post('Content-Length:\r\n', '{}')],
  ['a length with a space before its colon', post('Content-Length : 2\r\n', '{}')],
  ['chunks and a length', post('Content-Length: 6\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${INSIDE}`)],
  ['a length and chunks', post('Transfer-Encoding: chunked\r\nContent-Length: 6\r\n', `0\r\n\r\n${INSIDE}`)],
  ['chunks in disguise', post('Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n', `{}`)],
  ['chunks after a tab', post('Transfer-Encoding:\tchunked\r\nContent-Length: 2\r\n', `{}${INSIDE}`)],
  ['chunks that are not last', post('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n`)],
  ['chunks twice', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n`)],
  ['a chunk of negative size', post('Transfer-Encoding: chunked\r\n', '-1\r\n{}\r\n0\r\n\r\n')],
  ['a chunk beyond every size', post('Transfer-Encoding: chunked\r\n', `${'F'.repeat(17)}\r\n{}\r\n0\r\n\r\n`)],
  ['a chunk that is longer than it says', post('Transfer-Encoding: chunked\r\n', '1\r\n{}{}\r\n0\r\n\r\n')],
  [
    'a chunk with an extension that goes on',
    post('Transfer-Encoding: chunked\r\n', `2;${'x'.repeat(20_000)}\r\n{}\r\n`),
  ],
  ['a length in the trailer', post('Transfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\nContent-Length: 50\r\n\r\n')],
  ['a header that is folded', post('X-A: b\r\n Content-Length: 50\r\nContent-Length: 2\r\n', '{}')],
  ['a header without a colon', post('Content-Length\r\n', '{}')],
  ['a header without a name', post(': 2\r\n', '{}')],
  ['a header with a space in its name', post('Content Length: 2\r\n', '{}')],
  ['NUL in a header', post('X-A: a\0b\r\nContent-Length: 2\r\n', '{}')],
  ['CR in a header', post('X-A: a\rContent-Length: 50\r\nContent-Length: 2\r\n', '{}')],
  ['bytes above 127 in a header', post('X-A: \xff\xfe\r\nContent-Length: 2\r\n', '{}')],
  ['a header of 20,000 bytes', get(`GET /health/live HTTP/1.1`, `Host: x\r\nX-A: ${'a'.repeat(20_000)}\r\n`)],
  ['5,000 headers', get('GET /health/live HTTP/1.1', `Host: x\r\n${'A: b\r\n'.repeat(5_000)}`)],
  ['a path of 20,000 bytes', get(`GET /${'a'.repeat(20_000)} HTTP/1.1`)],
  ['a body that is never all there', post('Content-Length: 500\r\n', '{"email":')],
  ['chunks that are never all there', post('Transfer-Encoding: chunked\r\n', '5\r\n{"em')],
  ['a head that is never all there', 'POST /v1/session HTTP/1.1\r\nHost: x\r\n'],
  ['an expectation', post('Content-Length: 2\r\nExpect: something\r\n', '{}')],
  ['a body that waits to be asked for', post('Content-Length: 2\r\nExpect: 100-continue\r\n')],
  [
    'another protocol asked for',
    get('GET /health/live HTTP/1.1', 'Host: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n'),
  ],
  ['a body on a GET', `${get('GET /health/live HTTP/1.1', `Host: x\r\nContent-Length: 2\r\n`)}{}`],
];

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'G\0T', ''];
const TARGETS = [
  '/health/live',
  '/v1/session',
  '/v1/tickets',
  '/v1/audit-log/checkpoints/1/cosignatures',
  '/',
  '*',
  '//x',
  '/%00',
  '/\xff',
  '',
];
const VERSIONS = ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'http/1.1', ''];
const FINE = ['Content-Length: 2', 'Content-Type: application/json', 'X-A: b', 'Transfer-Encoding: chunked'];
const HEADERS = [
  'Content-Length: 2',
  'Content-Length: 2',
  'Content-Length: 700',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: identity',
  'Content-Type: application/json',
  'Content-Type: \xff',
  'Connection: close',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Expect: 100-continue',
  'Cookie: countersign_session=\0',
  'Authorization: Bearer \xfe',
  'X-Forwarded-For: , , ,',
  'Host: evil.example',
  ' folded: x',
  'no colon',
];
const BODIES = ['', '{}', '2\r\n{}\r\n0\r\n\r\n', '0\r\n\r\n', '{"email":"\0"}', '\xff\xfe\xfd', 'FFFFFFFF\r\n'];

/** Mostly what is right, so that what is wrong with the rest is met behind the parser as well. */
const mostly = <T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: right, weight: 5 }, { arbitrary: wrong, weight: 1 });

const oneRaw = fc
  .record({
    line: fc.tuple(
      mostly(fc.constantFrom('GET', 'POST'), fc.constantFrom(...METHODS)),
      mostly(fc.constantFrom('/health/live', '/v1/session'), fc.constantFrom(...TARGETS)),
      mostly(fc.constant('HTTP/1.1'), fc.constantFrom(...VERSIONS)),
    ),
    headers: fc.array(mostly(fc.constantFrom(...FINE), fc.constantFrom(...HEADERS)), { maxLength: 3 }),
    host: mostly(fc.constant(true), fc.constant(false)),
    end: mostly(fc.constant('\r\n'), fc.constantFrom('\n', '\r')),
    body: fc.constantFrom(...BODIES),
  })
  .map(({ line, headers, host, end, body }) =>
    [line.join(' '), ...(host ? ['Host: x'] : []), ...headers, '', body].join(end),
  );

/** Requests put together of what is right and wrong, in a row, with bytes cut out or put in. */
export const rawRequests: fc.Arbitrary<RawRequest> = fc
  .record({
    parts: fc.array(oneRaw, { minLength: 1, maxLength: 3 }),
    change: mostly(
      fc.constant(null),
      fc.record({
        at: fc.nat({ max: 200 }),
        cut: fc.nat({ max: 5 }),
        put: fc.constantFrom('', '\0', '\r', '\n', ':', ' '),
      }),
    ),
    goesOn: fc.constantFrom<RawRequest['goesOn']>('end', 'end', 'end', 'reset', 'wait'),
  })
  .map(({ parts, change, goesOn }) => {
    const whole = parts.join('');
    const { at, cut, put } = change ?? { at: 0, cut: 0, put: '' };
    // A body that is read as a request of its own is one more.
    return { bytes: whole.slice(0, at) + put + whole.slice(at + cut), goesOn, most: 2 * parts.length };
  });

/** Sends so many; the same seed makes the same ones. @returns what is wrong, each with what showed it */
export async function fuzzRaw(base: string, seed: number, count: number): Promise<object[]> {
  const queue = fc.sample(rawRequests, { seed, numRuns: count });
  const faults: object[] = [];
  const next = async (): Promise<void> => {
    for (let request = queue.pop(); request; request = queue.pop()) {
      const fault = await sendRaw(base, request);
      if (fault !== null) faults.push({ seed, fault, ...request });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return faults;
}

/**
 * Sends one and takes all that comes.
 * @returns what is wrong with it, in words; null when nothing is
 */
export async function sendRaw(base: string, { bytes, goesOn, most }: RawRequest): Promise<string | null> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const answered = new Promise((resolve) => socket.once('data', resolve));
  await new Promise((resolve) => socket.write(bytes, 'latin1', resolve));
  if (goesOn === 'reset') {
    socket.resetAndDestroy();
    return null;
  }
  if (goesOn === 'wait' && !(await inTime(Promise.race([closed, answered]), socket))) return 'it hangs';
  socket.end();
  if (!(await inTime(closed, socket))) return 'it hangs once nothing more comes';
  return faultIn(text, most);
}

async function inTime(what: Promise<unknown>, socket: Socket): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const came = await Promise.race([what.then(() => true), late]);
  clearTimeout(timer);
  if (!came) socket.destroy();
  return came;
}

/** Every answer has a status below 500, there are no more of them than requests, and none tells of what is inside. */
function faultIn(text: string, most: number): string | null {
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  const final = statuses.filter((status) => status >= 200);
  if (text !== '' && !text.startsWith('HTTP/1.1 ')) return `it is no HTTP: ${JSON.stringify(text.slice(0, 100))}`;
  if (statuses.some((status) => status >= 500)) return `HTTP ${statuses}`;
  if (final.length > most) return `${final.length} answers where ${most} may be`;
  if (/node:internal|\bat \S+ \(|\.js:\d+/.test(text)) return 'it tells of what is inside';
  return null;
}

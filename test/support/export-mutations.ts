import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A change to the lines of a whole export, and the layer that must catch it, whatever else does too. */
export interface ExportMutation {
  name: string;
  layer: string;
  change(lines: string[]): string[];
}

// biome-ignore lint/suspicious/noExplicitAny: a line is changed in ways that no type foresees
type Members = Record<string, any>;

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const hashOf = (canonical: string): string => sha256(canonical).toString('hex');
export const leafOf = (canonical: string): string => sha256(Uint8Array.of(0), canonical).toString('hex');

const parse = (line: string): Members => JSON.parse(line);
const typeOf = (line: string): string => parse(line).type;

/** Where the sealed entries stand. */
const sealed = (lines: string[]): number[] =>
  lines.flatMap((line, n) => (typeOf(line) === 'entry' && parse(line).seq !== null ? [n] : []));
const checkpoints = (lines: string[]): number[] =>
  lines.flatMap((line, n) => (typeOf(line) === 'checkpoint' ? [n] : []));
const middle = (places: number[]): number => places[Math.floor(places.length / 2)]!;

const edit = (lines: string[], n: number, change: (line: Members) => Members): string[] =>
  lines.with(n, JSON.stringify(change(parse(lines[n]!))));
const editEntry = (change: (line: Members) => Members) => (lines: string[]) =>
  edit(lines, middle(sealed(lines)), change);
const editNote = (change: (note: string) => string) => (lines: string[]) =>
  edit(lines, middle(checkpoints(lines)), (line) => ({ ...line, note: change(line.note) }));

const drop = (lines: string[], n: number): string[] => lines.toSpliced(n, 1);
/** Numbers the sealed entries anew and mends the count at the end, as somebody who hides a change would. */
function renumbered(lines: string[]): string[] {
  let seq = 0;
  const entries = lines.filter((line) => typeOf(line) === 'entry').length;
  return lines.map((line) => {
    const members = parse(line);
    if (members.type === 'end') return JSON.stringify({ ...members, entries });
    if (members.type !== 'entry' || members.seq === null) return line;
    seq += 1;
    return JSON.stringify({ ...members, seq: seq - 1 });
  });
}

const inPayload = (line: Members, value: string): string =>
  line.canonical.replace(/"payload":\{/, `"payload":{"AAA":${JSON.stringify(value)},`).replace(',}', '}');
const rewritten = (line: Members, canonical: string): Members => ({
  ...line,
  canonical,
  hash: hashOf(canonical),
  leaf: leafOf(canonical),
});

/** Two entries side by side, exchanged. */
function exchanged(lines: string[], change: (a: Members, b: Members) => [Members, Members]): string[] {
  const places = sealed(lines);
  const at = places.findIndex((place, n) => places[n + 1] === place + 1);
  const [a, b] = change(parse(lines[places[at]!]!), parse(lines[places[at + 1]!]!));
  return lines.with(places[at]!, JSON.stringify(a)).with(places[at + 1]!, JSON.stringify(b));
}

function signedByAnother(note: string): string {
  const body = note.slice(0, note.indexOf('\n\n') + 1);
  const origin = body.split('\n')[0]!;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  const keyHash = sha256(origin, '\n', Uint8Array.of(1), raw).subarray(0, 4);
  const line = Buffer.concat([keyHash, sign(null, Buffer.from(body), privateKey)]).toString('base64');
  return `${body}\n\u2014 ${origin} ${line}\n`;
}

/** Every way that an export file is changed in the tests. Needs six sealed entries and three checkpoints. */
export const EXPORT_MUTATIONS: ExportMutation[] = [
  {
    name: 'edit a payload',
    layer: 'entry hash',
    change: editEntry((line) => ({ ...line, canonical: inPayload(line, 'x') })),
  },
  {
    name: 'edit and rehash',
    layer: 'leaf',
    change: editEntry((line) => ({ ...rewritten(line, inPayload(line, 'x')), leaf: line.leaf })),
  },
  {
    name: 'edit, rehash and rewrite the leaf',
    layer: 'root',
    change: editEntry((line) => rewritten(line, inPayload(line, 'x'))),
  },
  { name: 'edit a hash', layer: 'entry hash', change: editEntry((line) => ({ ...line, hash: hashOf('x') })) },
  { name: 'edit a leaf', layer: 'leaf', change: editEntry((line) => ({ ...line, leaf: leafOf('x') })) },
  ...(['at', 'actor', 'action', 'subject'] as const).map((column) => ({
    name: `change the column ${column} only`,
    layer: 'columns',
    change: editEntry((line) => ({ ...line, [column]: column === 'at' ? '2020-01-01T00:00:00.000Z' : 'system:x' })),
  })),
  { name: 'drop a line in the middle', layer: 'sequence', change: (lines) => drop(lines, middle(sealed(lines))) },
  {
    name: 'drop an entry in the middle and renumber',
    layer: 'root',
    change: (lines) => renumbered(drop(lines, middle(sealed(lines)))),
  },
  {
    name: 'drop the last sealed entry and mend the count',
    layer: 'root',
    change: (lines) => renumbered(drop(lines, sealed(lines).at(-1)!)),
  },
  {
    name: 'duplicate a line',
    layer: 'sequence',
    change: (lines) => lines.toSpliced(middle(sealed(lines)), 0, lines[middle(sealed(lines))]!),
  },
  {
    name: 'insert an entry and renumber',
    layer: 'root',
    change: (lines) => {
      const at = middle(sealed(lines));
      const made = rewritten({ ...parse(lines[at]!), id: '999999999' }, inPayload(parse(lines[at]!), 'made up'));
      return renumbered(lines.toSpliced(at, 0, JSON.stringify(made)));
    },
  },
  { name: 'reorder two lines', layer: 'sequence', change: (lines) => exchanged(lines, (a, b) => [b, a]) },
  {
    name: 'reorder two entries and renumber',
    layer: 'root',
    change: (lines) => renumbered(exchanged(lines, (a, b) => [b, a])),
  },
  {
    name: 'swap the ids of two entries',
    layer: 'ids',
    change: (lines) =>
      exchanged(lines, (a, b) => [
        { ...a, id: b.id },
        { ...b, id: a.id },
      ]),
  },
  { name: 'give an entry another id', layer: 'ids', change: editEntry((line) => ({ ...line, id: '888888888' })) },
  {
    name: 'whitespace in canonical, rehashed',
    layer: 'canonical',
    change: editEntry((line) => rewritten(line, line.canonical.replace('":', '": '))),
  },
  {
    name: 'members of canonical in another order, rehashed',
    layer: 'canonical',
    change: editEntry((line) => rewritten(line, JSON.stringify({ v: 1, ...JSON.parse(line.canonical) }))),
  },
  {
    name: 'whitespace in a line',
    layer: 'line',
    change: (lines) => lines.with(middle(sealed(lines)), lines[middle(sealed(lines))]!.replace('"seq":', '"seq": ')),
  },
  {
    name: 'a member given twice',
    layer: 'line',
    change: (lines) =>
      lines.with(middle(sealed(lines)), lines[middle(sealed(lines))]!.replace('"actor":', '"actor":"system","actor":')),
  },
  { name: 'a member that does not belong', layer: 'line', change: editEntry((line) => ({ ...line, note: 'fine' })) },
  { name: 'a sealed entry said to be unsealed', layer: 'line', change: editEntry((line) => ({ ...line, seq: null })) },
  {
    name: 'edit the size in a checkpoint',
    layer: 'checkpoint signature',
    change: editNote((note) => note.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`)),
  },
  {
    name: 'edit the root in a checkpoint',
    layer: 'checkpoint signature',
    change: editNote((note) => note.replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${sha256('x').toString('base64')}\n`)),
  },
  {
    name: 'date a checkpoint back',
    layer: 'checkpoint signature',
    change: editNote((note) => note.replace(/\nat \d{4}/, '\nat 2020')),
  },
  { name: 'sign a checkpoint with another key', layer: 'checkpoint signature', change: editNote(signedByAnother) },
  {
    name: 'take the signature off a checkpoint',
    layer: 'checkpoint',
    change: editNote((note) => note.slice(0, note.indexOf('\n\n') + 2)),
  },
  {
    name: 'swap two checkpoints',
    layer: 'prev chain',
    change: (lines) => {
      const [a, b] = checkpoints(lines) as [number, number];
      return lines.with(a, lines[b]!).with(b, lines[a]!);
    },
  },
  {
    name: 'drop a checkpoint in the middle',
    layer: 'prev chain',
    change: (lines) => drop(lines, middle(checkpoints(lines))),
  },
  {
    name: 'drop the first checkpoint',
    layer: 'prev chain',
    change: (lines) => drop(lines, checkpoints(lines)[0]!),
  },
  { name: 'drop the last checkpoint', layer: 'root', change: (lines) => drop(lines, checkpoints(lines).at(-1)!) },
  {
    name: 'drop every checkpoint',
    layer: 'root',
    change: (lines) => lines.filter((line) => typeOf(line) !== 'checkpoint'),
  },
  {
    name: 'a checkpoint twice',
    layer: 'prev chain',
    change: (lines) => lines.toSpliced(middle(checkpoints(lines)), 0, lines[middle(checkpoints(lines))]!),
  },
  { name: 'cut the end off', layer: 'completeness', change: (lines) => lines.slice(0, -1) },
  {
    name: 'cut in the middle of a line',
    layer: 'line',
    change: (lines) => [...lines.slice(0, 5), lines[5]!.slice(0, 40)],
  },
  {
    name: 'another count at the end',
    layer: 'completeness',
    change: (lines) => edit(lines, lines.length - 1, (line) => ({ ...line, entries: line.entries + 1 })),
  },
  { name: 'a line after the end', layer: 'line', change: (lines) => [...lines, lines[middle(sealed(lines))]!] },
  { name: 'drop the header', layer: 'line', change: (lines) => lines.slice(1) },
  {
    name: 'a header of another log',
    layer: 'checkpoint',
    change: (lines) => edit(lines, 0, (line) => ({ ...line, origin: 'another.example/log' })),
  },
  {
    name: 'a header that calls a whole export filtered',
    layer: 'root',
    change: (lines) => edit(lines, 0, (line) => ({ ...line, full: false })),
  },
];

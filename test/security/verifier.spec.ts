import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { happening, type Line, LogKeeper } from '../../bench/audit-log/log-keeper.js';
import { EXPORT_MUTATIONS } from '../support/export-mutations.js';
import { layersOf, runVerifier, type Verdict } from '../support/verifier.js';

/** The verifier and the witness on exports that are composed here by docs/verify.md, without any code of the product. */

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-verifier-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function fileOf(content: string | Uint8Array): Promise<string> {
  files += 1;
  const path = join(folder, `${files}`);
  await writeFile(path, content);
  return path;
}

/** @param batches how many entries each checkpoint seals; `unsealed` come after the last */
function compose(keeper: LogKeeper, batches: number[], unsealed = 0): Line[] {
  const lines = [keeper.header()];
  const add = (count: number, make: (n: number) => Line) => {
    for (let n = 1; n <= count; n += 1) lines.push(make(n));
  };
  for (const batch of batches) {
    add(batch, () => keeper.entry(happening(keeper.size + 1)));
    lines.push(keeper.checkpoint());
  }
  add(unsealed, (n) => keeper.unsealed(happening(keeper.size + n)));
  const entries = lines.filter(({ type }) => type === 'entry').length;
  return [...lines, keeper.end(entries)];
}

const textOf = (lines: (Line | string)[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');

async function verify(keeper: LogKeeper, lines: (Line | string)[], ...more: string[]): Promise<Verdict> {
  const [path, key] = await Promise.all([fileOf(textOf(lines)), fileOf(keeper.pem)]);
  return runVerifier('verify', path, '--key', key, ...more);
}

const noteOf = (lines: Line[], n: number): string =>
  lines.filter(({ type }) => type === 'checkpoint')[n - 1]!.note as string;

describe('a clean log raises no alarm', () => {
  test('whatever its size and however it was sealed, also empty and with a single entry', async () => {
    const shape = fc.record({
      batches: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
      unsealed: fc.integer({ min: 0, max: 3 }),
    });
    const check = async ({ batches, unsealed }: { batches: number[]; unsealed: number }) => {
      const keeper = new LogKeeper();
      const verdict = await verify(keeper, compose(keeper, batches, unsealed));
      expect(verdict).toMatchObject({ code: 0, ok: true, failed: 0, sealed: keeper.size, unsealed });
      expect(verdict.checked).toMatchObject({
        roots: batches.length,
        signatures: batches.length,
        links: batches.length,
      });
    };
    for (const batches of [[], [1], [1, 1], [2], [63, 1, 64], [128]]) await check({ batches, unsealed: 0 });
    await fc.assert(fc.asyncProperty(shape, check), { numRuns: 25 });
  });

  test('and says what nothing proves yet', async () => {
    const keeper = new LogKeeper();
    const { warnings } = await verify(keeper, compose(keeper, [3], 2));
    expect(warnings).toEqual([expect.stringContaining('2 entries are under no checkpoint')]);
  });
});

describe('every change to an export is caught', () => {
  test.each(EXPORT_MUTATIONS)('$name: $layer', async ({ layer, change }) => {
    const keeper = new LogKeeper();
    const lines = compose(keeper, [4, 5, 3], 1).map((line) => JSON.stringify(line));
    const verdict = await verify(keeper, change(lines));
    expect(layersOf(verdict)).toContain(layer);
    expect(verdict).toMatchObject({ code: 1, ok: false });
  });

  test('bytes that are no UTF-8', async () => {
    const keeper = new LogKeeper();
    const bytes = Buffer.from(textOf(compose(keeper, [4])));
    bytes[bytes.indexOf('sign_off')] = 0xff;
    const verdict = await runVerifier('verify', await fileOf(bytes), '--key', await fileOf(keeper.pem));
    expect(verdict.findings[0]).toMatchObject({ layer: 'line', line: 2, message: 'is not UTF-8' });
  });

  test('and says which entry it is, and how many more there are', async () => {
    const keeper = new LogKeeper();
    const lines = compose(keeper, [30]).map((line) => JSON.stringify(line).replace('operator', 'admin'));
    const verdict = await verify(keeper, lines);
    expect(verdict.findings[0]).toMatchObject({ layer: 'entry hash', entryId: '1', line: 2 });
    expect(verdict.findings).toHaveLength(20);
    expect(verdict.byLayer).toMatchObject({ 'entry hash': 30, leaf: 30, root: 1 });
  });
});

describe('a checkpoint that was kept', () => {
  test('finds the log to be its continuation', async () => {
    const keeper = new LogKeeper();
    const lines = compose(keeper, [4, 5, 3]);
    const verdict = await verify(keeper, lines, '--since', await fileOf(noteOf(lines, 2)));
    expect(verdict).toMatchObject({ code: 0, checked: { kept: 1 } });
  });

  test('finds out when the log went back', async () => {
    const keeper = new LogKeeper();
    const lines = compose(keeper, [4, 5, 3]);
    const backup = compose(new LogKeeper(keeper.origin, keeper.keys), [4, 5]);
    expect(layersOf(await verify(keeper, backup, '--since', await fileOf(noteOf(lines, 3))))).toEqual(['consistency']);
  });

  test('finds out when the log was rebuilt with its own key', async () => {
    const keeper = new LogKeeper();
    const lines = compose(keeper, [4, 5, 3]);
    const forged = new LogKeeper(keeper.origin, keeper.keys);
    const fork = [forged.header()];
    for (let n = 1; n <= 12; n += 1) fork.push(forged.entry(happening(n === 2 ? 99 : n)));
    fork.push(forged.checkpoint(), forged.end(12));
    // On its own the forgery is without fault, which is why somebody has to keep a checkpoint.
    expect(await verify(keeper, fork)).toMatchObject({ code: 0 });
    expect(layersOf(await verify(keeper, fork, '--since', await fileOf(noteOf(lines, 2))))).toEqual(['consistency']);
  });

  test('is no checkpoint of the log when its signature is not', async () => {
    const keeper = new LogKeeper();
    const lines = compose(keeper, [4]);
    const kept = await fileOf(noteOf(compose(new LogKeeper(), [4]), 1));
    expect(layersOf(await verify(keeper, lines, '--since', kept))).toContain('checkpoint signature');
  });
});

describe('a receipt', () => {
  test('holds when the log has the entry, and does not when it is another or none', async () => {
    const keeper = new LogKeeper();
    const lines = compose(keeper, [4], 1);
    const entry = lines[2]!;
    const other = lines[3]!;
    const receipt = (id: unknown, hash: unknown) => verify(keeper, lines, '--receipt', `${id}:${hash}`);
    expect(await receipt(entry.id, entry.hash)).toMatchObject({ code: 0, checked: { receipts: 1 } });
    expect(layersOf(await receipt(entry.id, other.hash))).toEqual(['receipt']);
    expect(layersOf(await receipt('4711', entry.hash))).toEqual(['receipt']);
  });
});

describe('a witness', () => {
  async function witnessOf(keeper: LogKeeper, name = 'witness.example'): Promise<{ state: string; key: string }> {
    files += 1;
    const state = join(folder, `witness-${files}`);
    const made = await runVerifier(
      'witness',
      'init',
      '--state',
      state,
      '--name',
      name,
      '--log-key',
      await fileOf(keeper.pem),
    );
    return { state, key: made.witnessKey! };
  }
  const cosign = async (state: string, lines: Line[]) =>
    runVerifier('witness', 'cosign', '--state', state, '--log', await fileOf(textOf(lines)));
  const stateOf = (state: string) => readFile(join(state, 'state.json'), 'utf8');

  test('cosigns what goes on from what it saw', async () => {
    const keeper = new LogKeeper();
    const { state, key } = await witnessOf(keeper);
    expect(await cosign(state, compose(keeper, [4]))).toMatchObject({ code: 0, from: 0, size: 4 });
    const grown = compose(new LogKeeper(keeper.origin, keeper.keys), [4, 5]);
    const { note, ...second } = await cosign(state, grown);
    expect(second).toMatchObject({ code: 0, from: 4, size: 9 });
    const seen = await verify(keeper, grown, '--since', await fileOf(note!), '--witness-key', key);
    expect(seen).toMatchObject({ code: 0, witnessed: { 'witness.example': { size: 9 } } });
    // Nothing new is fine, and cosigned with a new time.
    expect(await cosign(state, grown)).toMatchObject({ code: 0, size: 9 });
  });

  test('refuses a log that went back, and one that forked, and remembers what it saw', async () => {
    const keeper = new LogKeeper();
    const { state } = await witnessOf(keeper);
    await cosign(state, compose(keeper, [4, 5]));
    const remembered = await stateOf(state);
    const back = await cosign(state, compose(new LogKeeper(keeper.origin, keeper.keys), [4]));
    const forged = new LogKeeper(keeper.origin, keeper.keys);
    const fork = [forged.header()];
    for (let n = 50; n <= 70; n += 1) fork.push(forged.entry(happening(n)));
    fork.push(forged.checkpoint(), forged.end(21));
    const forked = await cosign(state, fork);
    for (const refused of [back, forked]) {
      expect(refused).toMatchObject({ code: 1, ok: false, findings: [{ layer: 'consistency' }] });
      expect(refused.stderr).toContain('REFUSED');
      expect(refused.note).toBeUndefined();
    }
    expect(await stateOf(state)).toBe(remembered);
  });

  test('refuses another log’s key, and a log with a fault in it', async () => {
    const keeper = new LogKeeper();
    const { state } = await witnessOf(keeper);
    expect(await cosign(state, compose(new LogKeeper(), [4]))).toMatchObject({ code: 1 });
    const lines = compose(keeper, [4]);
    lines[2]!.actor = 'system:x';
    expect(await cosign(state, lines)).toMatchObject({ code: 1, findings: [{ layer: 'columns' }] });
  });

  test('is missed when its cosignature is stripped, and noticed when it is forged', async () => {
    const keeper = new LogKeeper();
    const { state, key } = await witnessOf(keeper);
    const lines = compose(keeper, [4, 5]);
    const { note } = await cosign(state, lines);
    const stripped = await fileOf(noteOf(lines, 2));
    expect(layersOf(await verify(keeper, lines, '--since', stripped, '--witness-key', key))).toEqual(['cosignature']);
    const [name, keyHash] = key.split('+') as [string, string];
    const forged = Buffer.concat([Buffer.from(keyHash, 'hex'), Buffer.alloc(72, 7)]).toString('base64');
    const bad = note!.replace(/\u2014 witness\.example .*/, `\u2014 ${name} ${forged}`);
    expect(layersOf(await verify(keeper, lines, '--since', await fileOf(bad), '--witness-key', key))).toEqual([
      'cosignature',
    ]);
  });

  test('is one process at a time, and takes over from one that is gone', async () => {
    const keeper = new LogKeeper();
    const { state } = await witnessOf(keeper);
    const lines = compose(keeper, [4]);
    await writeFile(join(state, 'lock'), String(process.pid));
    expect(await cosign(state, lines)).toMatchObject({ code: 2 });
    // Pids end at four million: this one is nobody’s.
    await writeFile(join(state, 'lock'), '2147483646');
    expect(await cosign(state, lines)).toMatchObject({ code: 0 });
  });
});

describe('what cannot be looked at is no verdict', () => {
  test.each([
    ['no command', []],
    ['no key', ['verify', 'x']],
    ['no such file', ['verify', '/nowhere', '--key', '/nowhere']],
    ['an unknown option', ['verify', 'x', '--trust-me']],
    ['a receipt that is none', ['verify', 'x', '--receipt', 'all']],
  ])('%s: exit status 2', async (_, args) => {
    expect(await runVerifier(...args)).toMatchObject({ code: 2, ok: false });
  });
});

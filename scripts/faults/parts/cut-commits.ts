import { setTimeout as delay } from 'node:timers/promises';
import type { Cut } from '../ground/proxy.js';
import type { Violation } from '../judge/evidence.js';
import { type Run, type Verdict, withRun } from '../run.js';
import { ACCOUNT_DEEDS } from '../workload/account-deeds.js';
import type { Answer } from '../workload/client.js';
import { type DeedKind, WORK_DEEDS } from '../workload/deeds.js';
import type { PartOptions } from './part.js';

const DEEDS = [...WORK_DEEDS, ...ACCOUNT_DEEDS];

const CUTS: Cut[] = ['request lost', 'answer lost'];

/** How often each deed, and the sealer, is cut either way. */
const TURNS = 2;

/** How often a cut may meet another's `COMMIT`, such as that of a sweep, before the deed itself is held to be at fault. */
const TRIES = 5;

/** A transaction that is not committed within this is none. */
const PATIENCE_MS = 10_000;

/**
 * Cuts connections at the `COMMIT` of transactions of several statements: between the last of them and the `COMMIT`, after which
 * nothing of it may stand, and once that is carried out and before anybody hears of it, after which all of it must.
 */
export async function cutCommits({ seed, say }: PartOptions): Promise<Verdict> {
  return withRun({ seed }, async (run) => {
    const violations: Violation[] = [];
    let cuts = 0;
    for (const [k, kind] of DEEDS.entries()) {
      for (let turn = 0; turn < TURNS * CUTS.length; turn += 1) {
        const cut = CUTS[turn % CUTS.length]!;
        const because = await cutDeed(run, kind, cut, 100 * k + turn);
        cuts += 1;
        if (because)
          violations.push({ kind: 'records untrue', ticketId: '', because: `${kind.action}, ${cut}: ${because}` });
      }
    }
    say(`  ${DEEDS.length} kinds of transactions were cut at their COMMIT`);
    const seals = await run.whilePlaying(() => cutSeals(run));
    const verdict = await run.verdict({
      'kinds of transactions': DEEDS.length,
      'COMMITs cut': cuts,
      'seals cut': seals,
    });
    return { ...verdict, violations: [...violations, ...verdict.violations] };
  });
}

/** @returns in words what is wrong with what was answered or with what stands; null when nothing is */
async function cutDeed(run: Run, kind: DeedKind, cut: Cut, n: number): Promise<string | null> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await cutOnce(run, kind, cut, n + 10_000 * attempt);
    if (found !== 'another was cut') return found;
  }
  return `${TRIES} times it was done although its COMMIT was to be cut`;
}

async function cutOnce(run: Run, kind: DeedKind, cut: Cut, n: number): Promise<string | null> {
  const { by, path, body, method } = await kind.prepare(run, n);
  const before = await look(run, kind);
  const done = run.ground.server.proxy.cutAtCommit('pool', cut);
  const answered = await run.client.tryOnce(by, path, body, method);
  if (!(await Promise.race([done.then(() => true), delay(PATIENCE_MS, false)])))
    throw new Error(`${kind.action} committed nothing: it was answered ${answered?.status} ${answered?.body?.code}`);
  const after = await look(run, kind);
  // Answered as done, and done: the cut met another transaction's COMMIT at this moment.
  if (answered && isDone(answered) && after.entries === before.entries + 1) return 'another was cut';
  const again = await run.client.insist(by, path, body, method);
  const last = await look(run, kind);
  const happened = after.entries - before.entries;
  if (answered?.body?.code !== 'database_unavailable')
    return `it was answered ${answered?.status} ${answered?.body?.code}`;
  if (happened !== (cut === 'request lost' ? 0 : 1)) return `${happened} entries were written`;
  if ((after.rows !== before.rows) !== (happened === 1)) return `${happened} entries, and the rows say something else`;
  if (cut === 'request lost' && !isDone(again)) return `sent again it was answered ${again.status} ${again.body?.code}`;
  if (cut === 'request lost' && last.entries !== before.entries + 1) return 'sent again it was not done once';
  return null;
}

const isDone = ({ status }: Answer) => status >= 200 && status < 300;

/** How often it is on record that it was done, and a digest of the rows that say so. */
function look(run: Run, { action, table }: DeedKind): Promise<{ entries: number; rows: string }> {
  const text = `SELECT (SELECT count(*) FROM audit_entry WHERE action = $1)::int AS entries,
    (SELECT md5(coalesce(string_agg(row::text, '' ORDER BY row::text), '')) FROM ${table} AS row) AS rows`;
  return run.ground.asOwner(async (client) => (await client.query(text, [action])).rows[0]);
}

/** @returns how many seals were cut */
async function cutSeals(run: Run): Promise<number> {
  let cuts = 0;
  for (let turn = 0; turn < TURNS * CUTS.length; turn += 1) {
    const done = run.ground.server.proxy.cutAtCommit('sealer', CUTS[turn % CUTS.length]!).then(() => true);
    if (await Promise.race([done, delay(PATIENCE_MS, false)])) cuts += 1;
  }
  run.ground.server.proxy.forget();
  return cuts;
}

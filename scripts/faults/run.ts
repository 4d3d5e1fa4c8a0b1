import { setTimeout as delay } from 'node:timers/promises';
import { RETRY_CLASSES } from '../../api/src/rulebook/rules/tool.js';
import { Dice } from './dice.js';
import { Ground, type GroundOptions } from './ground/ground.js';
import type { Keeper } from './ground/keeper.js';
import type { Violation } from './judge/evidence.js';
import { judge } from './judge/judge.js';
import { countEntries, readEvidence, whatHappenedTo } from './judge/read-evidence.js';
import { settle } from './judge/settle.js';
import { verifyLog } from './judge/verify-log.js';
import { Client } from './workload/client.js';
import { Memory, play } from './workload/play.js';
import { proposalOf, type Story, throwStory } from './workload/story.js';

export interface RunOptions extends GroundOptions {
  seed: number;
  apis?: number;
  workers?: number;
  /** Further environment of the processes. */
  env?: Record<string, string>;
}

/** What one part of the fault run came to. */
export interface Verdict {
  violations: Violation[];
  /** Words to figures: what was injected, and how much work there was meanwhile. */
  counts: Record<string, number>;
  /** All that is known of the first tickets at which something is wrong. */
  details?: string[];
  /** Faults of this part that this machine could not inject, and why. */
  skipped?: string;
}

const MOST_DETAILS = 3;

const PATIENCE_MS = 30_000;
const LOOK_MS = 100;

/** One verdict on two runs. */
export function together(one: Verdict, other: Verdict): Verdict {
  const counts = { ...one.counts };
  for (const [what, count] of Object.entries(other.counts)) counts[what] = (counts[what] ?? 0) + count;
  const details = [...(one.details ?? []), ...(other.details ?? [])];
  return { violations: [...one.violations, ...other.violations], counts, details };
}

/** One installation under faults, from its start to the verdict on it. */
export class Run {
  readonly memory = new Memory();
  readonly apis: Keeper[] = [];
  readonly workers: Keeper[] = [];
  readonly urls: string[] = [];
  client!: Client;
  /** A checkpoint from before the faults. */
  private kept!: string;
  private told = 0;

  private constructor(
    readonly ground: Ground,
    readonly seed: number,
  ) {}

  static async start({ seed, apis = 1, workers = 1, env = {}, ...ground }: RunOptions): Promise<Run> {
    const run = new Run(await Ground.open(ground), seed);
    try {
      const started = await Promise.all(Array.from({ length: apis }, () => run.ground.startApi(env)));
      for (const { keeper, url } of started) {
        run.apis.push(keeper);
        run.urls.push(url);
      }
      run.workers.push(...(await Promise.all(Array.from({ length: workers }, () => run.ground.startWorker(env)))));
    } catch (error) {
      await run.ground.close();
      throw error;
    }
    run.client = new Client(run.urls, run.ground.cast);
    run.kept = await run.eventually('the first checkpoint', () => run.newestCheckpoint());
    return run;
  }

  private newestCheckpoint(): Promise<string | undefined> {
    const text = 'SELECT note FROM audit_checkpoint ORDER BY n DESC LIMIT 1';
    return this.ground.asOwner(async (client) => (await client.query<{ note: string }>(text)).rows[0]?.note);
  }

  /** @returns the ticket's id */
  play(story: Story): Promise<string> {
    return play(story, this.client, this.ground.cast, this.memory);
  }

  /** Sends in what a story proposes, and leaves it. @returns the ticket's id */
  async propose(story: Story): Promise<string> {
    return (await this.client.propose(`key-${story.id}`, proposalOf(story))).body.id;
  }

  /** Asks until there is an answer. @throws Error that names what never came */
  async eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(LOOK_MS)) {
      const answer = await ask();
      if (answer !== undefined) return answer;
    }
    throw new Error(`${what} never came`);
  }

  /** Plays stories of all retry classes, `hands` at a time, until told to stop. @returns once every hand is empty */
  async playUntil(stop: () => boolean, hands: number, pauseMs = 0): Promise<void> {
    const hand = async () => {
      while (!stop()) {
        await this.play(this.nextStory());
        if (pauseMs > 0) await delay(pauseMs);
      }
    };
    await Promise.all(Array.from({ length: hands }, hand));
  }

  /** Plays stories for as long as `work` injects faults. */
  async whilePlaying<T>(work: () => Promise<T>, { hands = 4, pauseMs = 50 } = {}): Promise<T> {
    let over = false;
    const injecting = work().finally(() => {
      over = true;
    });
    const [result] = await Promise.all([injecting, this.playUntil(() => over, hands, pauseMs)]);
    return result;
  }

  nextStory(): Story {
    const id = `${this.seed}_${this.told++}`;
    return throwStory(Dice.of(this.seed, id), id, RETRY_CLASSES[this.told % RETRY_CLASSES.length]!);
  }

  /** Lets everything finish without further faults, and judges what came of it. */
  async verdict(counts: Record<string, number>): Promise<Verdict> {
    await settle(this);
    const journal = this.ground.readJournal();
    const { resent } = this.client;
    // Before the export: workers go on, and what they write meanwhile may be in it or not.
    const entries = await this.ground.asOwner(countEntries);
    const text = await this.client.download(this.ground.cast.admin, '/v1/audit-log/export');
    const log = await verifyLog({ text, key: await this.ground.logKey(), kept: this.kept });
    return this.ground.asOwner(async (client) => {
      const evidence = await readEvidence(client, journal, this.memory, { entries, log });
      const effects = journal.filter(({ kind }) => kind === 'effect').length;
      const violations = judge(evidence);
      const about = [...new Set(violations.flatMap(({ ticketId }) => ticketId || []))].slice(0, MOST_DETAILS);
      const details: string[] = [];
      for (const id of about) details.push(...(await whatHappenedTo(id, client, journal, this.memory)));
      return {
        violations,
        counts: {
          ...counts,
          tickets: evidence.tickets.length,
          effects,
          'requests resent': resent,
          'entries verified': log.sealed,
        },
        details,
      };
    });
  }

  async end(): Promise<void> {
    await this.client.close();
    await this.ground.close();
  }
}

/** Starts a run, does the work on it, and ends it whatever happens. */
export async function withRun(options: RunOptions, work: (run: Run) => Promise<Verdict>): Promise<Verdict> {
  const run = await Run.start(options);
  try {
    return await work(run);
  } finally {
    await run.end();
  }
}

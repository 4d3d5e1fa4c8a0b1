import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';
import { AttemptStore, type Counter } from './persistence/attempt.store.js';
import { secondsToWait, sourceOf } from './rules/attempts.js';

/** One attempt that was taken and is being made. Left as it is, it has failed. */
export interface Attempt {
  /** It was right: what this source and account failed before is forgotten. */
  succeeded(): Promise<void>;
  /** It never came to be checked, or is half right. */
  giveBack(): Promise<void>;
}

export interface Attempting {
  email: string;
  address: string;
  /** Hash of a device that this account was signed in on before, in hex. */
  knownDevice: string | null;
}

/** Bounds how often somebody may try to prove who they are; see `rules/attempts.ts`. */
@Injectable()
export class Throttle {
  constructor(private readonly counters: AttemptStore) {}

  /** @throws Problem 429 `too_many_attempts` */
  async signIn({ email, address, knownDevice }: Attempting): Promise<Attempt> {
    if (knownDevice !== null) return this.take([{ kind: 'device', of: knownDevice }]);
    const source = sourceOf(address);
    const bySource: Counter = { kind: 'source', of: source };
    // By itself first: a source that is refused makes no rows for the accounts it tries.
    await this.take([bySource]);
    const pair: Counter = { kind: 'pair', of: `${source} ${email}` };
    const account: Counter = { kind: 'account', of: email };
    return this.take([pair, account], [bySource, account]);
  }

  /** An attempt inside a session. @throws Problem 429 `too_many_attempts` */
  inSession(sessionId: string): Promise<Attempt> {
    return this.take([{ kind: 'session', of: sessionId }]);
  }

  /** A code, after the right password, from a browser that is not known. @throws Problem 429 `too_many_attempts` */
  code(personId: string): Promise<Attempt> {
    return this.take([{ kind: 'code', of: personId }]);
  }

  /** @param lessened counters that go down by one on success, instead of being forgotten */
  private async take(counters: Counter[], lessened: Counter[] = []): Promise<Attempt> {
    const seconds = secondsToWait(await this.counters.take(counters));
    if (seconds !== null) {
      throw new Problem(429, 'too_many_attempts', `Too many wrong attempts. Try again in ${seconds} seconds.`, {
        retryAfterSeconds: seconds,
      });
    }
    const forgotten = counters.filter((counter) => !lessened.includes(counter));
    return {
      succeeded: async () => {
        await this.counters.forget(forgotten);
        if (lessened.length > 0) await this.counters.giveBack(lessened);
        await this.counters.cleanUp();
      },
      giveBack: () => this.counters.giveBack([...new Set([...counters, ...lessened])]),
    };
  }
}

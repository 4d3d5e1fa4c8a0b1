import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Problem } from '../platform/http/problem.js';
import { normalPassword } from './rules/password-rules.js';

/**
 * OWASP's minimum for argon2id (19 MiB, two passes); about 80 hashes a second on two cores.
 * The library's default algorithm is Argon2id, and its enum is not importable under isolatedModules.
 */
const OPTIONS = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const MOST_WAITING = 40;

/** `known` has a session, or a browser that they signed in on before; strangers wait behind them, in a line of their own. */
export type Asking = 'known' | 'stranger';

/**
 * Hashes and checks passwords, a bounded number at a time, so that sign-ins can't starve the rest. A flood of strangers
 * fills the strangers' line and no other.
 */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: Record<Asking, (() => void)[]> = { known: [], stranger: [] };
  /** Checked when nobody has the e-mail, so that the answer takes as long either way. */
  private readonly decoy = hash('no person has this password', OPTIONS);

  hash(password: string): Promise<string> {
    return this.bounded('known', () => hash(normalPassword(password), OPTIONS));
  }

  /** @throws Problem 429 `too_many_attempts` when too many wait already */
  async matches(password: string, stored: string | undefined, asking: Asking): Promise<boolean> {
    const against = stored ?? (await this.decoy);
    const same = await this.bounded(asking, () => verify(against, normalPassword(password)));
    return same && stored !== undefined;
  }

  private async bounded<T>(asking: Asking, work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      const line = this.waiting[asking];
      if (line.length >= MOST_WAITING) {
        throw new Problem(
          429,
          'too_many_attempts',
          'Too many people sign in at this moment. Try again in a few seconds.',
          { retryAfterSeconds: 3 },
        );
      }
      // Whoever is done passes its place on, so that nobody who comes meanwhile gets ahead of the line.
      await new Promise<void>((resolve) => line.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.known.shift() ?? this.waiting.stranger.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

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

/** Hashes and checks passwords, a bounded number at a time, so that sign-ins can't starve the rest. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Checked when nobody has the e-mail, so that the answer takes as long either way. */
  private readonly decoy = hash('no person has this password', OPTIONS);

  hash(password: string): Promise<string> {
    return this.bounded(() => hash(normalPassword(password), OPTIONS));
  }

  async matches(password: string, stored: string | undefined): Promise<boolean> {
    const against = stored ?? (await this.decoy);
    const same = await this.bounded(() => verify(against, normalPassword(password)));
    return same && stored !== undefined;
  }

  private async bounded<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) {
        throw new Problem(
          429,
          'too_many_attempts',
          'Too many people sign in at this moment. Try again in a few seconds.',
          {
            retryAfterSeconds: 3,
          },
        );
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}

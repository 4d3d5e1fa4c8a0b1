import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';
import { type Asking, Passwords } from './passwords.js';
import { CredentialStore, type Credentials } from './persistence/credential.store.js';
import { DeviceStore } from './persistence/device.store.js';
import type { PersonPrincipal } from './principal.js';
import { type Factor, SecondFactor } from './second-factor.js';
import { type Attempt, Throttle } from './throttle.js';

/** `passwordHash` is what was checked against: who writes on the strength of it asks whether it still stands. */
export type Proven = Credentials & { factor: Factor | null };

/** Proves who somebody is, by password and, where they have one, second factor. Every attempt is counted first. */
@Injectable()
export class Proofs {
  constructor(
    private readonly credentials: CredentialStore,
    private readonly passwords: Passwords,
    private readonly secondFactor: SecondFactor,
    private readonly devices: DeviceStore,
    private readonly throttle: Throttle,
  ) {}

  /**
   * Of somebody who is not signed in. An e-mail that nobody has takes as long and is answered alike.
   * @throws Problem 401 `sign_in_failed`, `totp_required`, `totp_wrong`, 429 `too_many_attempts`
   */
  async ofStranger(
    email: string,
    password: string,
    code: string | undefined,
    from: { address: string; device?: string },
  ): Promise<Proven> {
    const knownDevice = await this.devices.known(from.device, email);
    const attempt = await this.throttle.signIn({ email, address: from.address, knownDevice });
    const person = await this.credentials.byEmail(email);
    if (
      !(await this.matches(attempt, password, person?.passwordHash, knownDevice === null ? 'stranger' : 'known')) ||
      !person
    ) {
      throw new Problem(
        401,
        'sign_in_failed',
        'This e-mail and password do not belong together. Check both and try again.',
      );
    }
    if (!(await this.secondFactor.isOn(person.id))) {
      await attempt.succeeded();
      return { ...person, factor: null };
    }
    if (code === undefined || code === '') {
      await attempt.giveBack();
      throw new Problem(
        401,
        'totp_required',
        'Send the code of your authenticator app, or a recovery code, as "code".',
      );
    }
    const guess = knownDevice === null ? await this.throttle.code(person.id) : null;
    const factor = await this.secondFactor.take(person.id, code);
    if (!factor)
      throw new Problem(401, 'totp_wrong', 'This code is not right, or was used before. Wait for the next one.');
    await guess?.succeeded();
    await attempt.succeeded();
    return { ...person, factor };
  }

  /**
   * Of somebody who is signed in, once more.
   * @param needsCode leaves the second factor out where the password alone is at stake
   * @throws Problem 403 `proof_failed`, `code_required`, 429 `too_many_attempts`
   */
  async again(
    { id, sessionId }: PersonPrincipal,
    password: string,
    code: string | undefined,
    { needsCode = true } = {},
  ): Promise<{ passwordHash: string; factor: Factor | null }> {
    const attempt = await this.throttle.inSession(sessionId);
    const passwordHash = await this.credentials.passwordHash(id);
    const failed = () =>
      new Problem(403, 'proof_failed', 'The password or the code is not right. Check both and try again.');
    if (!(await this.matches(attempt, password, passwordHash, 'known')) || !passwordHash) throw failed();
    if (!needsCode || !(await this.secondFactor.isOn(id))) {
      await attempt.succeeded();
      return { passwordHash, factor: null };
    }
    if (code === undefined || code === '') {
      await attempt.giveBack();
      throw new Problem(
        403,
        'code_required',
        'Send the code of your authenticator app, or a recovery code, as "code".',
      );
    }
    const factor = await this.secondFactor.take(id, code);
    if (!factor) throw failed();
    await attempt.succeeded();
    return { passwordHash, factor };
  }

  /** An attempt of somebody who is signed in, for whoever checks something else. @throws Problem 429 */
  attempt({ sessionId }: PersonPrincipal): Promise<Attempt> {
    return this.throttle.inSession(sessionId);
  }

  private async matches(
    attempt: Attempt,
    password: string,
    hash: string | undefined,
    asking: Asking,
  ): Promise<boolean> {
    try {
      return await this.passwords.matches(password, hash, asking);
    } catch (error) {
      // It never came to be checked: too many others were.
      await attempt.giveBack();
      throw error;
    }
  }
}

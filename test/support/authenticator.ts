import { setTimeout as delay } from 'node:timers/promises';
import { TOTP } from 'otpauth';

const STEP_MS = 30_000;
/** For a whole test, on a machine that is busy with others. */
const ENOUGH_MS = 8_000;

/** An authenticator app on somebody's phone, whose clock can be moved. */
export class Authenticator {
  private readonly totp: TOTP;

  /** @param uri what the QR code says */
  constructor(uri: string) {
    const params = new URL(uri).searchParams;
    this.totp = new TOTP({ secret: params.get('secret')!, algorithm: 'SHA1', digits: 6, period: 30 });
  }

  /** The code it shows. @param steps of 30 seconds from now */
  code(steps = 0): string {
    return this.totp.generate({ timestamp: Date.now() + steps * STEP_MS });
  }

  /** Waits for the next step when this one is nearly over. */
  static async earlyInStep(): Promise<void> {
    const left = STEP_MS - (Date.now() % STEP_MS);
    if (left < ENOUGH_MS) await delay(left + 50);
  }
}

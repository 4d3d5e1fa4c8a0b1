import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Authenticator } from '../support/authenticator.js';
import { BuiltProcess } from '../support/built-process.js';
import { describeWith } from '../support/describe-with.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

const PHONE = { width: 390, height: 844 };
const NEXT = 'purple tractor seventeen';
const ANYBODY = { any_of: ['operator', 'support_lead'], count: 1 };
const STEP_UP = {
  sign_off_policy: {
    expires_after_seconds: 3600,
    rules: [
      {
        name: 'step-up over 100.00',
        tool: 'issue_refund',
        when: 'money.hundredths > 10000',
        require: ANYBODY,
        step_up: true,
      },
    ],
    otherwise: ANYBODY,
  },
};

/** Keeps a picture, for whoever wants to look at it: SHOTS names a folder. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });
}

/** Whatever is refused on purpose, the browser notes as an error. */
const isRefusal = (trouble: string) => /status of (401|403|409|422|429)/.test(trouble);

describeWith('chromium', 'one’s own account', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
    const file = join(journey.product.dataDir, 'step-up.json');
    await writeFile(file, JSON.stringify(STEP_UP));
    const env = { COUNTERSIGN_DATA_DIR: journey.product.dataDir };
    const added = BuiltProcess.start('api/src/admin.js', { args: ['add-sign-off-policy', file], env });
    expect((await added.ended).code).toBe(0);
  }, START_MS);
  beforeEach(Authenticator.earlyInStep);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles.filter((trouble) => !isRefusal(trouble))).toEqual([]));

  const dialog = (visitor: Visitor) => visitor.page.getByRole('dialog');

  /** Switches codes on. @returns the app, and the recovery codes that were shown */
  async function enrol(visitor: Visitor, password: string): Promise<{ app: Authenticator; codes: string[] }> {
    await visitor.goTo('/account');
    await visitor.button('Switch on').click();
    await visitor.page.getByLabel('Your password').fill(password);
    await visitor.button('Continue').click();
    await visitor.page.getByRole('img', { name: 'QR code with the key' }).waitFor();
    await picture(visitor.page, 'enrol');
    const shown = await dialog(visitor).locator('.mono').innerText();
    const app = new Authenticator(`otpauth://totp/x?secret=${shown.replace(/^Key/, '').replace(/\s/g, '')}`);
    await visitor.page.getByLabel('The code it shows now').fill(app.code());
    await dialog(visitor).getByRole('button', { name: 'Switch on' }).click();
    const codes = (await visitor.page.locator('output').innerText()).split('\n');
    await picture(visitor.page, 'recovery-codes');
    await visitor.button('I have stored it').click();
    return { app, codes };
  }

  test('has codes that are switched on by QR code, and asked for at the next sign-in', async () => {
    const credentials = await journey.product.accessOf('support_lead');
    const lead = await journey.visit('support_lead');
    const { app, codes } = await enrol(lead, credentials.password);
    expect(codes).toHaveLength(10);
    await lead.page.getByText('10 recovery codes are left').waitFor();
    await picture(lead.page, 'account-totp-on');
    const { url } = await journey.product.access();
    const again = await journey.arrive(url);
    await again.page.getByLabel('E-mail').fill(credentials.email);
    await again.page.getByLabel('Password').fill(credentials.password);
    await again.button('Sign in').click();
    await again.page.getByLabel('One-time code').fill('000000');
    await again.button('Sign in').click();
    await again.page.getByText('That code is not right').waitFor();
    await picture(again.page, 'sign-in-code');
    await again.page.getByLabel('One-time code').fill(app.code(1));
    await again.button('Sign in').click();
    await again.heading(/Inbox|Tickets/).waitFor();
    // On the way out again: with a recovery code.
    await again.goTo('/account');
    await again.button('Switch off').click();
    await again.page.getByLabel('Your password').fill(credentials.password);
    await again.page.getByLabel('One-time or recovery code').fill(codes[0]!);
    await dialog(again).getByRole('button', { name: 'Switch off' }).click();
    await again.page.getByText('One-time codes are off.').waitFor();
    // Its other session ended with that.
    await lead.goTo('/');
    await lead.button('Sign in').waitFor();
  });

  test('has a password that is changed, and sessions that are ended', async () => {
    const credentials = await journey.product.accessOf('auditor');
    const [here, there] = [await journey.visit('auditor'), await journey.visit('auditor')];
    await here.goTo('/account');
    await here.page.getByText('Here', { exact: true }).waitFor();
    await here.button('Change password').click();
    await here.page.getByLabel('Password as it is').fill(credentials.password);
    await here.page.getByLabel('New password').fill('Password12345678');
    await here.button('Change it').click();
    await here.page.getByText('one of those that are tried first').waitFor();
    await picture(here.page, 'password-weak');
    await here.page.getByLabel('New password').fill(NEXT);
    await here.button('Change it').click();
    await here.page.getByText('Your password is changed.').waitFor();
    await there.goTo('/');
    await there.button('Sign in').waitFor();
    await there.signIn({ ...credentials, password: NEXT });
    await here.page.reload();
    await here.button(/^Sign out Chrome/).click();
    await here.page.getByText('Signed out there.').waitFor();
    await there.goTo('/');
    await there.button('Sign in').waitFor();
    await here.button('Sign out everywhere').click();
    await dialog(here).getByRole('button', { name: 'Sign out everywhere' }).click();
    await here.page.getByLabel('Password').waitFor();
  });

  test.each([
    ['a desk', { width: 1440, height: 900 }],
    ['a phone', PHONE],
  ])('proves again who signs where the policy asks for that, on %s, and then signs', async (where, viewport) => {
    const { password } = await journey.product.accessOf('operator');
    const { id } = await journey.agent.submit(refund({ amount: '20000' }));
    const operator = await journey.visit('operator', { viewport });
    await operator.goTo(`/tickets/${id}`);
    await operator.signedContent();
    await operator.page.getByTestId('ink-frame').locator('footer').scrollIntoViewIfNeeded();
    await operator.canApprove();
    await operator.button(/^Approve/).click();
    await operator.button('Sign approval').click();
    await operator.page.getByText('takes your password once more').waitFor();
    await picture(operator.page, `step-up-${where.replace(' ', '-')}`);
    expect(await operator.page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
    await operator.page.getByLabel('Your password').fill('wrong');
    await operator.button('Sign approval').click();
    await operator.page.getByText('The password or the code is not right').waitFor();
    await operator.page.getByLabel('Your password').fill(password);
    await operator.page.keyboard.press('Enter');
    await operator.page.getByText('Signed.', { exact: true }).waitFor();
    await journey.answerWith('ok', id);
  });

  test('is ended by an admin, for who lost a laptop or a phone', async () => {
    const operator = await journey.visit('operator', { which: 1 });
    const { person } = await operator.page.evaluate<{ person: { name: string } }>(
      `fetch('/v1/session').then((r) => r.json())`,
    );
    const admin = await journey.visit('admin', { viewport: PHONE });
    await admin.goTo('/people');
    await admin.button(`Change ${person.name}`).click();
    await dialog(admin).getByRole('button', { name: 'Take the second factor away' }).waitFor();
    await picture(admin.page, 'person-access-390');
    await dialog(admin).getByRole('button', { name: 'Sign out everywhere' }).click();
    await admin.page.getByText(`${person.name} is signed out everywhere.`).waitFor();
    await operator.goTo('/');
    await operator.button('Sign in').waitFor();
  });

  test('is readable at every width, by day and by night', async () => {
    const operator = await journey.visit('operator');
    await operator.goTo('/account');
    for (const viewport of [{ width: 1440, height: 900 }, PHONE]) {
      await operator.page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await operator.page.emulateMedia({ colorScheme });
        await operator.page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
        expect(await operator.page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
        await picture(operator.page, `account-${viewport.width}-${colorScheme}`);
      }
    }
  });
});

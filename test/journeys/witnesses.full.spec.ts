import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { ok, send } from '../support/installation-http.js';
import { Journey, START_MS } from '../support/journey.js';
import { picturesOf } from '../support/pictures.js';
import { TestWitness } from '../support/witness.js';

const PHONE = { width: 390, height: 844 };
const LOG = '/v1/audit-log';

describeWith('chromium', 'the witnesses of the log, at the console', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());
  // A key that is refused is one of the story, and browsers complain of every 400.
  afterEach(() => expect(journey.troubles.filter((one) => !/ 400 .*\/witnesses$/.test(one))).toEqual([]));

  /** Cosigns the newest checkpoint, as the machine of a witness does. @returns how many entries it covers */
  async function cosign(witness: TestWitness): Promise<number> {
    const { url } = await journey.product.access();
    const { treeSize, note } = await ok(send(`${url}${LOG}/checkpoints/latest`, 'GET'));
    const path = `${url}${LOG}/checkpoints/${treeSize}/cosignatures`;
    await ok(send(path, 'POST', { body: { note: witness.cosign(note) } }));
    return treeSize;
  }

  test('an admin registers one by its key, sees how far it has seen the log, and ends it', async () => {
    const witness = new TestWitness('auditors.example/log');
    const admin = await journey.visit('admin');
    await admin.page.getByRole('link', { name: 'Witnesses' }).click();
    await admin.page.getByText('Nobody witnesses the log').waitFor();
    await picturesOf(admin, 'witnesses-none');

    await admin.button('Register a witness').click();
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByLabel('Verifier key').fill('auditors.example/log+00000000+AAAA');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await dialog.getByText('is not name+hash+base64 of an Ed25519 key that cosigns').waitFor();
    await picturesOf(admin, 'witnesses-refused');
    await dialog.getByLabel('Verifier key').fill(witness.verifierKey);
    await dialog.getByRole('button', { name: 'Register' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = admin.page.getByRole('row', { name: /auditors\.example\/log/ });
    await row.getByText('nothing yet').waitFor();

    const size = await eventually('the registration to be sealed and cosigned', () =>
      cosign(witness).catch(() => false),
    );
    await admin.page.reload();
    await row.getByText(new RegExp(`${Number(size).toLocaleString('en')} entries, `)).waitFor();
    await picturesOf(admin, 'witnesses');

    await row.getByRole('button', { name: 'End: auditors.example/log' }).click();
    await dialog.getByRole('button', { name: 'End it for ever' }).click();
    await row.getByText(/^Ended /).waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
  });

  test('an auditor sees the same and may change nothing; an operator is not led there', async () => {
    const auditor = await journey.visit('auditor', { viewport: PHONE });
    await auditor.goTo('/witnesses');
    await auditor.page.getByText('Read only').first().waitFor();
    await auditor.page.getByText('auditors.example/log').first().waitFor();
    expect(await auditor.button('Register a witness').count()).toBe(0);
    expect(await auditor.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await picturesOf(auditor, 'witnesses-phone');
    const operator = await journey.visit('operator');
    await operator.heading('Inbox').waitFor();
    expect(await operator.page.getByRole('link', { name: 'Witnesses' }).count()).toBe(0);
  });
});

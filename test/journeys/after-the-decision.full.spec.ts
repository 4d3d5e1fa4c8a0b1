import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { barriersOn, settled } from '../support/accessible.js';
import { describeWith } from '../support/describe-with.js';
import { type Answer, ok, send } from '../support/installation-http.js';
import { callOf, refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import { picturesOf } from '../support/pictures.js';
import type { Visitor } from '../support/visitor.js';

const PHONE = { width: 390, height: 844 };
const TOOL = 'move_stock';

/** Ends long before a reviewer comes back, and after everything else that is told here. */
const BRIEF = { grantSeconds: 10 };

describeWith('chromium', 'what was decided', () => {
  let journey: Journey;
  let operator: Visitor;
  let secret: string;

  beforeAll(async () => {
    journey = await Journey.begin();
    operator = await journey.visit('operator');
    secret = (await register(TOOL)).signingSecret;
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  async function register(name: string, more: object = {}): Promise<Answer> {
    const admin = await journey.product.person('admin');
    const schema = { type: 'object', properties: { item: { type: 'string' } } };
    const endpoint = { url: 'https://warehouse.internal/moves' };
    const tool = { name, description: 'Moves stock', schema, endpoint, runner: 'agent', retryClass: 'queryable' };
    return ok(admin.post('/v1/tools', { ...tool, changesWorld: true, timeoutMs: 5000, ...more }));
  }

  async function approved(proposal: object): Promise<Answer> {
    const { id } = await journey.agent.submit(proposal);
    const person = await journey.product.person('operator');
    const { execution } = await ok(person.approve(await person.ticket(id)));
    return { id, execution };
  }

  const grantOf = ({ id }: Answer): Promise<Answer> => ok(journey.agent.request('POST', `/v1/proposals/${id}/grant`));

  async function redeem({ grant }: Answer): Promise<Answer> {
    const { url } = await journey.product.access();
    const raw = JSON.stringify({ grant });
    const [id, at] = [randomUUID(), new Date()];
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, raw),
    };
    return ok(send(`${url}/v1/grants/redeem`, 'POST', { raw, headers }));
  }

  const says = ({ page }: Visitor, text: string | RegExp) => page.locator('.s-outcome').getByText(text).waitFor();

  test('and is run by the agent’s backend shows its grant: asked for, used, and what came of it', async () => {
    const brief = `${TOOL}_soon`;
    await register(brief, BRIEF);
    const unused = await approved(callOf(brief, { item: 'sku_8' }));
    await grantOf(unused);

    const ticket = await approved(callOf(TOOL, { item: 'sku_7' }));
    await operator.goTo(`/tickets/${ticket.id}`);
    await says(operator, /may ask for its grant/);
    const grant = await grantOf(ticket);
    await says(operator, /has a signed grant .* has not used it/);
    await says(operator, 'Not yet');
    await picturesOf(operator, 'grant-issued');
    await redeem(grant);
    await says(operator, /The grant is used up/);
    const body = { executionId: ticket.execution.id, state: 'succeeded', result: { moved: 3 } };
    await ok(journey.agent.request('POST', `/v1/proposals/${ticket.id}/outcome`, { body }));
    await says(operator, /says that it is done/);
    await says(operator, /"moved": 3/);

    await operator.goTo(`/tickets/${unused.id}`);
    await says(operator, /The grant ended unused, so nothing was done/);
    await picturesOf(operator, 'grant-unused');
  });

  test('and waits because its tool was stopped says so, why, and what comes next', async () => {
    const admin = await journey.product.person('admin');
    await ok(admin.post('/v1/tools/issue_refund/stop', { reason: 'Refunds are paid out twice' }));
    const { id } = await approved(refund());
    await operator.goTo(`/tickets/${id}`);
    await says(operator, 'Parked: approved, and not begun.');
    await says(operator, /stopped this tool at .*Refunds are paid out twice/);
    await says(operator, /Once that is over it runs by itself/);
    await picturesOf(operator, 'parked');
    await ok(admin.post('/v1/tools/issue_refund/resume', { reason: 'It was one customer' }));
    await says(operator, 'It ran once and the tool confirmed it.');
  });

  test('is taken back before its call is made, with a reason, and waits for people once more', async () => {
    const ticket = await approved(callOf(TOOL, { item: 'sku_9' }));
    const { page } = operator;
    await operator.goTo(`/tickets/${ticket.id}`);
    await operator.button('More actions').click();
    await page.getByRole('menuitem', { name: 'Take the approval back…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take the approval back' });
    await dialog.waitFor();
    await settled(page);
    expect(await barriersOn(page)).toEqual([]);
    expect(await dialog.getByRole('button', { name: 'Take it back' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Why?').fill('The customer called: it arrived');
    await picturesOf(operator, 'revoke');
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Taken back. Nothing runs until it is approved again.').waitFor();
    await page.locator('footer').getByText('Revision 2, with the digests of request, draft and evidence').waitFor();
    await page.locator('.s-revisions').getByText('The customer called: it arrived').waitFor();
    const person = await journey.product.person('operator');
    expect(await person.ticket(ticket.id)).toMatchObject({ state: 'pending_review', revision: 2, execution: null });
  });

  test('is erased by an admin who was told what goes and what stays, and says so to whoever comes later', async () => {
    const { id } = await journey.agent.submit({ ...refund(), draft: { answer: 'Dear Wilhelmine', confidence: 0.9 } });
    const person = await journey.product.person('operator');
    const ticket = await person.ticket(id);
    await ok(person.reject(ticket));
    const { contentHash } = ticket;

    await operator.goTo(`/tickets/${id}`);
    await operator.page.getByText('Dear Wilhelmine').first().waitFor();
    expect(await operator.button('Erase personal content…').count()).toBe(0);

    const admin = await journey.visit('admin', { viewport: PHONE });
    await admin.goTo(`/tickets/${id}`);
    await admin.button('Erase personal content…').click();
    const dialog = admin.page.getByRole('dialog', { name: /^Erase what T-\d+ holds of people$/ });
    await dialog.getByText('the request, the conversation and the evidence').waitFor();
    await dialog.getByText(/the hash of what was signed and the salted digests/).waitFor();
    await settled(admin.page);
    expect(await barriersOn(admin.page)).toEqual([]);
    expect(await dialog.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Why?').fill('Asked for by the customer');
    await picturesOf(admin, 'erase-phone');
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await admin.page.getByText('What this ticket held of people was erased.').waitFor();
    expect(await admin.button('Erase personal content…').count()).toBe(0);

    const auditor = await journey.visit('auditor');
    await auditor.goTo(`/tickets/${id}`);
    await auditor.page.getByText('What this ticket held of people was erased.').waitFor();
    await auditor.page.getByText('Asked for by the customer').waitFor();
    await auditor.page.getByText(contentHash).waitFor();
    await settled(auditor.page);
    expect(await barriersOn(auditor.page)).toEqual([]);
    expect(await auditor.page.locator('main').innerText()).not.toContain('Wilhelmine');
    await picturesOf(auditor, 'erased');
  });
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { barriersOn, settled } from '../support/accessible.js';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { TestAgent } from '../support/installation-agent.js';
import { type Answer, ok } from '../support/installation-http.js';
import { question } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import { MailServer } from '../support/mail-server.js';
import type { Visitor } from '../support/visitor.js';

describeWith('chromium', 'an admin who sets things up', () => {
  let journey: Journey;
  let admin: Visitor;
  let hooks: Server;
  /** What the newcomer's tool was sent. */
  const letters: Answer[] = [];
  let mails: MailServer;
  const hostOf = (server: Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    hooks = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        if (request.url !== '/letters')
          return void response.writeHead(request.url === '/right' ? 200 : 404).end('no_service');
        letters.push(JSON.parse(body));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"sent":true}');
      });
    }).listen(0, '127.0.0.1');
    await once(hooks, 'listening');
    mails = await MailServer.start();
    journey = await Journey.begin({
      COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS: hostOf(hooks),
      COUNTERSIGN_ALLOWED_TOOL_HOSTS: hostOf(hooks),
      COUNTERSIGN_SMTP_URL: mails.url(),
      COUNTERSIGN_MAIL_FROM: 'desk@countersign.example',
    });
    admin = await journey.visit('admin');
  }, START_MS);
  afterAll(async () => {
    await journey?.end();
    hooks?.close();
    await mails?.stop();
  });
  afterEach(() => expect(journey.troubles).toEqual([]));

  const dialog = () => admin.page.getByRole('dialog');
  const field = (label: string) => dialog().getByLabel(label);
  /** What axe finds on the page with what is open on it. */
  const barriers = async () => {
    await settled(admin.page);
    return barriersOn(admin.page);
  };
  const stored = () => dialog().getByRole('button', { name: 'I have stored it' });

  test('adds a tool as a newcomer: told what is wrong while they type, shown the secret once', async () => {
    await admin.page.getByRole('link', { name: 'Tools' }).click();
    await admin.button('Register a tool').click();
    await field('Name').fill('send_letter');
    await field('What it does').fill('Sends a printed letter.');
    await field('Endpoint').fill('https://elsewhere.example/letters');
    await dialog().getByText('is not in COUNTERSIGN_ALLOWED_TOOL_HOSTS').waitFor();
    await field('Endpoint').fill(`http://${hostOf(hooks)}/letters`);
    await field('JSON Schema of its arguments').fill('{"type": "objec"}');
    await dialog().getByText('is not a JSON Schema').waitFor();
    await field('JSON Schema of its arguments').fill('{"type": ');
    await dialog().getByText('is not JSON').waitFor();
    await field('An example of its arguments').fill('{"to": "Ulm", "pages": 2}');
    await dialog().getByRole('button', { name: 'Make the schema from this example' }).click();
    await dialog().getByText('A proposal with these arguments would be taken in.').waitFor();
    await field('An example of its arguments').fill('{"to": "Ulm", "pages": "two"}');
    await dialog().getByText('pages must be integer').waitFor();
    await field('An example of its arguments').fill('{"to": "Ulm", "pages": 3}');
    await dialog().getByText('A proposal with these arguments would be taken in.').waitFor();
    await dialog().getByText('People sign it first, as the sign-off policy says').waitFor();
    await dialog()
      .getByText(`Countersign posts it to ${hostOf(hooks)}, once it is on record`)
      .waitFor();
    await field('Calls at a time, per worker').fill('3');
    expect(await barriers()).toEqual([]);
    await dialog().getByRole('button', { name: 'Register' }).click();
    await dialog()
      .getByText(/whsec_/)
      .waitFor();
    await stored().click();
    await admin.page.getByRole('heading', { name: 'send_letter' }).waitFor();
    const person = await journey.product.person('admin');
    const { data } = await ok(person.get('/v1/tools'));
    expect(data.find(({ name }: { name: string }) => name === 'send_letter')).toMatchObject({
      version: 1,
      retryClass: 'once',
      maxInFlight: 3,
      schema: { type: 'object', properties: { to: { type: 'string' }, pages: { type: 'integer' } } },
    });
  });

  test('sees the new tool used: refused where it does not fit, signed by a person, and sent once as it was signed', async () => {
    const args = { to: 'Ulm', pages: 3 };
    const calling = (wanted: object) => ({ ...question(), toolCall: { name: 'send_letter', arguments: wanted } });
    const refused = await journey.agent.propose(calling({ to: 'Ulm' }));
    expect([refused.status, refused.body.code]).toEqual([422, 'arguments_invalid']);
    const { id } = await journey.agent.submit(calling(args));
    const operator = await journey.visit('operator');
    await operator.goTo(`/tickets/${id}`);
    expect(await operator.signedContent()).toContain('send_letter');
    await operator.approve();
    await journey.answerWith('ok', id);
    expect(letters).toMatchObject([{ ticketId: id, tool: 'send_letter', arguments: args }]);
  });

  test('begins the next version of a tool with what the last one says', async () => {
    const person = await journey.product.person('admin');
    const of = async (version: number) => {
      const { data } = await ok(person.get('/v1/tools'));
      const { createdAt: _, ...tool } = data.find(({ name }: { name: string }) => name === 'issue_refund');
      return tool.version >= version ? tool : null;
    };
    const last = await of(1);
    await admin.button('Next version: issue_refund').click();
    await field('Timeout in milliseconds').fill('7000');
    await dialog().getByRole('button', { name: 'Register' }).click();
    await stored().click();
    expect(await eventually('version 2', () => of(2))).toEqual({ ...last, version: 2, timeoutMs: 7000 });
  });

  test('rotates an agent’s key: both work, both are on screen, and the old one says until when', async () => {
    await admin.page.getByRole('link', { name: 'Agents' }).click();
    await admin
      .button(/^Rotate the key/)
      .first()
      .click();
    expect(await barriers()).toEqual([]);
    await dialog().getByRole('button', { name: 'Issue the new key' }).click();
    const key = await dialog().getByText(/^csk_/).innerText();
    await stored().click();
    await admin.page.getByText(/works until tomorrow/).waitFor();
    await admin.page.getByText(key.slice(0, 10)).waitFor();
    const { id, keyId } = journey.agent;
    const next = new TestAgent(() => admin.url, id, keyId, key);
    for (const agent of [journey.agent, next]) expect((await agent.submit(question())).status).toBe('ok');
  });

  test('writes a sign-off policy that nobody could satisfy, is told so, mends it, and reads what is left', async () => {
    await admin.page.getByRole('link', { name: 'Policies' }).click();
    await admin.button('Write the next version: Sign-off policy').click();
    const written = JSON.parse(await field('The document').inputValue());
    const withRule = (count: number) => {
      const rule = { name: 'letters', tool: 'send_letter', require: { any_of: ['operator'], count } };
      const { rules, ...rest } = written.sign_off_policy;
      return JSON.stringify({ sign_off_policy: { ...rest, rules: [...rules, rule] } });
    };
    const putInForce = dialog().getByRole('button', { name: 'Put in force' });
    await field('The document').fill(withRule(9));
    await dialog().getByText('Nobody can fill it', { exact: true }).waitFor();
    expect(await putInForce.isDisabled()).toBe(true);
    await field('The document').fill(withRule(1));
    const accept = dialog().getByRole('checkbox', { name: /One person alone fills it where no other/ });
    await accept.waitFor();
    expect(await putInForce.isDisabled()).toBe(true);
    await accept.check();
    expect(await barriers()).toEqual([]);
    await putInForce.click();
    await admin.page.getByText('Version 2 is in force.').waitFor();
    const person = await journey.product.person('auditor');
    const { data } = await ok(person.get('/v1/audit-entries?action=sign_off_policy.added&limit=1'));
    expect(data[0]).toMatchObject({ actor: { name: expect.any(String) }, payload: { version: 2 } });
  });

  test('writes a routing policy that contradicts itself, and is shown the proposal that it goes wrong for', async () => {
    await admin.page.getByRole('link', { name: 'Policies' }).click();
    await admin.button('Write the next version: Routing policy').click();
    const written = JSON.parse(await field('The document').inputValue());
    const allowing = (domain: string[]) => {
      const sections = written.risk_routing_policy;
      return JSON.stringify({
        risk_routing_policy: { ...sections, auto_allow_if: { ...sections.auto_allow_if, domain } },
      });
    };
    const putInForce = dialog().getByRole('button', { name: 'Put in force' });
    await field('The document').fill(allowing(['faq', 'payment', 'gide']));
    await dialog().getByText('It is never allowed', { exact: true }).waitFor();
    await dialog()
      .getByText(/^For example, a proposal with domain payment, .* goes to people\.$/)
      .waitFor();
    await dialog().getByText('No agent proposes in the domain “gide”; “guide” there is.').waitFor();
    expect(await putInForce.isDisabled()).toBe(true);
    expect(await barriers()).toEqual([]);
    await field('The document').fill(allowing(['faq']));
    await dialog().getByText('Nothing was found in it.').waitFor();
    await putInForce.click();
    await admin.page.getByText('Version 2 is in force.').last().waitFor();
    await dialog().waitFor({ state: 'hidden' });
  });

  test('sets targets by numbers, is told at the field what is wrong, and gives the leads their own', async () => {
    await admin.page.getByRole('link', { name: 'Policies' }).click();
    await admin.button('Write the next version: Queues and SLA').click();
    const target = (priority: string, queue = 'Everybody’s queue') =>
      dialog().getByRole('textbox', { name: `${priority}, ${queue}`, exact: true });
    const putInForce = dialog().getByRole('button', { name: 'Put in force' });
    await target('Normal').fill('4');
    await dialog().getByText('must not be sooner than high, which is more pressing.').first().waitFor();
    expect(await target('Normal').getAttribute('aria-invalid')).toBe('true');
    expect(await putInForce.isDisabled()).toBe(true);
    await target('Normal').fill('half');
    await dialog().getByText('must be a whole number of seconds, from 10 s to 31 days.').first().waitFor();
    await target('Normal').fill('45');
    await dialog().getByText('within 45 min').first().waitFor();
    await dialog().getByLabel('The leads’ queue has targets of its own').check();
    await target('Low', 'The leads’ queue').fill('4');
    await dialog().getByRole('combobox', { name: 'Low, The leads’ queue: unit' }).click();
    await admin.page.getByRole('option', { name: 'hours' }).click();
    await dialog().getByText('within 4 h').first().waitFor();
    await dialog().getByText('Nothing was found in it.').waitFor();
    expect(await barriers()).toEqual([]);
    await putInForce.click();
    await dialog().waitFor({ state: 'hidden' });
    const person = await journey.product.person('admin');
    const { data } = await ok(person.get('/v1/queue-policies?limit=1'));
    expect(data[0]).toMatchObject({ version: 2, active: true });
    const { human_review, leads } = data[0].document.queue_policy;
    expect([human_review.sla_seconds.normal, leads.sla_seconds]).toEqual([
      2_700,
      { urgent: 300, high: 900, normal: 2_700, low: 14_400 },
    ]);
  });

  test('adds a channel, is shown its secret once, and hears what the server says to a test', async () => {
    await admin.page.getByRole('link', { name: 'Notifications' }).click();
    const add = async (name: string) => {
      await admin.button('Add a channel').click();
      await field('Name').fill(name);
      expect(await barriers()).toEqual([]);
      await field('URL').fill(`http://${hostOf(hooks)}/${name}`);
      await dialog().getByRole('button', { name: 'Add', exact: true }).click();
      await dialog()
        .getByText(/whsec_/)
        .waitFor();
      await stored().click();
    };
    await add('right');
    await admin.button('Send a test to right').click();
    await admin.page.getByText('The server answered 200: delivered.').waitFor();
    await add('wrong');
    await admin.button('Send a test to wrong').click();
    await admin.page.getByText('Not delivered. The server answered 404: no_service').waitFor();
    await admin.button('Switch off: wrong').click();
    await admin.button('Switch on: wrong').waitFor();
  });

  test('adds a channel that writes mails in Korean, and finds the test in the mailbox', async () => {
    await admin.button('Add a channel').click();
    await field('Name').fill('mailbox');
    await field('Way').click();
    await admin.page.getByRole('option', { name: 'E-mail' }).click();
    await field('Recipients').fill('ada@example.com\nbo@example.com');
    await field('Language').click();
    await admin.page.getByRole('option', { name: '한국어' }).click();
    expect(await barriers()).toEqual([]);
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    await admin.button('Send a test to mailbox').click();
    await admin.page.getByText('The server answered 250: delivered.').waitFor();
    expect(mails.received).toMatchObject([{ to: ['ada@example.com', 'bo@example.com'] }]);
  });

  test('mends the wrong channel, gives it another secret, reads what it was told, and ends it', async () => {
    const choose = async (name: string, item: string) => {
      await admin.button(`More: ${name}`).click();
      await admin.page.getByRole('menuitem', { name: item }).click();
    };
    const submit = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
    await choose('wrong', 'Change');
    await field('Name').fill('mended');
    await field('New URL').fill(`http://${hostOf(hooks)}/right`);
    expect(await barriers()).toEqual([]);
    await submit('Save');
    await admin.button('Switch on: mended').click();
    await admin.button('Switch off: mended').waitFor();
    await admin.button('Send a test to mended').click();
    await admin.page.getByText('The server answered 200: delivered.').waitFor();
    await choose('mended', 'New secret');
    await submit('Make the new secret');
    await dialog()
      .getByText(/whsec_/)
      .waitFor();
    await stored().click();
    const person = await journey.product.person('admin');
    await ok(person.post('/v1/tools/issue_refund/stop', { reason: 'to be told of' }));
    await ok(person.post('/v1/tools/issue_refund/resume', { reason: 'told' }));
    await admin.button('All messages: mended').click();
    await dialog().getByText('a tool that was stopped').waitFor();
    expect(await barriers()).toEqual([]);
    await submit('Close');
    await choose('mended', 'End the channel');
    await submit('End it for ever');
    await admin.button('Switch off: mended').waitFor({ state: 'detached' });
    await admin.page.getByLabel('Show', { exact: true }).click();
    await admin.page.getByRole('option', { name: 'Ended' }).click();
    await admin.page.getByRole('cell', { name: /^mended Ended/ }).waitFor();
    expect(await barriers()).toEqual([]);
  });

  test('reads what models are told, and puts the next version in force with a price for its model', async () => {
    await admin.page.getByRole('link', { name: 'Prompts' }).click();
    await admin.page.getByRole('heading', { name: 'Version 1' }).waitFor();
    await admin.button('Write the next version').click();
    const puts = dialog().getByRole('button', { name: 'Put in force' });
    await field('Instructions').fill('Draft in one sentence.');
    await field('Fallback model').fill('');
    await field('Model').first().fill('gpt-next');
    await field('gpt-next: read').fill('0.075');
    expect(await puts.isDisabled()).toBe(true);
    await field('gpt-next: written').fill('0,30');
    expect(await puts.isDisabled()).toBe(true);
    await field('gpt-next: written').fill('0.30');
    expect(await barriers()).toEqual([]);
    await puts.click();
    await admin.page.getByText('Version 2 is in force.').waitFor();
    await admin.page.getByText('USD 0.075 read, USD 0.30 written').waitFor();
    expect(await barriers()).toEqual([]);
    const person = await journey.product.person('auditor');
    expect(await ok(person.get('/v1/prompts/2'))).toMatchObject({
      instructions: 'Draft in one sentence.',
      model: 'gpt-next',
      fallbackModel: null,
      prices: [{ model: 'gpt-next', inputMicros: 75_000, outputMicros: 300_000 }],
      active: true,
    });
  });
});

import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { settled } from '../support/accessible.js';
import { appearAs } from '../support/appearance.js';
import { describeWith } from '../support/describe-with.js';
import { ok } from '../support/installation-http.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

/** Where they go: `npm run pictures` says docs/pictures, and without it they are made and thrown away. */
const folder = process.env.COUNTERSIGN_PICTURES
  ? resolve(process.env.COUNTERSIGN_PICTURES)
  : mkdtempSync(join(tmpdir(), 'countersign-pictures-'));

describeWith('chromium', 'the pictures of the README are made from the demo', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
    mkdirSync(folder, { recursive: true });
  }, START_MS);
  afterAll(() => journey?.end());

  async function picture(name: string, visitor: Visitor, path: string): Promise<void> {
    await appearAs(visitor.page, { language: 'en', theme: 'light', width: 1440 });
    await visitor.goTo(path);
    await settled(visitor.page);
    const file = join(folder, `${name}.png`);
    await visitor.page.screenshot({ path: file });
    // A page that shows nothing makes a picture of some 20 kB.
    expect(statSync(file).size).toBeGreaterThan(60_000);
  }

  /** Of the demo's tickets, the newest that this says yes to. */
  async function ticketWhere(filter: string, fits: (ticket: { toolCall: { name: string } | null }) => boolean) {
    const auditor = await journey.product.person('auditor');
    const { data } = await ok(auditor.get(`/v1/tickets?limit=100&${filter}`));
    return data.find(fits).id as string;
  }

  test('the inbox of an operator', async () => {
    await picture('inbox', await journey.visit('operator'), '/');
  });

  test('the review of a refund over 500.00, which takes two signatures', async () => {
    const lead = await journey.visit('support_lead');
    const id = await ticketWhere('state=pending_review&tool=issue_refund', (one) => 'signatures' in one);
    await picture('review', lead, `/tickets/${id}`);
  });

  test('the story of a ticket in the audit log', async () => {
    const id = await ticketWhere('executionState=succeeded', ({ toolCall }) => toolCall?.name === 'issue_refund');
    await picture('audit-log', await journey.visit('auditor'), `/audit-log?ticketId=${id}`);
  });
});

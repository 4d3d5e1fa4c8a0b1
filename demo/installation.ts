import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SupportTextsService } from '../api/src/behaviour/support-texts.service.js';
import { AgentsService } from '../api/src/identity/agents.service.js';
import { PeopleService } from '../api/src/identity/people.service.js';
import type { Role } from '../api/src/identity/rules/roles.js';
import { KnowledgeService } from '../api/src/knowledge/knowledge.service.js';
import { writePrivate } from '../api/src/platform/private-file.js';
import { Rulebook } from '../api/src/rulebook/rulebook.js';
import { RulebookService } from '../api/src/rulebook/rulebook.service.js';
import { serveAssistant } from './assistant/assistant.js';
import { demoDocuments, demoPeople, demoPreconditions, demoSupportTexts, demoTools } from './content.js';
import { LedgerProcess } from './ledger-process.js';
import { seedDemo } from './seed.js';

/** What a first start made up, kept so that an interrupted one can go on and a later one keeps everything. */
interface DemoState {
  signingSecret: string;
  /** Evidence is dated from this day. */
  asOf: string;
  people: { email: string; password: string; roles: string[] }[];
  agents: { name: string; key: string }[];
  seeded: boolean;
}

const AGENT = 'billing-desk';

/** The demo: people, an agent, tools, a ledger and tickets, made at the first start. */
export class DemoInstallation {
  private ledger: LedgerProcess | undefined;

  private constructor(
    private readonly dataDir: string,
    private state: DemoState,
  ) {}

  static async open(dataDir: string): Promise<DemoInstallation> {
    const stored = await readFile(join(dataDir, 'demo.json'), 'utf8').catch(() => null);
    const state = stored === null ? newState() : (JSON.parse(stored) as DemoState);
    return new DemoInstallation(dataDir, state);
  }

  get credentialsFile(): string {
    return join(this.dataDir, 'credentials.json');
  }

  /** @returns the ledger's host and port, which the API may then call */
  async startLedger(): Promise<string> {
    await this.save();
    this.ledger = await LedgerProcess.start(join(this.dataDir, 'ledger'), this.state.signingSecret);
    return this.ledger.host;
  }

  async stopLedger(): Promise<void> {
    await this.ledger?.stop();
  }

  /** The page that visitors ask on; before the app listens. */
  serveAssistant(app: NestFastifyApplication): void {
    serveAssistant(app, { url: () => app.getUrl(), agentKey: () => this.state.agents[0]?.key ?? '' });
  }

  /** Makes what is missing: people, agent and key, tools, documents, complaints, credentials file, tickets. */
  async furnish(app: INestApplicationContext, url: string, say: (line: string) => void): Promise<void> {
    await this.makePeopleAndAgent(app);
    await this.registerTools(app);
    const { people, agents } = this.state;
    const credentials = { url, people, agents, ledger: { url: this.ledger!.url } };
    if (!this.state.seeded) {
      await app.get(KnowledgeService).putAll('system', demoDocuments(new Date(this.state.asOf)));
      await app.get(SupportTextsService).takeIn('import', demoSupportTexts(new Date(this.state.asOf)));
      say('Playing the demo tickets …');
      await seedDemo({ apiUrl: url, ledgerUrl: this.ledger!.url, credentials, asOf: new Date(this.state.asOf) });
      this.state.seeded = true;
      await this.save();
    }
    await writePrivate(this.credentialsFile, `${JSON.stringify(credentials, null, 2)}\n`);
  }

  private async makePeopleAndAgent(app: INestApplicationContext): Promise<void> {
    if (this.state.agents.length > 0) return;
    const people = app.get(PeopleService);
    const made: DemoState['people'] = [];
    let adminId = '';
    for (const { name, email, role } of demoPeople()) {
      const roles = [role as Role];
      const password = randomBytes(15).toString('base64url');
      const known = await people.byEmail(email);
      const person = known
        ? await people.change('system', known.id, { password })
        : await people.create('system', { email, name, password, roles });
      if (role === 'admin') adminId = person.id;
      made.push({ email, password, roles });
    }
    const agents = app.get(AgentsService);
    const existing = await agents.byName(AGENT);
    const everything = { tools: null, domains: null };
    const agent = existing ?? (await agents.create(adminId, AGENT, everything));
    const { key } = await agents.issueKey(adminId, agent.id, everything);
    this.state = { ...this.state, people: made, agents: [{ name: AGENT, key }] };
    await this.save();
  }

  /** Registers the demo tools, or their next version when the ledger had to move to another port. */
  private async registerTools(app: INestApplicationContext): Promise<void> {
    const rules = await app.get(Rulebook).now();
    for (const { path, ...tool } of demoTools()) {
      const endpointUrl = `${this.ledger!.url}${path}`;
      if (rules.tool(tool.name)?.endpointUrl === endpointUrl) continue;
      await app.get(RulebookService).registerTool('system', {
        ...tool,
        schema: tool.schema as Record<string, unknown>,
        endpointUrl,
        signOff: null,
        preconditions: demoPreconditions(tool.name).map(({ path: read, ...one }) => ({
          ...one,
          url: `${this.ledger!.url}${read}`,
        })),
        signingSecret: this.state.signingSecret,
      });
    }
  }

  private async save(): Promise<void> {
    await writePrivate(join(this.dataDir, 'demo.json'), `${JSON.stringify(this.state, null, 2)}\n`);
  }
}

function newState(): DemoState {
  return {
    signingSecret: `whsec_${randomBytes(24).toString('base64')}`,
    asOf: new Date().toISOString(),
    people: [],
    agents: [],
    seeded: false,
  };
}

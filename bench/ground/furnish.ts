import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../api/src/app.module.js';
import { AgentsService } from '../../api/src/identity/agents.service.js';
import { PeopleService } from '../../api/src/identity/people.service.js';
import type { Role } from '../../api/src/identity/rules/roles.js';
import { SessionService } from '../../api/src/identity/session.service.js';
import { DefaultRules } from '../../api/src/rulebook/default-rules.js';
import { RulebookService } from '../../api/src/rulebook/rulebook.service.js';
import { readEnvironment } from '../../config/environment.js';
import { demoTools } from '../../demo/content.js';

/** A signed-in person. */
export interface Session {
  personId: string;
  cookie: string;
  csrfToken: string;
}

/** Who may do what in every database of the run. */
export interface Access {
  agentId: string;
  agentKeyId: string;
  agentKey: string;
  operators: Session[];
}

const OPERATORS = 4;
const PASSWORD = 'a password for the bench only';

/** Default policies, operators with open sessions, an agent with a key, and the refund tool at `toolUrl`. */
export async function furnish(databaseUrl: string, toolUrl: string): Promise<Access> {
  const environment = {
    ...readEnvironment({}),
    databaseUrl,
    allowedToolHosts: [new URL(toolUrl).host],
  };
  const app = await NestFactory.createApplicationContext(
    AppModule.register(environment, { works: false, name: 'countersign-bench' }),
    { logger: ['warn', 'error'], abortOnError: false },
  );
  try {
    await app.get(DefaultRules).addWhereMissing();
    const people = app.get(PeopleService);
    const makePerson = (name: string, role: Role) =>
      people.create('system', { email: `${name}@bench.example`, name, password: PASSWORD, roles: [role] });
    const admin = await makePerson('admin', 'admin');
    const operators: Session[] = [];
    for (let n = 1; n <= OPERATORS; n += 1) {
      const { email } = await makePerson(`operator-${n}`, 'operator');
      const { token, csrfToken, person } = await app
        .get(SessionService)
        .open({ email, password: PASSWORD }, { address: '127.0.0.1' });
      operators.push({ personId: person.id, cookie: `countersign_session=${token}`, csrfToken });
    }
    const everything = { tools: null, domains: null };
    const agents = app.get(AgentsService);
    const agent = await agents.create(admin.id, 'bench', everything);
    const key = await agents.issueKey(admin.id, agent.id, everything);
    const { path, ...tool } = demoTools().find(({ name }) => name === 'issue_refund')!;
    await app.get(RulebookService).registerTool('system', {
      ...tool,
      schema: tool.schema as Record<string, unknown>,
      endpointUrl: `${toolUrl}${path}`,
      signOff: null,
      // The tool server answers at once and is no bottleneck: the process itself bounds what is under way.
      maxInFlight: 64,
    });
    return { agentId: agent.id, agentKeyId: key.id, agentKey: key.key, operators };
  } finally {
    await app.close();
  }
}

import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../../api/src/app.module.js';
import { AgentsService } from '../../../api/src/identity/agents.service.js';
import { PeopleService } from '../../../api/src/identity/people.service.js';
import type { Role } from '../../../api/src/identity/rules/roles.js';
import { SessionService } from '../../../api/src/identity/session.service.js';
import { createMissingBox } from '../../../api/src/platform/keys/secret-box.js';
import { createMissingKeys } from '../../../api/src/platform/keys/signing-keys.js';
import { DefaultRules } from '../../../api/src/rulebook/default-rules.js';
import { RulebookService } from '../../../api/src/rulebook/rulebook.service.js';
import { RETRY_CLASSES } from '../../../api/src/rulebook/rules/tool.js';
import { readEnvironment } from '../../../config/environment.js';
import { TOOL_TIMEOUT_MS } from '../tool/fates.js';
import { SIGN_OFF_POLICY, toolOf } from './policy.js';

/** A signed-in person. */
export interface Signer {
  personId: string;
  role: Role;
  cookie: string;
  csrfToken: string;
}

/** Who takes part in a run. */
export interface Cast {
  agentKey: string;
  operators: Signer[];
  lead: Signer;
  /** Signs nothing; manages people, agents and rules. */
  admin: Signer;
}

/** Of all of them. */
export const PASSWORD = 'a password for the fault run only';

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['payment_id', 'amount_minor', 'currency', 'reason'],
  properties: {
    payment_id: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    amount_minor: { type: 'string', pattern: '^[1-9][0-9]{0,11}$' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    reason: { type: 'string', maxLength: 200 },
  },
};

/** Policies, people with open sessions, an agent with a key, and one tool of each retry class at `toolUrl`. */
export async function furnish(
  databaseUrl: string,
  keysDir: string,
  toolUrl: string,
  signingSecret: string,
): Promise<Cast> {
  await createMissingKeys(keysDir);
  await createMissingBox(keysDir, 'totp');
  const environment = {
    ...readEnvironment({}),
    databaseUrl,
    keysDir,
    allowedToolHosts: [new URL(toolUrl).host],
  };
  const app = await NestFactory.createApplicationContext(
    AppModule.register(environment, { works: false, name: 'countersign-faults' }),
    { logger: ['warn', 'error'], abortOnError: false },
  );
  try {
    await app.get(DefaultRules).addWhereMissing();
    const rulebook = app.get(RulebookService);
    await rulebook.addPolicy('system', 'sign_off_policy', SIGN_OFF_POLICY);
    for (const retryClass of RETRY_CLASSES) {
      await rulebook.registerTool('system', {
        name: toolOf(retryClass),
        description: `A refund at a provider that is ${retryClass}`,
        schema: SCHEMA,
        endpointUrl: `${toolUrl}/tools/${retryClass}`,
        retryClass,
        changesWorld: true,
        timeoutMs: TOOL_TIMEOUT_MS,
        signOff: null,
        signingSecret,
      });
    }
    const people = app.get(PeopleService);
    const makePerson = (name: string, role: Role) =>
      people.create('system', { email: `${name}@faults.example`, name, password: PASSWORD, roles: [role] });
    const signIn = async (name: string, role: Role): Promise<Signer> => {
      const { email } = await makePerson(name, role);
      const { token, csrfToken, person } = await app
        .get(SessionService)
        .open({ email, password: PASSWORD }, { address: '127.0.0.1' });
      return { personId: person.id, role, cookie: `countersign_session=${token}`, csrfToken };
    };
    const admin = await signIn('admin', 'admin');
    const operators = [await signIn('operator-1', 'operator'), await signIn('operator-2', 'operator')];
    const lead = await signIn('lead', 'support_lead');
    const everything = { tools: null, domains: null };
    const agents = app.get(AgentsService);
    const agent = await agents.create(admin.personId, 'faults', everything);
    const { key } = await agents.issueKey(admin.personId, agent.id, everything);
    return { agentKey: key, operators, lead, admin };
  } finally {
    await app.close();
  }
}

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { AgentsService } from '../identity/agents.service.js';
import { CreatePerson } from '../identity/http/people.dto.js';
import { PeopleService } from '../identity/people.service.js';
import type { Role } from '../identity/rules/roles.js';
import { validateBody } from '../platform/http/validate.js';
import { createMissingBox } from '../platform/keys/secret-box.js';
import { createMissingKeys } from '../platform/keys/signing-keys.js';
import { DefaultRules } from '../rulebook/default-rules.js';
import { toNewTool } from '../rulebook/http/to-new-tool.js';
import { RegisterTool } from '../rulebook/http/tools.dto.js';
import type { PolicyTable } from '../rulebook/persistence/rulebook.store.js';
import { RulebookService } from '../rulebook/rulebook.service.js';
import type { Command } from './command-line.js';
import { type Flags, readPassword, UsageError } from './flags.js';

export const HELP = `npm run admin -- <command>

  create-person --email E --name N --role R [--role R …]    the password comes on standard input
  create-agent  --name N --owner E [--tool T …] [--domain D …]
  issue-key     --agent N --issuer E [--tool T …] [--domain D …]    answers the key, this once
  revoke-key    --agent N --key ID
  create-keys                     makes what is missing in COUNTERSIGN_KEYS_DIR
  register-tool FILE              a JSON file like the body of POST /v1/tools
  add-routing-policy FILE         puts a new version in force
  add-sign-off-policy FILE        puts a new version in force
  add-queue-policy FILE           puts a new version in force

Answers are JSON. DATABASE_URL names the database; without it, the embedded one that npm start runs.
Owner and issuer are e-mails of people; they never sign what the agent proposes.
`;

export const adminCommands: Record<string, Command> = {
  'create-person': {
    flags: { email: 'text', name: 'text', role: 'texts' },
    async run(app, { email, name, role }) {
      const person = validateBody(CreatePerson, { email, name, roles: role ?? [], password: await readPassword() });
      if (person.roles.length === 0) throw new UsageError('--role is missing');
      await app.get(DefaultRules).addWhereMissing();
      return app.get(PeopleService).create('system', { ...person, roles: person.roles as Role[] });
    },
  },
  'create-agent': {
    flags: { name: 'text', owner: 'text', tool: 'texts', domain: 'texts' },
    async run(app, flags) {
      const ownerId = await personId(app, String(flags.owner));
      return app.get(AgentsService).create(ownerId, String(flags.name), scope(flags));
    },
  },
  'issue-key': {
    flags: { agent: 'text', issuer: 'text', tool: 'texts', domain: 'texts' },
    async run(app, flags) {
      const issuerId = await personId(app, String(flags.issuer));
      return app.get(AgentsService).issueKey(issuerId, await agentId(app, String(flags.agent)), scope(flags));
    },
  },
  'revoke-key': {
    flags: { agent: 'text', key: 'text' },
    async run(app, { agent, key }) {
      await app.get(AgentsService).revokeKey('system', await agentId(app, String(agent)), String(key));
      return { revoked: key };
    },
  },
  'create-keys': {
    flags: {},
    async alone({ keysDir }) {
      const signing: string[] = await createMissingKeys(keysDir);
      const box = (await createMissingBox(keysDir, 'totp')) ? ['totp'] : [];
      return { keysDir: resolve(keysDir), created: [...signing, ...box] };
    },
  },
  'register-tool': {
    flags: { file: 'file' },
    async run(app, { file }) {
      const tool = toNewTool(validateBody(RegisterTool, await readJsonFile(String(file))));
      return { name: tool.name, ...(await app.get(RulebookService).registerTool('system', tool)) };
    },
  },
  'add-routing-policy': addPolicy('routing_policy'),
  'add-sign-off-policy': addPolicy('sign_off_policy'),
  'add-queue-policy': addPolicy('queue_policy'),
};

function addPolicy(table: PolicyTable): Command {
  return {
    flags: { file: 'file' },
    async run(app, { file }) {
      return { version: await app.get(RulebookService).addPolicy('system', table, await readJsonFile(String(file))) };
    },
  };
}

function scope({ tool, domain }: Flags): { tools: string[] | null; domains: string[] | null } {
  return { tools: (tool as string[] | undefined) ?? null, domains: (domain as string[] | undefined) ?? null };
}

async function personId(app: INestApplicationContext, email: string): Promise<string> {
  const person = await app.get(PeopleService).byEmail(email);
  if (!person) throw new UsageError(`nobody has the e-mail ${email}`);
  return person.id;
}

async function agentId(app: INestApplicationContext, name: string): Promise<string> {
  const agent = await app.get(AgentsService).byName(name);
  if (!agent) throw new UsageError(`no agent is named ${name}`);
  return agent.id;
}

async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path} can’t be read`);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}`);
  }
}

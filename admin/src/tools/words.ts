import type { RetryClass } from '../api-types';

export const words = {
  title: 'Tools',
  says: 'What an approved proposal may run, where it is sent, and what a timeout means.',
  add: 'Register a tool',
  empty: ['No tool is registered', 'A proposal that calls an unregistered tool goes to people and is never run.'] as [
    string,
    string,
  ],
  version: (tool: number, endpoint: number) => `version ${tool}, endpoint version ${endpoint}`,
  world: 'Changes the world',
  reads: 'Only reads',
  noSignOff: 'Needs no signature',
  retry: {
    idempotent: 'Safe to resend: it honours our key',
    queryable: 'Never resent; asked by key what became of it',
    once: 'One attempt only; interrupted means unknown',
  } satisfies Record<RetryClass, string>,
  timeout: (ms: number) => `gives up after ${(ms / 1000).toLocaleString('en')} s`,
  endpoint: 'Endpoint',
  retryClass: 'Retry class',
  schema: 'JSON Schema',
  required: 'needed',
  fields: {
    name: 'Name',
    description: 'What it does',
    url: 'Endpoint',
    retryClass: 'Retry class',
    timeoutMs: 'Timeout in milliseconds',
    schema: 'JSON Schema of its arguments',
    changesWorld: 'It changes the world: it needs its signatures whatever routing says',
  },
  nameHelp: 'As agents call it. The same name again makes its next version.',
  urlHelp:
    'Only hosts in COUNTERSIGN_ALLOWED_TOOL_HOSTS are ever called; names may lead to public addresses or into COUNTERSIGN_ALLOWED_TOOL_NETWORKS.',
  badSchema: 'The schema is not valid JSON.',
  save: 'Register',
  cancel: 'Cancel',
  saved: (name: string, version: number) => `${name} version ${version} is registered.`,
  secretTitle: 'This secret signs every request to the tool. It is shown now and never again.',
  secretSays: 'Give it to the tool’s server, so that it can tell our requests (Standard Webhooks) from anybody else’s.',
};

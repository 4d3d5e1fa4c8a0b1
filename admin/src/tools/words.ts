import type { RetryClass } from '../api-types';
import { wordsOf } from '../languages/spoken';
import { number } from '../words/locale';

export const words = wordsOf('tools', {
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
  agentRuns: (seconds: number) => `Run by the agent’s backend on a grant of ${seconds} s`,
  retry: {
    idempotent: 'Safe to resend: it honours our key',
    queryable: 'Never resent; asked by key what became of it',
    once: 'One attempt only; interrupted means unknown',
  } satisfies Record<RetryClass, string>,
  timeout: (ms: number) => `gives up after ${number(ms / 1000)} s`,
  endpoint: 'Endpoint',
  retryClass: 'Retry class',
  preconditions: 'Must hold',
  watches: (name: string, fields: string[]) => `${name}: ${fields.join(', ')}`,
  schema: 'JSON Schema',
  required: 'needed',
  fields: {
    name: 'Name',
    description: 'What it does',
    url: 'Endpoint',
    retryClass: 'Retry class',
    timeoutMs: 'Timeout in milliseconds',
    schema: 'JSON Schema of its arguments',
    runner: 'Who makes the call',
    preconditions: 'What must still hold when it runs, as JSON',
    changesWorld: 'It changes the world: it needs its signatures whatever routing says',
  },
  nameHelp: 'As agents call it. The same name again makes its next version.',
  urlHelp:
    'Only hosts in COUNTERSIGN_ALLOWED_TOOL_HOSTS are ever called; names may lead to public addresses or into COUNTERSIGN_ALLOWED_TOOL_NETWORKS.',
  runner: { countersign: 'Countersign calls the endpoint', agent: 'The agent’s own backend, on a signed grant' },
  preconditionsHelp:
    'A list of {name, url, query, watch, show}; empty for none. It belongs to this version: the next one has only what is written here.',
  badPreconditions: 'The preconditions are not valid JSON.',
  badSchema: 'The schema is not valid JSON.',
  save: 'Register',
  cancel: 'Cancel',
  running: 'Running',
  stopped: 'Stopped',
  circuits: { closed: 'Running', open: 'Does not answer', half_open: 'Being tried again' },
  circuitSays: (since: string) =>
    `It stopped answering ${since}. Only one waiting call is tried from time to time, until it answers.`,
  stoppedSays: (name: string, when: string) => `Stopped by ${name} ${when}`,
  stoppedWithAll: 'Stopped with everything else',
  parked: (n: number) =>
    n === 1 ? '1 approved call waits' : `${n > 10_000 ? 'More than 10,000' : n} approved calls wait`,
  maxInFlight: (n: number) => `at most ${n} at a time per worker`,
  stopTool: 'Stop',
  resumeTool: 'Let it run again',
  stopAll: 'Stop everything',
  resumeAll: 'Let everything run again',
  reason: 'Why',
  reasonHelp: 'Everybody who reads tickets sees it. The audit log keeps its digest.',
  switching: {
    stop: {
      title: (tool: string | null) => (tool ? `Stop ${tool}?` : 'Stop everything?'),
      says: 'No new call is begun or sent again. Calls on their way are not touched. What is approved waits and is not lost.',
      confirm: 'Stop',
      done: (tool: string | null) => (tool ? `${tool} is stopped.` : 'Stopped.'),
    },
    resume: {
      title: (tool: string | null) => (tool ? `Let ${tool} run again?` : 'Let everything run again?'),
      says: 'What waits runs at once, unless it has expired or is denied by now.',
      confirm: 'Let it run',
      done: (tool: string | null) =>
        tool ? `${tool} runs again.` : 'Tools run again, but for those stopped by themselves.',
    },
  },
  saved: (name: string, version: number) => `${name} version ${version} is registered.`,
  secretTitle: 'This secret signs every request to the tool. It is shown now and never again.',
  secretSays: 'Give it to the tool’s server, so that it can tell our requests (Standard Webhooks) from anybody else’s.',
});

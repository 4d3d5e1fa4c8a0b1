import { readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { BuiltProcess, type Exit } from './built-process.js';
import { ok } from './installation-http.js';
import type { TestPerson } from './installation-person.js';

/** A row of the outside data's proposals: one tool call that a real model made. */
export interface RecordedRow {
  id: string;
  conversationId: string;
  toolKind: 'read' | 'write' | string;
  toolCall: unknown;
  /** The model had made this payment before, in the same conversation: so say those who judged the recordings. */
  paysAgain: boolean;
  line: string;
}

export async function readRows(path: string): Promise<RecordedRow[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { id, conversationId, toolKind, toolCall, outcomeBasis } = JSON.parse(line);
    const paysAgain = outcomeBasis === 'repeat_of_a_call_already_made';
    return { id, conversationId, toolKind, toolCall, paysAgain, line };
  });
}

export function byConversation(rows: readonly RecordedRow[]): RecordedRow[][] {
  const conversations = new Map<string, RecordedRow[]>();
  for (const row of rows)
    conversations.set(row.conversationId, [...(conversations.get(row.conversationId) ?? []), row]);
  return [...conversations.values()];
}

export async function writeRows(path: string, rows: readonly RecordedRow[]): Promise<void> {
  await writeFile(path, `${rows.map(({ line }) => line).join('\n')}\n`);
}

export interface Replayed extends Exit {
  /** A count in the table that it printed, by the words in front of it. */
  count(words: string): number;
}

/** Runs `npm run replay` on recorded proposals, against the installation in `dataDir`. */
export async function runReplay(dataDir: string, proposals: string, conversations: string): Promise<Replayed> {
  const replay = BuiltProcess.start('scripts/replay.js', {
    env: { COUNTERSIGN_DATA_DIR: dataDir },
    args: [proposals, '--conversations', conversations],
  });
  const exit = await replay.ended;
  const count = (words: string) => {
    const found = new RegExp(`^ *${words} +(\\d+)$`, 'm').exec(replay.stdout);
    if (!found) throw new Error(`No “${words}” in:\n${replay.stdout}${replay.stderr}`);
    return Number(found[1]);
  };
  return { ...exit, count };
}

export interface TakenInRow {
  row: RecordedRow;
  /** The conversation has an earlier row with the same tool and equal arguments. */
  repeatsTheCall: boolean;
  state: string;
  flags: string[];
}

/** The rows of one conversation with the tickets they became: they were sent in order, each after the last's answer. */
export async function ticketsOf(person: TestPerson, rows: readonly RecordedRow[]): Promise<TakenInRow[]> {
  const customerRef = encodeURIComponent(rows[0]!.conversationId);
  const { data } = await ok(person.get(`/v1/tickets?limit=100&customerRef=${customerRef}`));
  const tickets = data.toSorted((one: { number: number }, other: { number: number }) => one.number - other.number);
  if (tickets.length !== rows.length)
    throw new Error(`${rows.length} rows of ${customerRef} became ${tickets.length} tickets`);
  return rows.map((row, index) => ({
    row,
    repeatsTheCall: rows.slice(0, index).some(({ toolCall }) => isDeepStrictEqual(toolCall, row.toolCall)),
    state: tickets[index].state,
    flags: tickets[index].flags,
  }));
}

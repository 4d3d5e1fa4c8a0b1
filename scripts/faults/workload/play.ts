import type { Cast, Signer } from '../ground/furnish.js';
import type { Client } from './client.js';
import { argumentsOf, type Plot, proposalOf, type Story } from './story.js';

/** Something that the API said it had done: from then on it must stand in the database. */
export type Acknowledged =
  | { what: 'proposal'; ticketId: string }
  | { what: 'withdrawal'; ticketId: string }
  | { what: 'revision'; ticketId: string; revision: number }
  | { what: 'approve' | 'reject'; ticketId: string; revision: number; personId: string };

/** The memory of a run: which ticket is which story, and what was acknowledged. Written as each answer arrives. */
export class Memory {
  readonly acknowledged: Acknowledged[] = [];
  readonly stories = new Map<string, Story>();

  acknowledge(one: Acknowledged): void {
    this.acknowledged.push(one);
  }
}

interface Shown {
  revision: number;
  contentHash: string;
}

/** Refusals that a race, or a request of ours whose answer was lost, may end in. */
const DECIDED = [
  'already_signed',
  'not_pending',
  'not_allowed_to_sign',
  'stale_revision',
  'not_withdrawable',
  'nothing_changed',
];

/** Plays one story to its end over the API, as its agent and its people. @returns the ticket's id */
export async function play(story: Story, client: Client, cast: Cast, memory: Memory): Promise<string> {
  const [operator, second] = cast.operators as [Signer, Signer];
  const { status, body } = await client.propose(`key-${story.id}`, proposalOf(story));
  if (status !== 201 && status !== 200)
    throw new Error(`the proposal of ${story.id} was answered ${status} ${body?.code}`);
  const ticketId = body.id as string;
  memory.stories.set(ticketId, story);
  memory.acknowledge({ what: 'proposal', ticketId });
  const look = async (by: Signer): Promise<Shown> => {
    const { revision, contentHash } = (await client.ticket(by, ticketId)).body;
    return { revision, contentHash };
  };
  const sign = async (by: Signer, verdict: 'approve' | 'reject', shown: Shown) => {
    const reason = verdict === 'reject' ? { reason: 'not_justified' } : {};
    const answer = await client.verb(by, verdict, ticketId, { ...shown, ...reason });
    if (answer.status === 200) {
      memory.acknowledge({ what: verdict, ticketId, revision: shown.revision, personId: by.personId });
    } else if (!DECIDED.includes(answer.body?.code)) {
      throw new Error(`${verdict} on ${story.id} was answered ${answer.status} ${answer.body?.code}`);
    }
  };
  const approve = async (by: Signer) => sign(by, 'approve', await look(by));
  const withdraw = async () => {
    const answer = await client.withdraw(ticketId);
    if (answer.status === 200) memory.acknowledge({ what: 'withdrawal', ticketId });
    else if (!DECIDED.includes(answer.body?.code)) throw new Error(`withdrawing ${story.id}: ${answer.body?.code}`);
  };
  const revise = async () => {
    const shown = await look(cast.lead);
    const args = { ...argumentsOf(story), amount_minor: '3900' };
    const answer = await client.verb(cast.lead, 'revise', ticketId, { ...shown, toolCall: { arguments: args } });
    if (answer.status === 200) memory.acknowledge({ what: 'revision', ticketId, revision: shown.revision + 1 });
    else if (!DECIDED.includes(answer.body?.code))
      throw new Error(`revising ${story.id}: ${JSON.stringify(answer.body)}`);
  };
  const plots: Record<Plot, () => Promise<unknown>> = {
    approve: () => approve(operator),
    'two sign': async () => {
      await approve(operator);
      await approve(cast.lead);
    },
    reject: async () => sign(operator, 'reject', await look(operator)),
    'revise, then approve': async () => {
      await revise();
      await approve(operator);
    },
    withdraw,
    'approve and withdraw at once': () => Promise.all([approve(operator), withdraw()]),
    'two approve at once': () => Promise.all([approve(operator), approve(second)]),
  };
  await plots[story.plot]();
  return ticketId;
}

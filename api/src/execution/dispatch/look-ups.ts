import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { LiveFeed } from '../../platform/live/live-feed.js';
import { Rounds } from '../../platform/rounds.js';
import { Rulebook } from '../../rulebook/rulebook.js';
import { TicketStore } from '../../tickets/persistence/ticket.store.js';
import { HttpConnector } from '../connectors/http-connector.js';
import { type LookUp, UnknownStore } from '../persistence/unknown.store.js';
import { afterLookUp } from '../rules/resolve.js';

const MOST_AT_ONCE = 8;

/** Asks providers what became of unknown outcomes, where people wished it. It only asks: nothing is ever sent again. */
@Injectable()
export class LookUps implements BeforeApplicationShutdown {
  private readonly log = new Logger('look-ups');
  private readonly rounds = new Rounds(
    () => this.askAll(),
    (error) => this.log.warn(`look-ups: ${error.message}`),
  );

  constructor(
    private readonly unknown: UnknownStore,
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly connector: HttpConnector,
    private readonly feed: LiveFeed,
  ) {}

  /** Serves what waits; never rejects, because the next sweep comes back to what failed. */
  serve(): Promise<void> {
    return this.rounds.now();
  }

  /** Waits for the answers under way. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async askAll(): Promise<void> {
    const waiting = await this.unknown.takeLookUps(MOST_AT_ONCE);
    await Promise.all(waiting.map((lookUp) => this.ask(lookUp)));
  }

  private async ask(lookUp: LookUp): Promise<void> {
    const { executionId, ticketId, revision, toolName, toolVersion } = lookUp;
    const tool = (await this.rulebook.now()).tool(toolName, toolVersion);
    const file = await this.tickets.load(ticketId);
    const canonical = file?.revision.toolCall?.canonical;
    if (!tool || !file || canonical === undefined) throw new Error(`execution ${executionId} names no registered tool`);
    const request = { executionId, ticketId, revision, tool, argumentsCanonical: canonical };
    const attempt = await this.connector.ask(request, file.now);
    const found = afterLookUp(attempt, lookUp.sinceIntentSeconds);
    await this.unknown.answerLookUp(lookUp, found);
    this.feed.tell({ ticketId, action: `execution.${found.state ?? 'unknown'}` });
  }
}

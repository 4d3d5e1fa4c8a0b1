import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { asProblem } from '../../platform/http/problem.filter.js';

const HEARTBEAT_MS = 10_000;

/** Server-sent events of one answer (WHATWG HTML §9.2). It opens with the first one, so that what is refused before is refused as ever. */
export class EventStream {
  private beat: NodeJS.Timeout | undefined;

  /** @param takeOver takes the response from the framework; answers the headers it had */
  constructor(
    private readonly raw: ServerResponse,
    private readonly takeOver: () => OutgoingHttpHeaders,
  ) {}

  get isOpen(): boolean {
    return this.beat !== undefined;
  }

  /** @param data JSON text, in one line as all of ours is */
  tell(event: string, data = '{}'): void {
    if (!this.isOpen) this.open();
    if (!this.raw.writableEnded) this.raw.write(`event: ${event}\ndata: ${data}\n\n`);
  }

  end(event: string, data: string): void {
    this.tell(event, data);
    clearInterval(this.beat);
    this.raw.end();
  }

  /** What was refused too late for a status. */
  fail(error: unknown): void {
    this.end('problem', JSON.stringify(asProblem(error).toBody()));
  }

  private open(): void {
    this.raw.writeHead(200, {
      ...this.takeOver(),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    this.beat = setInterval(() => {
      if (!this.raw.writableEnded) this.raw.write(': beat\n\n');
    }, HEARTBEAT_MS);
    this.raw.once('close', () => clearInterval(this.beat));
  }
}

import type { Installation } from '../../support/installation.js';
import { type Reply, type RequestOptions, send } from '../../support/installation-http.js';
import { faultOf } from './judge.js';
import { OPERATIONS } from './operations.js';

/** One story told by requests, each with the answer that it must get. */
export type Leg = (walk: Walk) => Promise<void>;

/** Goes where chance hardly comes: what takes a right password, a code, a signature or a state that has to be made first. */
export class Walk {
  /** What was answered otherwise than it must, or than the document says. */
  readonly faults: string[] = [];

  /** @param reached `METHOD /path status`, how often; the walk adds to it */
  constructor(
    readonly installation: Installation,
    private readonly reached: Map<string, number>,
  ) {}

  /** @param expected `METHOD /path status`. @returns the answer */
  async met(expected: string, asked: Promise<Reply> | Reply): Promise<Reply> {
    const reply = await asked;
    const name = expected.slice(0, expected.lastIndexOf(' '));
    const operation = OPERATIONS.find((known) => known.name === name) ?? null;
    const { status, text, headers } = reply;
    const key = `${name} ${status}`;
    const fault = faultOf(operation, { status, text, contentType: headers.get('content-type') ?? '' });
    if (fault !== null) this.faults.push(`${expected}: ${fault}`);
    if (key !== expected) this.faults.push(`${expected}: HTTP ${status} ${text.slice(0, 200)}`);
    this.reached.set(key, (this.reached.get(key) ?? 0) + 1);
    return reply;
  }

  /** At least one of these is answered so: what takes a crowd, or many tries. */
  async metAmong(expected: string, asked: Promise<Reply>[]): Promise<void> {
    const replies = await Promise.all(asked);
    const isExpected = ({ status }: Reply) => expected.endsWith(` ${status}`);
    await this.met(expected, replies.find(isExpected) ?? replies.at(-1)!);
  }

  send(method: string, path: string, options: RequestOptions = {}): Promise<Reply> {
    return send(this.installation.baseUrl() + path, method, options);
  }
}

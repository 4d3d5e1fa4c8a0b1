import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Words that mean the same, each list a direction of its own. */
const MEANINGS = [
  ['parcel', 'package', 'shipment'],
  ['refund', 'reimbursement', 'money'],
  ['warranty', 'guarantee'],
  ['late', 'delayed', 'overdue'],
];

export type Reply = (response: ServerResponse, texts: string[]) => void;

/** It never answers. */
export const silent: Reply = () => {};

export const refuses: Reply = (response) => void response.writeHead(500).end('{"error":{"message":"no"}}');

/** It answers with these vectors, whatever was asked. */
export const givesVectors =
  (vectors: unknown[]): Reply =>
  (response) =>
    json(response, vectors);

/** It answers without an end, for as long as somebody reads. */
export const goesOn: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":"');
  const more = (): void => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', more);
  more();
};

/** A server that has `POST /v1/embeddings` as OpenAI's has, over real HTTP, and knows a few words that mean the same. */
export class EmbeddingServer {
  /** The texts of each call. */
  readonly asked: string[][] = [];
  /** What was wrong with calls, by OpenAI's description of them. */
  readonly faults: string[] = [];
  /** Answers in this way until told otherwise. */
  reply: Reply | null = null;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<EmbeddingServer> {
    const server = createServer((request, response) => void embeddings.serve(request, response));
    const embeddings = new EmbeddingServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return embeddings;
  }

  get env(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return {
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      OPENAI_API_KEY: 'sk-test',
      OPENAI_EMBEDDING_MODEL: 'meanings-1',
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const { model, input, encoding_format: format, ...more } = body;
    const texts =
      Array.isArray(input) && input.length > 0 && input.every((text) => typeof text === 'string' && text !== '');
    const known = /^meanings-\d$/.test(model) && format === 'float' && Object.keys(more).length === 0;
    const addressed = request.url === '/v1/embeddings' && request.headers.authorization === 'Bearer sk-test';
    if (!texts || !known || !addressed) this.faults.push(`${request.method} ${request.url} ${JSON.stringify(body)}`);
    this.asked.push(input);
    if (this.reply) this.reply(response, input);
    else json(response, input.map(meaningOf));
  }
}

/** How often a text says each meaning, and a little that all texts share. */
function meaningOf(text: string): number[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return [...MEANINGS.map((meaning) => words.filter((word) => meaning.includes(word)).length), 0.01];
}

function json(response: ServerResponse, vectors: unknown[]): void {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  // In an order of its own: the index says which is whose.
  const body = {
    object: 'list',
    data: data.reverse(),
    model: 'meanings-1',
    usage: { prompt_tokens: 1, total_tokens: 1 },
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

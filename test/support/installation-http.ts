/** What came back for one request. */
export interface Reply<Body = Answer> {
  status: number;
  /** The JSON of the body; undefined without one. Texts that are no JSON are in `text` alone. */
  body: Body;
  text: string;
  headers: Headers;
}

// biome-ignore lint/suspicious/noExplicitAny: stories look at a few fields of many shapes, and a wrong name fails them
export type Answer = any;

export interface RequestOptions {
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: string | Uint8Array;
}

/** One request, whatever the answer's status. */
export async function send(
  url: string,
  method: string,
  { headers = {}, body, raw }: RequestOptions = {},
): Promise<Reply> {
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url, {
    method,
    body: payload,
    headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '') && text !== '';
  return { status: response.status, body: isJson ? JSON.parse(text) : undefined, text, headers: response.headers };
}

/** The body of an answer that has to be a success. */
export async function ok(reply: Promise<Reply> | Reply): Promise<Answer> {
  const { status, body, text } = await reply;
  if (status >= 300) throw new Error(`HTTP ${status}: ${text}`);
  return body;
}

/** Status of an answer, and the code of a refusal. */
export interface Outcome {
  status: number;
  code?: string;
}

/** What an answer comes to, for comparing with what it has to be. */
export async function outcome(reply: Promise<Reply> | Reply): Promise<Outcome> {
  const { status, body } = await reply;
  return status < 400 ? { status } : { status, code: body?.code };
}

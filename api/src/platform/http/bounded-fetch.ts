/**
 * What a client of a library asks by, with answers that end with an error when they are longer than so many bytes, as they are after unpacking;
 * the server is hung up on then. Another's server is to be trusted with nothing, and a body without end would fill the process.
 * @param tooLong makes the error that the body's stream ends with
 */
export function bounded(ask: typeof fetch, mostBytes: number, tooLong: () => Error): typeof fetch {
  return async (input, init) => {
    const response = await ask(input, init);
    if (response.body === null) return response;
    let bytes = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > mostBytes) controller.error(tooLong());
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
  };
}

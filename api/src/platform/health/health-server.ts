import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';

/** Health and metrics of a process that serves nothing else. */
export async function serveHealth(
  readiness: Readiness,
  metrics: Metrics,
  host: string,
  port: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = 'application/json'): void => {
      response.writeHead(status, { 'content-type': type }).end(body);
    };
    switch (request.url) {
      case '/health/live':
        return answer(200, '{"status":"live"}');
      case '/health/ready':
        void readiness.missing().then((missing) => {
          answer(
            missing.length === 0 ? 200 : 503,
            JSON.stringify({ status: missing.length === 0 ? 'ready' : 'not ready', missing }),
          );
        });
        return;
      case '/metrics':
        void metrics.text().then((text) => answer(200, text, metrics.contentType));
        return;
      default:
        return answer(404, '{"status":"not found"}');
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

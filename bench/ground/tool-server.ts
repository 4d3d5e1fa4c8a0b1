import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tool that does nothing and says so at once, so that only Countersign's own time is measured. */
const ANSWER = JSON.stringify({ done: true });

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length }).end(ANSWER);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

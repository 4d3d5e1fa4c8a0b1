import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a request that changes something when a browser says that another site's page sent it. Programs send neither
 * header; who holds an agent key sends no cookie that could be abused.
 * @param publicUrl where people reach us, when a proxy in front says another host
 * @throws Problem 403 `cross_site_request`
 */
export function refuseCrossSite(request: FastifyRequest, publicUrl: string | undefined): void {
  if (SAFE.includes(request.method) || request.headers.authorization !== undefined) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const byFetch = site === undefined || site === 'same-origin' || site === 'none';
  if (byFetch && (origin === undefined || isOurs(origin, request.host, publicUrl))) return;
  throw new Problem(403, 'cross_site_request', 'Another site’s page sent this. Use the console, or a program.');
}

function isOurs(origin: string, host: string, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl && from.origin === new URL(publicUrl).origin) return true;
  return /^https?:$/.test(from.protocol) && from.host === host.toLowerCase();
}

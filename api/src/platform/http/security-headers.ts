import type { FastifyInstance } from 'fastify';
import type { Environment } from '../../../../config/environment.js';

const NOTHING = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];

/** An answer is data: a browser that shows it as a page runs, loads and frames nothing. */
const API = NOTHING.join('; ');

/**
 * The console loads its own files and talks to its own origin. Its styles are written at run time by Emotion, under a
 * nonce of the page; no script is inline, and none is made of text.
 */
export function consolePolicy(nonce?: string): string {
  return [
    ...NOTHING.filter((directive) => !directive.startsWith('form-action')),
    "form-action 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** Swagger UI comes with style attributes and a style element of its own; its scripts are files. */
const API_PAGE = [
  ...NOTHING,
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
].join('; ');

const API_PATHS = /^\/(v1|health|metrics|openapi\.(json|yaml)|\.well-known)(\/|\?|$)/;
/** What pages of other sites load, as a script that they name; it holds nothing of anybody. */
const WIDGET_PATHS = /^\/widget\//;
const API_PAGE_PATHS = /^\/docs(\/|\?|$)/;

/** Which policy a page of this URL gets; a page of the console gets its nonce where it is sent. */
function policyOf(url: string): string {
  if (API_PATHS.test(url)) return API;
  return API_PAGE_PATHS.test(url) ? API_PAGE : consolePolicy();
}

/** Headers that keep browsers from running, framing, guessing and leaking anything. */
export function securityHeaders(fastify: FastifyInstance, { publicUrl }: Environment): void {
  const https = publicUrl?.startsWith('https:') ?? false;
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'content-security-policy': policyOf(request.url),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': WIDGET_PATHS.test(request.url) ? 'cross-origin' : 'same-origin',
      'origin-agent-cluster': '?1',
      'permissions-policy':
        'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=(), browsing-topics=()',
      ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    });
    if (/^\/v1(\/|\?|$)/.test(request.url)) void reply.header('cache-control', 'no-store');
  });
}

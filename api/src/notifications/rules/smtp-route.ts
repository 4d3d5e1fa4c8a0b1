/** How to reach a mail server, as nodemailer takes it. */
export interface SmtpRoute {
  host: string;
  port: number;
  /** TLS from the first byte. */
  secure: boolean;
  /** Nothing is said before TLS is on, and its certificate checked. */
  requireTLS: boolean;
  auth: { user: string; pass: string } | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Reads `smtps://user:password@host:port` (TLS from the start, 465 by default) or `smtp://…` (STARTTLS, 587 by default),
 * which is never spoken in the clear but on this machine.
 */
export function smtpRoute(url: string): SmtpRoute {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !LOOPBACK.test(hostname),
    auth: username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  };
}

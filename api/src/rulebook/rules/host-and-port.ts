/** `host:port` with the protocol's default port spelled out. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** Why this URL may never be called; null when it may. @param hosts `host:port` of whatever may be called; null for any */
export function urlFault(
  text: string,
  hosts: readonly string[] | null,
  variable = 'COUNTERSIGN_ALLOWED_TOOL_HOSTS',
): string | null {
  if (!URL.canParse(text)) return 'is not a URL';
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'must be http or https';
  if (url.username !== '' || url.password !== '') return 'must hold no user name or password';
  const host = hostAndPort(url);
  return hosts === null || hosts.includes(host) ? null : `names ${host}, which is not in ${variable}`;
}

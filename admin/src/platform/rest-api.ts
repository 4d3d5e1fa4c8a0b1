import type {
  ChannelKind,
  Checkpoint,
  FieldProblem,
  LogKey,
  Page,
  Passage,
  PolicyFinding,
  Resolution,
  SessionItem,
  Stop,
} from '../api-types';
import type { Api, ListQuery, Lists } from './api';
import type { Http } from './http';

const paths: Record<keyof Lists, string> = {
  tickets: '/v1/tickets',
  approvals: '/v1/approvals',
  'audit-log': '/v1/audit-entries',
  decisions: '/v1/decisions',
  documents: '/v1/documents',
  people: '/v1/people',
  agents: '/v1/agents',
  tools: '/v1/tools',
  executions: '/v1/executions',
  'saved-filters': '/v1/saved-filters',
  'routing-policies': '/v1/routing-policies',
  'sign-off-policies': '/v1/sign-off-policies',
  'queue-policies': '/v1/queue-policies',
  prompts: '/v1/prompts',
  'notification-channels': '/v1/notification-channels',
  witnesses: '/v1/audit-log/witnesses',
  changes: '/v1/changes',
};

export function queryString({ filter = {}, sort, limit, cursor }: ListQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, sort, limit, cursor })) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

const at = (...parts: string[]) => `/v1/${parts.map(encodeURIComponent).join('/')}`;

/** The contract over REST, as the API serves it at the same origin. */
export function restApi({ request }: Http): Api {
  return {
    session: () => request('GET', '/v1/session'),
    signIn: (email, password, code) => request('POST', '/v1/session', { email, password, code }),
    signOut: () => request('DELETE', '/v1/session'),
    keepSession: () => request('POST', '/v1/session/keep'),
    stepUp: (password, code) => request('POST', '/v1/session/step-up', { password, code }),
    changePassword: (current, next) => request('POST', '/v1/session/password', { current, next }),
    sessions: async () => (await request<{ data: SessionItem[] }>('GET', '/v1/sessions')).data,
    endSession: (id) => request('DELETE', at('sessions', id)),
    signOutEverywhere: () => request('DELETE', '/v1/sessions'),
    totp: () => request('GET', '/v1/session/totp'),
    enrolTotp: (password) => request('POST', '/v1/session/totp', { password }),
    confirmTotp: (code) => request('POST', '/v1/session/totp/confirm', { code }),
    renewRecoveryCodes: (password, code) => request('POST', '/v1/session/totp/recovery-codes', { password, code }),
    removeTotp: (password, code) => request('DELETE', '/v1/session/totp', { password, code }),

    list: (resource, query, signal) => request('GET', paths[resource] + queryString(query), undefined, signal),
    ticket: (id, signal) => request('GET', at('tickets', id), undefined, signal),
    ticketCounts: (signal) => request('GET', '/v1/tickets/counts', undefined, signal),
    saveFilter: (filter) => request('POST', '/v1/saved-filters', filter),
    removeFilter: (id) => request('DELETE', at('saved-filters', id)),
    insight: (name, filter, signal) =>
      request('GET', `/v1/insights/${name}${queryString({ filter })}`, undefined, signal),
    clusters: (signal) => request('GET', at('insights', 'clusters'), undefined, signal),
    cluster: (id, signal) => request('GET', at('insights', 'clusters', id), undefined, signal),
    rejectReasons: () => request('GET', '/v1/reject-reasons'),
    changeRejectReasons: (list) => request('PUT', '/v1/reject-reasons', list),
    document: (id, version, signal) =>
      request(
        'GET',
        at('documents', id) + queryString({ filter: { version: version ?? undefined } }),
        undefined,
        signal,
      ),
    searchPassages: async (q, signal) =>
      (
        await request<{ data: Passage[] }>(
          'GET',
          `/v1/passages${queryString({ filter: { q }, limit: 20 })}`,
          undefined,
          signal,
        )
      ).data,
    passagesCited: async (citations, at, signal) =>
      (
        await request<{ data: Passage[] }>(
          'GET',
          `/v1/passages${queryString({ filter: { citation: citations.join(','), at } })}`,
          undefined,
          signal,
        )
      ).data,
    similar: (id, signal) => request('GET', at('tickets', id, 'similar'), undefined, signal),
    look: (id, present) => request(present ? 'POST' : 'DELETE', at('tickets', id, 'presence')),
    seal: (id, signal) => request('GET', at('audit-entries', id, 'proof'), undefined, signal),
    sealedSize: async (signal) => {
      const newest = await request<Page<Checkpoint>>('GET', '/v1/audit-log/checkpoints?limit=1', undefined, signal);
      return newest.data[0]?.treeSize ?? null;
    },
    addWitness: (verifierKey) => request('POST', '/v1/audit-log/witnesses', { verifierKey }),
    endWitness: (id) => request('POST', at('audit-log', 'witnesses', id, 'end'), {}),
    logKeys: async () => (await request<{ data: LogKey[] }>('GET', '/v1/audit-log/keys')).data,
    decide: (id, verb, body) => request('POST', at('tickets', id, verb.replace('_', '-')), body),

    createPerson: (person) => request('POST', '/v1/people', person),
    signOutPerson: (id) => request('DELETE', at('people', id, 'sessions')),
    removePersonTotp: (id) => request('DELETE', at('people', id, 'totp')),
    changePerson: (id, change) => request('PATCH', at('people', id), change),
    putDocument: (document) => request('POST', '/v1/documents', document),
    createAgent: (agent) => request('POST', '/v1/agents', agent),
    issueKey: (id, scope) => request('POST', at('agents', id, 'keys'), scope),
    revokeKey: (id, keyId) => request('POST', at('agents', id, 'keys', keyId, 'revoke'), {}),
    rotateKey: (id, keyId, until) => request('POST', at('agents', id, 'keys', keyId, 'rotate'), { until }),
    registerTool: (tool) => request('POST', '/v1/tools', tool),
    checkTool: async (tool, signal) =>
      (await request<{ faults: FieldProblem[] }>('POST', '/v1/tools/check', tool, signal)).faults,

    checkPolicy: async (list, document, signal) =>
      (await request<{ findings: PolicyFinding[] }>('POST', `${paths[list]}/check`, { document }, signal)).findings,
    flags: (signal) => request('GET', '/v1/insights/flags', undefined, signal),
    tryPolicy: (document, signal) => request('POST', '/v1/routing-policies/try', { document }, signal),
    fileChange: (change) => request('POST', '/v1/changes', change),
    change: (id, signal) => request('GET', at('changes', id), undefined, signal),
    changeEffect: (id, signal) => request('GET', at('changes', id, 'effect'), undefined, signal),
    flagNow: (id, signal) => request('GET', at('changes', id, 'flag'), undefined, signal),
    decideOnChange: (id, verb, body) => request('POST', at('changes', id, verb), body),
    createChannel: (channel) => request('POST', '/v1/notification-channels', channel),
    changeChannel: (id, change) => request('PATCH', at('notification-channels', id), change),
    channelKinds: async (signal) =>
      (await request<{ data: ChannelKind[] }>('GET', '/v1/notification-channel-kinds', undefined, signal)).data,
    rotateChannelSecret: (id) => request('POST', at('notification-channels', id, 'rotate-secret'), {}),
    endChannel: (id) => request('POST', at('notification-channels', id, 'end'), {}),
    channelMessages: (id, cursor, signal) =>
      request(
        'GET',
        at('notification-channels', id, 'messages') + queryString({ cursor, limit: 25 }),
        undefined,
        signal,
      ),
    testChannel: (id) => request('POST', at('notification-channels', id, 'test'), {}),
    addPolicy: (list, policy) => request('POST', paths[list], policy),
    addPrompt: (prompt) => request('POST', paths.prompts, prompt),

    stopOfEverything: async (signal) =>
      (await request<{ stopped: Stop | null }>('GET', '/v1/executions/stop', undefined, signal)).stopped,
    switchTool: (tool, to, reason) =>
      request('POST', tool === null ? at('executions', to) : at('tools', tool, to), { reason }),
    resolve: async (id, outcome, evidence) =>
      (await request<{ resolution: Resolution }>('POST', at('executions', id, 'resolve'), { outcome, evidence }))
        .resolution,
    lookUp: (id) => request('POST', at('executions', id, 'look-up'), {}),
  };
}

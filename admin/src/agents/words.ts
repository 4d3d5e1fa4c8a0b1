import { wordsOf } from '../languages/spoken';

export const words = wordsOf('agents', {
  title: 'Agents',
  says: 'Who may propose, and within what. An agent’s key reaches no decision.',
  add: 'Add an agent',
  columns: { name: 'Agent', scope: 'May propose', keys: 'Keys' },
  ownedBy: (name: string) => `owned by ${name}, who may not sign what it proposes`,
  anyTool: 'any tool',
  anyDomain: 'any domain',
  empty: ['No agent yet', 'Add one and issue it a key; it can then send proposals.'] as [string, string],
  fields: { name: 'Name', tools: 'Tools', domains: 'Domains', oldKey: 'The old key' },
  scopeHelp: 'Names with commas between them. Empty means any.',
  save: 'Save',
  cancel: 'Cancel',
  added: (name: string) => `${name} is added. Issue it a key next.`,
  issue: 'Issue a key',
  issueTitle: (name: string) => `Issue a key to ${name}`,
  issued: 'This is the key. It is shown now and never again.',
  issuedHelp:
    'Put it into the agent’s secret store. Whoever holds it can propose in its name; you may then not sign what it proposes.',
  rotate: 'Rotate',
  rotateTitle: (prefix: string) => `Rotate the key ${prefix}…`,
  rotateSays:
    'You get another key that may ask for the same. Put it where the old one is; until the end you choose, both work.',
  rotateConfirm: 'Issue the new key',
  bothFor: (hours: number) =>
    hours === 1
      ? 'works for another hour'
      : hours < 48
        ? `works for another ${hours} hours`
        : `works for another ${hours / 24} days`,
  oldKeyHelp: (until: string) => `It stops by itself: ${until}. You can revoke it earlier.`,
  worksUntil: (when: string) => `works until ${when}`,
  endedOn: (when: string) => `ended ${when}`,
  usedOn: (when: string) => `last used ${when}`,
  neverUsed: 'never used',
  revoke: 'Revoke',
  revokeTitle: (prefix: string) => `Revoke the key ${prefix}…`,
  revokeSays: 'It stops working at once and cannot be brought back. Proposals already taken in stay.',
  revokeConfirm: 'Confirm revocation',
  revoked: 'The key is revoked.',
  revokedOn: (when: string) => `revoked ${when}`,
  issuedOn: (when: string) => `issued ${when}`,
  within: (scope: string) => `only ${scope}`,
  noKeys: 'no key',
});

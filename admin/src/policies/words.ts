import { wordsOf } from '../languages/spoken';
import { count } from '../words/names';

export const words = wordsOf('policies', {
  title: 'Policies',
  says: 'The rules as they are and as they were. Versions are added, never changed.',
  routing: 'Routing policy',
  routingSays: 'Decides whether a proposal is let through, sent to people or blocked.',
  signOff: 'Sign-off policy',
  signOffSays: 'Decides who must sign a tool call, and how many.',
  version: (n: number) => `Version ${n}`,
  active: 'In force',
  past: 'Past',
  since: (when: string, by: string | null) => (by ? `since ${when}, by ${by}` : `since ${when}`),
  document: 'The document',
  empty: ['No version yet', 'The default policy is added when Countersign first starts.'] as [string, string],
  sections: {
    hard_block_if: 'Block if any of',
    review_required_if: 'Review if any of',
    auto_allow_if: 'Let through if all of',
  } as Record<string, string>,
  otherwise: 'Anything else goes to people.',
  anyOf: (count: number, roles: string) => `${count} of ${roles}`,
  some: (n: number, role: string) => count(n, role),
  all: ' and ',
  any: ' or ',
  otherwiseSigns: 'Everything else',
  lapse: (hours: number) => `Signatures lapse after ${hours} h.`,
  when: 'when',
  stepUp: ', with their password once more',
});

import { wordsOf } from '../languages/spoken';

export const words = wordsOf('approvals', {
  title: 'Approvals',
  says: 'Who signed what, and what came of it.',
  filters: 'Filter the approvals',
  any: 'Any',
  fields: { personId: 'Person', verdict: 'Verdict', tool: 'Tool', role: 'As', from: 'From', to: 'To and including' },
  verdicts: { approve: 'Approved', reject: 'Rejected' },
  columns: {
    at: 'When',
    person: 'Who',
    decision: 'What',
    said: 'In words',
    content: 'Content',
    outcome: 'What came of it',
  },
  empty: ['No signature matches', 'Take a filter away, or look at another time.'] as [string, string],
  void: 'void since',
  onlyThem: (name: string) => `Only ${name}’s`,
  revision: (n: number) => `revision ${n}`,
});

import { wordsOf } from '../../languages/spoken';

export const words = wordsOf('handOver', {
  title: 'Hand over',
  says: 'It is released and given on, with the signatures it has. Its deadline stays.',
  to: 'To whom?',
  queues: { human_review: 'Back to the queue, for anybody', leads: 'To the leads’ queue' },
  person: (name: string, roles: string) => `${name}, ${roles}`,
  held: 'A person holds it for half an hour; then it is anybody’s again.',
  note: 'What should they know?',
  confirm: 'Confirm hand-over',
  done: 'Handed over.',
});

import { wordsOf } from '../../languages/spoken';
import { count } from '../../words/names';

export const words = wordsOf('bulk', {
  selection: 'What is selected',
  selected: (n: number) => `${count(n, 'ticket')} selected`,
  noApproval: 'Approving is done one by one: what one signs, one has read.',
  reject: 'Reject…',
  handOver: 'Hand over…',
  clear: 'Select nothing',
  select: (number: number) => `Select T-${number}`,
  rejectTitle: (n: number) => `Reject ${count(n, 'ticket')}`,
  rejectSays: 'Nothing of these runs. The reason goes back to the agent of each.',
  rejectConfirm: (n: number) => `Reject ${count(n, 'ticket')}`,
  handOverTitle: (n: number) => `Hand over ${count(n, 'ticket')}`,
  handOverSays: 'Each is released and given on, with the signatures it has.',
  handOverConfirm: (n: number) => `Hand over ${count(n, 'ticket')}`,
  running: (done: number, of: number) => `${done} of ${of} done`,
  done: (n: number) => `Done with ${count(n, 'ticket')}.`,
  failed: (n: number) => `${count(n, 'ticket')} could not be done and ${n === 1 ? 'stays' : 'stay'} selected:`,
  line: (number: number, because: string) => `T-${number}: ${because}`,
  again: 'Try these again',
});

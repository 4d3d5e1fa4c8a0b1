import { wordsOf } from '../../languages/spoken';
import { count } from '../../words/names';

export const words = wordsOf('focus', {
  title: 'Focus mode',
  enter: 'Focus',
  enterSays: 'One ticket after the other, by time to breach, each claimed for you',
  progress: (decided: number, left: number, more: boolean) =>
    [decided > 0 && `${decided} done`, `${left}${more ? '+' : ''} left`].filter(Boolean).join(', '),
  pass: 'Pass over',
  back: 'Back to the last',
  exit: 'Leave focus mode',
  taken: (number: number) => `Somebody else has just taken T-${number}.`,
  done: 'Nothing waits for you',
  doneSays: (decided: number) =>
    decided === 0
      ? 'New tickets appear here by themselves.'
      : `You are done with ${count(decided, 'ticket')}. New ones appear here by themselves.`,
  passedOver: (n: number) => `You passed over ${count(n, 'ticket')}.`,
  again: 'Go through them again',
  toInbox: 'To the inbox',
});

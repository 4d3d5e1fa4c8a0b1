import { wordsOf } from '../../../languages/spoken';
import { count } from '../../../words/names';

export const approvalWords = wordsOf('approval', {
  notAllowed: 'You cannot sign this ticket.',
  notTheBytes: 'What is shown could not be matched with what would be signed.',
  offline: 'You are offline; what is shown may be old.',
  lost: 'The server has not answered for a while; what is shown may be old.',
  checking: 'Checking what you would sign.',
  unseen: (n: number) => `${count(n, 'line')} of what you sign ${n === 1 ? 'has' : 'have'} not been on screen yet.`,
  showNext: 'Show what comes next',
  showRepeat: 'Show it',
  repeat: 'Say above that you know of the same call before you sign this one.',
});

export const actionWords = wordsOf('actions', {
  approve: (amount: string | null) => (amount ? `Approve ${amount}` : 'Approve'),
  approveAnswer: 'Approve answer',
  reject: 'Reject…',
  revise: 'Revise',
  ask: 'Ask',
  escalate: 'Escalate',
  snooze: 'Snooze',
  revoke: 'Take the approval back…',
  erase: 'Erase personal content…',
  hand_over: 'Hand over',
  claim: 'Claim',
  release: 'Release',
  more: 'More actions',
  claimedBy: (name: string, until: string) => `${name} has claimed it until ${until}. You may sign all the same.`,
  claimedByYou: (until: string) => `Claimed by you until ${until}.`,
});

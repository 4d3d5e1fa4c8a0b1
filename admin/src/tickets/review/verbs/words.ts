import { wordsOf } from '../../../languages/spoken';

export const words = wordsOf('verbs', {
  cancel: 'Cancel',
  note: 'Note',
  noteHelp: 'Kept with your signature. The customer does not see it.',
  optional: (label: string) => `${label} (if you like)`,
  approve: {
    title: (decision: string) => `Sign: ${decision}`,
    says: 'Enter signs. The tool call runs once everyone it takes has signed, exactly as shown.',
    saysAnswer: 'Enter signs. The answer is sent once everyone it takes has signed.',
    tool: 'Tool',
    amount: 'Amount',
    hash: 'Content',
    revision: 'Revision',
    repeat: 'You sign this one as a knowing repeat.',
    confirm: 'Sign approval',
    done: 'Signed.',
  },
  stepUp: {
    says: (because: string) =>
      `This one takes your password once more, to be sure that it is you${because ? `: ${because}` : ''}. Then it is signed.`,
    password: 'Your password',
    code: 'One-time code',
    codeHelp: 'Of your authenticator app, or a recovery code.',
  },
  reject: {
    title: 'Reject this proposal',
    says: 'Nothing runs. The reason goes back to the agent.',
    reason: 'Reason',
    noteLabel: 'In your words',
    noteHelp: 'What whoever looks this up should know. The agent is told the reason, not these words.',
    confirm: 'Confirm rejection',
    done: 'Rejected. Nothing runs.',
  },
  revoke: {
    title: 'Take the approval back',
    says: 'What was approved does not run. The ticket comes back to the queue as its next revision, to be decided again.',
    note: 'Why?',
    confirm: 'Take it back',
    done: 'Taken back. Nothing runs until it is approved again.',
  },
  escalate: {
    title: 'Escalate to the leads',
    says: 'It moves to the leads’ queue with the signatures it has.',
    note: 'What should they know?',
    confirm: 'Confirm escalation',
    done: 'Passed to the leads.',
  },
  snooze: {
    title: 'Snooze',
    says: 'Hides it from your inbox for a while, at most until it is due. Others still see it.',
    until: 'For how long',
    untilDue: 'Until it is due',
    minutes: (n: number) => (n < 60 ? `${n} minutes` : n === 60 ? '1 hour' : `${n / 60} hours`),
    confirm: 'Confirm snooze',
    done: 'Snoozed.',
  },
  stale: {
    changed: (revision: number) =>
      `It changed while you were deciding: it is now revision ${revision}. Nothing was sent. Close this, read it again and decide; what you typed is kept.`,
    read: 'Close and read it',
  },
});

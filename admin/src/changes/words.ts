import { wordsOf } from '../languages/spoken';
import { count } from '../words/names';

export const words = wordsOf('changes', {
  title: 'Changes',
  says: 'What somebody wants changed of the rules, and who else must agree before it is so.',
  empty: [
    'No change has been filed',
    'Where answers go wrong more often than before, the insights offer what can be filed about it.',
  ] as [string, string],
  columns: { what: 'Change', filed: 'Filed', needs: 'Still needed', state: 'State' },
  number: (n: number) => `C-${n}`,
  of: (what: string, domain: string) => `${what}: ${domain}`,
  allDomains: 'all domains',
  otherPolicy: 'Another routing policy',
  mitigations: {
    block_without_citation: [
      'No answer without a source',
      'Answers that cite no source that opens wait for a person. What cites one goes on as before.',
    ],
    mark: [
      'Mark as unsure',
      'Every answer waits for a person, and users are told that it is unsure and that more from them helps.',
    ],
    safety_hold: ['Safety hold', 'Everything of the domain waits for a person, tool calls too.'],
  } as Record<string, [title: string, does: string]>,
  states: {
    open: 'Waits',
    approved: 'Live',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
    superseded: 'Overtaken',
  } as Record<string, string>,
  filedBy: (name: string, when: string) => `${name}, ${when}`,
  needed: (n: number, roles: string) => (n === 1 ? `somebody of ${roles}` : `${n} of ${roles}`),
  and: ' and ',
  nobodyNeeded: '–',
  live: (version: number) => `It is live, as routing policy version ${version}.`,
  waitsFor: (who: string) => `It goes live once ${who} have approved it. Whoever filed it does not count.`,
  over: {
    rejected: 'It was rejected. Nothing changed.',
    withdrawn: 'It was withdrawn. Nothing changed.',
    superseded: 'Another policy came into force before it was approved. Nothing changed; it can be filed anew.',
  } as Record<string, string>,
  stale: (version: number) =>
    `It was written from version ${version}, which is no longer in force: approving it will only say so. It must be filed anew.`,
  yours: 'You filed this. Others decide on it; you may withdraw it.',
  reason: 'Why',
  flag: 'Answers',
  base: 'Written from',
  version: (n: number) => `routing policy version ${n}`,
  hash: 'Content hash',
  signatures: 'Signatures',
  noSignatures: 'Nobody has signed yet.',
  signed: { approve: 'approved', reject: 'rejected' } as Record<string, string>,
  differences: 'What changes in the policy',
  before: 'Before',
  after: 'Then',
  nothing: 'nothing',
  effect: 'What it would have done',
  tried: (looked: number) => `Tried on the newest ${count(looked, 'proposal')}.`,
  nothingTried: 'There is no proposal yet to try it on.',
  sameWay: (looked: number) => `All of the newest ${count(looked, 'proposal')} would have gone the same way.`,
  move: (n: number, from: string, to: string) =>
    `${count(n, 'proposal')} that ${n === 1 ? 'was' : 'were'} ${from} would have ${to}`,
  was: { auto_allowed: 'let through', pending_review: 'sent to people', blocked: 'blocked' } as Record<string, string>,
  would: {
    auto_allowed: 'been let through',
    pending_review: 'waited for a person',
    blocked: 'been blocked',
  } as Record<string, string>,
  suchAs: (tickets: string) => `such as ${tickets}`,
  findings: 'What is found in the policy',
  document: 'The whole policy',
  approve: 'Approve',
  reject: 'Reject',
  withdraw: 'Withdraw',
  approveTitle: 'Approve this change?',
  approveSays: (last: boolean) =>
    last
      ? 'Yours is the last approval that it needs: it is live from the next proposal on.'
      : 'Somebody else must approve it, too.',
  rejectTitle: 'Reject this change?',
  rejectSays: 'One rejection ends it.',
  withdrawTitle: 'Withdraw this change?',
  withdrawSays: 'It ends, and can be filed anew.',
  whyReject: 'Why not',
  cancel: 'Cancel',
  done: {
    open: 'Approved. Somebody else must approve it, too.',
    approved: 'Approved. It is live.',
    rejected: 'Rejected.',
    withdrawn: 'Withdrawn.',
  } as Record<string, string>,
});

export const signWords = wordsOf('signals', {
  title: 'Warning signs',
  quiet: (looked: number) =>
    looked === 0
      ? 'Nothing can be said yet: it takes 20 answers that users were shown, this week and in the four weeks before.'
      : `Nothing goes wrong more often this week than in the four weeks before. ${count(looked, 'figure')} had answers enough to tell.`,
  says: 'More goes wrong lately than before, and more than chance explains.',
  measures: {
    high_confidence_wrong_answer_rate: 'Confident answers that were wrong',
    wrong_action_rate_after_low_confidence: 'Wrong actions after low confidence',
    growing_cluster: 'Complaints that grow',
  } as Record<string, string>,
  all: 'All domains',
  grows: (about: string) => `Complaints that grow: ${about}`,
  perWeek: (before: string, now: string) => `${before} → ${now} a week`,
  came: (n: number, days: number) => `${n} in ${days} days`,
  noDomain: 'They are of no one domain, so there is nothing to hold back.',
  fromTo: (before: string, now: string) => `${before} → ${now}`,
  counts: (before: string, now: string) => `${before} before, ${now} now`,
  of: (wrong: string, of: string) => `${wrong} of ${of}`,
  notOffered: {
    in_force: 'is in force',
    stricter_in_force: 'a stricter rule is in force',
    built_in: 'always so in this domain',
    no_domain: 'the policy names no domain',
  } as Record<string, string>,
  unavailable: (what: string, why: string) => `${what}: ${why}`,
  filedAs: (what: string, number: string) => `${what}: ${number} waits`,
  filing: (what: string, domain: string) => `${what}: ${domain}`,
  reasonHelp: 'For those who decide on it. They see what it would have done, too.',
  file: 'File this change',
  filed: 'Filed. Others decide on it now.',
});

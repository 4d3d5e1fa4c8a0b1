import type { CustomerSight, RetryClass } from '../../api-types';
import { wordsOf } from '../../languages/spoken';
import { number } from '../../words/locale';

/** Every sentence of the review screen's panels. */
export const words = wordsOf('review', {
  back: 'Back to the list',
  backTo: 'Back to ',
  position: (n: number, of: number, more: boolean) => `${n} of ${of}${more ? '+' : ''} in the list`,
  proposedBy: (agent: string, when: string) => `proposed by ${agent} at ${when}`,
  left: (text: string) => `${text} left`,
  decideBy: (time: string) => `decide by ${time}`,
  clockStands: (left: string | null) => (left ? `${left} left once they answer` : 'overdue once they answer'),
  wasDue: (time: string) => `was due at ${time}`,
  lapse: (time: string) => `signatures lapse ${time}`,
  takes: (n: number, because: string) => `Takes ${n} signatures: ${because.replace(/\.$/, '')}.`,
  answerTitle: 'Send this answer',
  asks: (decision: string) => `${decision}?`,
  evidenceNumber: (n: number) => `Evidence ${n}`,
  columns: { left: 'Request and customer', mid: 'Decision', right: 'Evidence and policy' },

  changed: (revision: number) =>
    `This ticket changed while you had it open. You now see revision ${revision}; read it before you decide.`,
  understood: 'I have seen it',

  asked: (name: string, when: string) => `${name} asked the customer (${when}) and waits for the answer:`,
  askedSees: 'Your question, through the agent.',
  askedMayDecide: 'You may decide all the same; that ends the question.',
  exchange: 'Questions to the customer',
  exchangeAdded: 'Added by the agent',
  questionBy: (name: string, when: string) => `${name} asked, ${when}`,
  answerAt: (when: string, revision: number) => `The customer, ${when}, revision ${revision}`,
  notAnswered: 'Not answered yet.',
  evidenceAdded: (n: number) => `Brought ${number(n)} more ${n === 1 ? 'piece' : 'pieces'} of evidence.`,

  request: 'Request',
  showAllMessages: (n: number) => `Show all ${n} messages`,
  showAll: 'Show all of it',
  roles: { user: 'Customer', assistant: 'Agent', tool: 'Tool result', system: 'Instructions to the agent' },
  history: 'This customer before',
  noHistory: 'No earlier ticket of this customer.',
  allOfCustomer: 'All',

  similar: 'Similar cases',
  noSimilar: 'Nothing like it was decided lately.',
  similarCounts: (approved: number, rejected: number) => `${number(approved)} approved, ${number(rejected)} rejected`,
  similarBecause: (names: string, reason: string) => `${names}: ${reason}`,

  repeatPending: 'The same call is already waiting in',
  repeatDone: 'The same call was already decided in',
  repeatOnly: 'Both run only if someone signs the second as a repeat.',
  knowRepeat: (which: string) => `I know of ${which} and sign this one as a repeat`,

  sign: 'What you sign',
  signSource: 'read from the stored bytes, not from the agent’s summary',
  signAnswer: 'This ticket calls no tool. You sign the draft below as the answer, bound by its digest.',
  openLong: (characters: number) => `Open all ${number(characters)} characters to read what you sign`,
  tool: 'tool',
  version: (version: number) => `version ${version}`,
  endpoint: (url: string, version: number | null) => `sent to ${url}${version === null ? '' : ` version ${version}`}`,
  agentCalls: (url: string, version: number | null) =>
    `called by the agent’s own backend at ${url}${version === null ? '' : ` version ${version}`}`,
  retry: {
    idempotent: 'safe to resend',
    queryable: 'never resent, asked after',
    once: 'one attempt only',
  } satisfies Record<RetryClass, string>,
  unregistered: 'Not registered. It is never run; approving is refused until an admin registers it.',
  revisionDigests: (revision: number, added: boolean) =>
    `Revision ${revision}, with the digests of request, draft${added ? ', evidence and what was added' : ' and evidence'}`,
  mustHold: 'must hold',
  notSeenYet: 'Not seen yet: it could not be read. It can’t be approved before that; Countersign goes on looking.',
  seenAsOf: (time: string) => `as of ${time}; read once more right before it runs`,
  mustStay: 'must still be so when it runs',
  was: (revision: number) => `revision ${revision} said`,
  changedBy: (name: string) => `changed by ${name}`,
  fullHash: (hash: string) => `${hash}: the whole SHA-256 of what is signed`,
  check: {
    checking: 'checking',
    matches: 'checked here',
    unchecked:
      'This browser could not check the hash: the page was not opened over https. The server still checks it when you sign.',
    differs:
      'The bytes do not match their hash. What is shown here may not be what would be signed, so it cannot be approved. Reload; if it stays, tell whoever runs Countersign.',
    unreadable:
      'The signed bytes are not about this revision of this ticket, so it cannot be approved. Reload; if it stays, tell whoever runs Countersign.',
  },

  draft: 'Draft answer',
  noDraft: 'The agent wrote no answer.',
  model: (model: string | null, prompt: string | null) =>
    [model, prompt && `prompt ${prompt}`].filter(Boolean).join(', '),
  requiresReview: 'Requires review',
  confidenceSays: 'What the model says of itself.',
  uncalibrated: 'Uncalibrated',
  uncalibratedSays: 'nobody has measured yet how often it is right when it says this.',
  mark: (threshold: string) => `Mark at ${threshold}.`,
  low: 'Low confidence',
  noConfidence: 'No confidence given',
  noConfidenceSays: 'The agent did not say how sure it is, so nothing could be let through on it.',
  confidenceLabel: (value: string, threshold: string | null) =>
    `Confidence ${value}${threshold ? `, needed ${threshold}` : ''}, uncalibrated`,
  cites: 'Cites',
  citesMissing: (id: string) => `${id}, which it did not send along`,
  citesNothing: 'Cites no evidence.',

  customerSees: 'What the customer sees',
  sees: { now: 'Now', whenDone: 'Once it has run', ifRejected: 'If you reject' },
  draftAbove: 'The draft above.',
  noText: {
    ok: 'An answer without text.',
    needs_review: 'No answer yet. The agent is told that a person is checking.',
    blocked: 'No answer. The agent is told that this cannot be done here.',
    degraded: 'No answer. The agent is told that it did not work.',
  } satisfies Record<CustomerSight['status'], string>,

  outcome: 'What happened',
  attempts: (n: number) => (n === 1 ? 'one attempt' : `${n} attempts`),
  outcomeSays: {
    ready: 'Signed. The tool call is about to run.',
    claimed: 'A worker has taken it and is checking it once more before it runs.',
    intent: 'The point of no return has passed; the tool is being called.',
    granted: 'The agent’s own backend has a signed grant for this one call.',
    succeeded: 'It ran once and the tool confirmed it.',
    failed: 'The tool refused or failed for certain. Nothing was done; running it again takes new signatures.',
    unknown: 'The tool did not answer for certain. It may have been done. It is not run again until someone finds out.',
    revoked: 'A last check before the run said no. Nothing was done.',
  },
  /** The same for what the agent's own backend runs, where that is another story. */
  grantSays: {
    ready: 'Signed. The agent’s own backend may ask for its grant; Countersign calls nothing by itself.',
    granted:
      'The agent’s own backend has a signed grant for this one call and has not used it. Unused, it ends by itself.',
    redeemed: 'The grant is used up: the call may have been made. The agent’s own backend says what came of it.',
    succeeded: 'The agent’s own backend made the call and says that it is done.',
    failed: 'The agent’s own backend says that it failed. Running it again takes new signatures.',
    unused: 'The grant ended unused, so nothing was done. Running it again takes new signatures.',
    unknown: 'The grant was used up and nobody said what came of it. It may have been done.',
  },
  parked: {
    title: 'Parked: approved, and not begun.',
    allStopped: (name: string, at: string) => `${name} stopped everything at ${at}:`,
    toolStopped: (name: string, at: string) => `${name} stopped this tool at ${at}:`,
    silent: (since: string) =>
      `The tool has not answered since ${since}; it is tried again every so often, one call at a time.`,
    unsaid: 'The tool is stopped, or does not answer.',
    next: (until: string) =>
      `Once that is over it runs by itself, and nobody has to sign again. If that is not before ${until}, its signatures lapse and it never runs.`,
    revocable: 'Until then the approval can be taken back.',
  },
  grantEnds: 'Grant ends',
  redeemed: 'Redeemed',
  notRedeemed: 'Not yet',
  result: 'Result',
  error: 'Error',

  evidence: 'Evidence',
  noEvidence: 'The agent sent no evidence.',
  asOf: (time: string) => `as it stood at ${time}`,
  old: (age: string) => `${age} old`,
  stale: (age: string) => `Stale, ${age}`,
  undated: 'undated',

  why: 'Why it came to you',
  whyElse: 'What the policy said',
  policyVersion: (version: number) => `Policy version ${version}`,
  rules: {
    hard_block_if: 'Block if any of',
    review_required_if: 'Review if any of',
    auto_allow_if: 'Otherwise let through if all of',
    finding: 'Found by us, can only make it stricter',
    sign_off: 'Signatures',
  },
  held: 'holds',
  notHeld: 'does not hold',
  risk: 'Risk score',
  riskOf: (value: number) => `${value} of 100`,
  priority: (priority: string) => `priority ${priority}`,

  notes: 'Notes',
  noteBy: (name: string, when: string) => `${name}, ${when}`,
  erased: 'Erased.',
  erasedTitle: 'What this ticket held of people was erased.',
  erasedBy: (name: string, when: string) => `${name}, ${when}:`,
  erasedStays:
    'The record stays: who proposed, signed and ran it, and the hash of what was signed, which is no longer stored:',
  signed: 'Signed.',
  rejectedFor: (reason: string) => (reason ? `Rejected: ${reason.toLowerCase()}.` : 'Rejected.'),

  revisions: 'Revisions',
  madeBy: (name: string, when: string) => `${name}, ${when}`,
  asProposed: 'as proposed',
  contextAdded: 'context was added',
  nothing: 'nothing',

  timeline: 'On record',
  allEntries: 'In the audit log',

  bar: 'Sign-off',
  yourLine: 'You sign here',
  openLine: 'Not signed yet',
  lastNeeded: 'the last one needed',
  signedAt: (role: string, revision: number, at: string) => `${role}, revision ${revision} at ${at}`,
  rejectedAt: (role: string, at: string) => `${role}, rejected at ${at}`,
  noSignatures: 'No signature is needed.',
  next: 'Next ticket',
  readOnly: 'You read here; deciding is for others.',
  decided: {
    received: 'It is being routed.',
    auto_allowed: 'The policy let it through; nobody had to sign.',
    pending_review: '',
    approved: 'Signed by everyone it took.',
    rejected: 'Rejected. Nothing runs.',
    expired: 'Its time ran out before it was signed. Nothing runs.',
    blocked: 'Blocked by the policy. Nothing runs.',
    withdrawn: 'The agent took it back. Nothing runs.',
  },
});

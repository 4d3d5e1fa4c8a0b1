import type { words as account } from '../account/words';
import type { words as agents } from '../agents/words';
import type { words as approvals } from '../approvals/words';
import type { entryWords as auditEntries } from '../audit-log/entry-words';
import type { words as auditLog } from '../audit-log/words';
import type { words as identity } from '../identity/words';
import type { findWords as find, keyWords as keys, words as layout } from '../layout/words';
import type { words as people } from '../people/words';
import type { words as problems } from '../platform/words';
import type { words as policies } from '../policies/words';
import type { words as inbox } from '../tickets/inbox/words';
import type { words as revise } from '../tickets/review/revise/words';
import type { actionWords as actions, approvalWords as approval } from '../tickets/review/sign-off/words';
import type { words as verbs } from '../tickets/review/verbs/words';
import type { words as review } from '../tickets/review/words';
import type { words as tickets } from '../tickets/words';
import type { words as tools } from '../tools/words';
import type { words as ui } from '../ui/words';
import type { words as unknownOutcomes } from '../unknown-outcomes/words';
import type { words as common, textWords as texts } from '../words/words';

/** Everything the console says, by feature. Who adds a feature's words adds its line here; every language is held to it. */
export interface Sentences {
  account: typeof account;
  actions: typeof actions;
  agents: typeof agents;
  approval: typeof approval;
  approvals: typeof approvals;
  auditEntries: typeof auditEntries;
  auditLog: typeof auditLog;
  common: typeof common;
  find: typeof find;
  identity: typeof identity;
  inbox: typeof inbox;
  keys: typeof keys;
  layout: typeof layout;
  people: typeof people;
  policies: typeof policies;
  problems: typeof problems;
  review: typeof review;
  revise: typeof revise;
  texts: typeof texts;
  tickets: typeof tickets;
  tools: typeof tools;
  ui: typeof ui;
  unknownOutcomes: typeof unknownOutcomes;
  verbs: typeof verbs;
}

import { ID_PATTERN, type Ruling, refuse, textArgument } from './ruling.js';

export type AccountState = 'active' | 'locked' | 'closed';

export interface Account {
  accountId: string;
  state: AccountState;
}

export interface AccountStateResult {
  accountId: string;
  previousState: AccountState;
  state: AccountState;
}

/**
 * Moves an account to a state. An account never seen before is active; a closed one stays closed.
 * Throws ArgumentError when the arguments cannot be read.
 */
export function changeAccountState(
  known: Account | undefined,
  args: Readonly<Record<string, unknown>>,
): Ruling<AccountStateResult, Account> {
  const accountId = textArgument(args, 'account_id', ID_PATTERN);
  const state = textArgument(args, 'state', /^(active|locked|closed)$/) as AccountState;
  const previousState = known?.state ?? 'active';

  if (previousState === 'closed' && state !== 'closed') {
    return refuse('account_closed', `Account ${accountId} is closed and cannot be reopened; open a new account.`);
  }
  return { ok: true, next: { accountId, state }, result: { accountId, previousState, state } };
}

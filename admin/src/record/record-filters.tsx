import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ExecutionState, TicketState } from '../api-types';
import { actionTitle, knownActions } from '../audit-log/tell';
import { allRoles } from '../identity/roles';
import { usePeopleChoices } from '../people/use-people-choices';
import { serverNow } from '../platform/clock';
import { FilterBar, type FilterField } from '../ui/filter-bar';
import { executionSeen, ticketStateWord } from '../ui/states';
import { roleName } from '../words/names';
import type { Lens } from './lens-switch';
import { presetDays, type RecordSearch } from './use-record-search';
import { words } from './words';

const Presets = styled('div')`
  display: flex; flex-wrap: wrap; gap: 8px; padding: 0 24px 12px;
  & [aria-pressed='true'] { background: var(--sunken); border-color: var(--text-2); }
  @media (max-width: 760px) { padding-inline: 16px; }
`;

const { fields } = words;
const ended: TicketState[] = ['approved', 'auto_allowed', 'rejected', 'expired', 'blocked', 'withdrawn'];
const ran: ExecutionState[] = ['succeeded', 'failed', 'unknown', 'revoked'];
const outcomes: [string, string][] = [
  ...ran.map((state): [string, string] => [state, executionSeen(state).word]),
  ['running', words.running],
  ...ended.map((state): [string, string] => [state, ticketStateWord(state)]),
];

/** The same questions for either lens; only an order by amount, and what happened, are of one. */
export function RecordFilters({ lens, search }: { lens: Lens; search: RecordSearch }) {
  const { values, set, setAll, clear, sort } = search;
  const people = usePeopleChoices();
  const days = presetDays(new Date(serverNow()));
  const bar: FilterField[] = [
    { name: 'text', label: fields.text },
    { name: 'tool', label: fields.tool },
    { name: 'from', label: fields.from, type: 'date' },
    { name: 'to', label: fields.to, type: 'date' },
    lens === 'decisions'
      ? { name: 'sort', label: fields.sort, choices: Object.entries(words.sorts), always: true }
      : { name: 'action', label: fields.action, choices: knownActions.map((action) => [action, actionTitle(action)]) },
    { name: 'personId', label: fields.personId, choices: people },
    { name: 'role', label: fields.role, choices: allRoles.map((role) => [role, roleName(role)]) },
    { name: 'outcome', label: fields.outcome, choices: outcomes },
    { name: 'currency', label: fields.currency },
    { name: 'amountFrom', label: fields.amountFrom },
    { name: 'amountTo', label: fields.amountTo },
    { name: 'routingPolicyVersion', label: fields.routingPolicyVersion },
    { name: 'signOffPolicyVersion', label: fields.signOffPolicyVersion },
  ];
  return (
    <>
      <FilterBar label={words.filters} any={words.any} fields={bar} values={{ ...values, sort }} onChange={set} />
      <Presets>
        {(Object.keys(days) as (keyof typeof days)[]).map((name) => (
          <Button
            key={name}
            size="small"
            aria-pressed={(values.from ?? '') === days[name][0] && (values.to ?? '') === days[name][1]}
            onClick={() => setAll({ from: days[name][0], to: days[name][1] })}
          >
            {words.presets[name]}
          </Button>
        ))}
        {Object.keys(values).length > 0 && (
          <Button size="small" onClick={clear}>
            {words.clear}
          </Button>
        )}
      </Presets>
    </>
  );
}

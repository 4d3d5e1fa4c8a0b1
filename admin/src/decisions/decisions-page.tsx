import Button from '@mui/material/Button';
import type { ExecutionState, TicketState } from '../api-types';
import { ExportButtons } from '../audit-log/export-buttons';
import { allRoles } from '../identity/roles';
import { usePeopleChoices } from '../people/use-people-choices';
import { serverNow } from '../platform/clock';
import { useKeysetList } from '../platform/use-keyset-list';
import { FilterBar, type FilterField } from '../ui/filter-bar';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { executionSeen, ticketStateWord } from '../ui/states';
import { Table } from '../ui/table';
import { roleName } from '../words/names';
import { DecisionRow } from './decision-row';
import { presetDays, useDecisionSearch } from './use-decision-search';
import { words } from './words';

const { fields, columns } = words;
const ended: TicketState[] = ['approved', 'auto_allowed', 'rejected', 'expired', 'blocked', 'withdrawn'];
const ran: ExecutionState[] = ['succeeded', 'failed', 'unknown', 'revoked'];
const outcomes: [string, string][] = [
  ...ran.map((state): [string, string] => [state, executionSeen(state).word]),
  ['running', words.running],
  ...ended.map((state): [string, string] => [state, ticketStateWord(state)]),
];

/** One search over everything that was decided. Each row says who, how much and under which policies; none can be changed. */
export default function DecisionsPage() {
  const { values, set, setAll, filter, sort, wrong } = useDecisionSearch();
  const list = useKeysetList('decisions', { filter, sort, enabled: wrong === null });
  const people = usePeopleChoices();
  const days = presetDays(new Date(serverNow()));
  const bar: FilterField[] = [
    { name: 'text', label: fields.text },
    { name: 'tool', label: fields.tool },
    { name: 'from', label: fields.from, type: 'date' },
    { name: 'to', label: fields.to, type: 'date' },
    { name: 'sort', label: fields.sort, choices: Object.entries(words.sorts) },
    { name: 'personId', label: fields.personId, choices: people },
    { name: 'role', label: fields.role, choices: allRoles.map((role) => [role, roleName(role)]) },
    { name: 'outcome', label: fields.outcome, choices: outcomes },
    { name: 'currency', label: fields.currency },
    { name: 'amountFrom', label: fields.amountFrom },
    { name: 'amountTo', label: fields.amountTo },
    { name: 'routingPolicyVersion', label: fields.routingPolicyVersion },
    { name: 'signOffPolicyVersion', label: fields.signOffPolicyVersion },
  ];
  const cutOff = list.data?.pages.at(-1)?.cutOff === true;
  return (
    <Page
      title={words.title}
      says={words.says}
      mark={<ReadOnly />}
      actions={wrong === null && <ExportButtons path="/v1/decisions/export" filter={filter} sort={sort} />}
      bars={
        <>
          <FilterBar label={words.filters} any={words.any} fields={bar} values={{ ...values, sort }} onChange={set} />
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, padding: '0 24px 12px' }}>
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
          </div>
        </>
      }
    >
      {wrong !== null && (
        <Notice state="pending" icon="triangle" urgent>
          {wrong}
        </Notice>
      )}
      {cutOff && (
        <Notice
          state="pending"
          icon="clock"
          action={
            <Button size="small" onClick={() => list.fetchNextPage()} disabled={list.isFetchingNextPage}>
              {words.lookFurther}
            </Button>
          }
        >
          {words.cutOff}
        </Notice>
      )}
      {!(cutOff && list.rows.length === 0) && wrong === null && (
        <ListState list={list} empty={words.empty} icon="search">
          <Table>
            <thead>
              <tr>
                {Object.values(columns).map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.rows.map((decision) => (
                <DecisionRow key={decision.ticketId} decision={decision} />
              ))}
            </tbody>
          </Table>
        </ListState>
      )}
    </Page>
  );
}

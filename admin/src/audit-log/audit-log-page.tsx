import { usePeopleChoices } from '../people/use-people-choices';
import { useKeysetList } from '../platform/use-keyset-list';
import { dayEnd, dayStart, useSearchFilter } from '../platform/use-search-filter';
import { FilterBar } from '../ui/filter-bar';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { EntryList } from './entry-list';
import { ExportButtons } from './export-buttons';
import { actionName, knownActions } from './tell';
import { useTicketId } from './use-ticket-id';
import { words } from './words';

const names = ['ticketId', 'actorId', 'action', 'from', 'to'] as const;

/** What happened, newest first; whoever opens it changes nothing. */
export default function AuditLogPage() {
  const [values, set] = useSearchFilter(names);
  const { ticketId, missing, pending } = useTicketId(values.ticketId);
  const people = usePeopleChoices();
  const filter = {
    ticketId,
    actorId: values.actorId,
    action: values.action,
    from: dayStart(values.from),
    to: dayEnd(values.to),
  };
  const list = useKeysetList('audit-log', {
    filter,
    sort: '-id',
    enabled: !missing && !pending,
  });
  return (
    <Page
      title={words.title}
      says={words.says}
      mark={<ReadOnly />}
      actions={!missing && !pending && <ExportButtons path="/v1/audit-log/export" filter={filter} />}
      bars={
        <FilterBar
          label={words.filters}
          any={words.any}
          values={values}
          onChange={set}
          fields={[
            { name: 'ticketId', label: words.fields.ticket },
            { name: 'actorId', label: words.fields.actorId, choices: people },
            {
              name: 'action',
              label: words.fields.action,
              choices: knownActions.map((action) => [action, actionName(action)]),
            },
            { name: 'from', label: words.fields.from, type: 'date' },
            { name: 'to', label: words.fields.to, type: 'date' },
          ]}
        />
      }
    >
      {missing ? (
        <ListState list={{ ...list, isPending: false, error: null, rows: [] }} empty={words.noTicket} icon="search">
          {null}
        </ListState>
      ) : (
        <ListState list={list} empty={words.empty} icon="log">
          <EntryList entries={list.rows} />
        </ListState>
      )}
    </Page>
  );
}

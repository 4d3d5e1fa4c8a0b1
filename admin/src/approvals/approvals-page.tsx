import { allRoles } from '../identity/roles';
import { usePeopleChoices } from '../people/use-people-choices';
import { useKeysetList } from '../platform/use-keyset-list';
import { dayEnd, dayStart, useSearchFilter } from '../platform/use-search-filter';
import { FilterBar, type FilterField } from '../ui/filter-bar';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { Table, TableHead } from '../ui/table';
import { roleName } from '../words/names';
import { ApprovalRow } from './approval-row';
import { words } from './words';

const names = ['personId', 'verdict', 'tool', 'role', 'from', 'to'] as const;
const { fields, columns } = words;

/** The history of every signature, newest first. */
export default function ApprovalsPage() {
  const [values, set] = useSearchFilter(names);
  const { from, to, ...rest } = values;
  const list = useKeysetList('approvals', { filter: { ...rest, from: dayStart(from), to: dayEnd(to) } });
  const people = usePeopleChoices() ?? seenPeople(list.rows, values.personId);
  const filters: FilterField[] = [
    { name: 'personId', label: fields.personId, choices: people },
    { name: 'verdict', label: fields.verdict, choices: Object.entries(words.verdicts) },
    { name: 'tool', label: fields.tool },
    { name: 'role', label: fields.role, choices: allRoles.map((role) => [role, roleName(role)]) },
    { name: 'from', label: fields.from, type: 'date' },
    { name: 'to', label: fields.to, type: 'date' },
  ];
  return (
    <Page
      title={words.title}
      says={words.says}
      mark={<ReadOnly />}
      bars={<FilterBar label={words.filters} any={words.any} fields={filters} values={values} onChange={set} />}
    >
      <ListState list={list} empty={words.empty} icon="pen">
        <Table>
          <TableHead titles={Object.values(columns)} />
          <tbody>
            {list.rows.map((approval) => (
              <ApprovalRow key={approval.id} approval={approval} onPerson={(id) => set('personId', id)} />
            ))}
          </tbody>
        </Table>
      </ListState>
    </Page>
  );
}

/** Where people cannot be listed, the filter offers those who are in view. */
function seenPeople(rows: { personId: string; personName: string }[], chosen: string | undefined): [string, string][] {
  const seen = new Map(rows.map(({ personId, personName }) => [personId, personName]));
  if (chosen && !seen.has(chosen)) seen.set(chosen, chosen);
  return [...seen];
}

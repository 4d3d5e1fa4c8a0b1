import { useKeysetList } from '../platform/use-keyset-list';
import { RecordPage } from '../record/record-page';
import { useRecordSearch } from '../record/use-record-search';
import { words as recordWords } from '../record/words';
import { Table, TableHead } from '../ui/table';
import { DecisionRow } from './decision-row';
import { words } from './words';

/** What was decided. Each row says who, how much and under which policies; none can be changed. */
export default function DecisionsPage() {
  const search = useRecordSearch();
  const { decisions: filter, sort, wrong } = search;
  const list = useKeysetList('decisions', { filter, sort, enabled: wrong === null });
  return (
    <RecordPage
      lens="decisions"
      search={search}
      list={list}
      exported={{ path: '/v1/decisions/export', filter, sort }}
      empty={words.empty}
      icon="search"
      notice={
        sort === '-amount' &&
        !filter.currency &&
        list.rows.length > 0 && <p className="small faint">{recordWords.acrossCurrencies}</p>
      }
    >
      <Table>
        <TableHead titles={Object.values(words.columns)} />
        <tbody>
          {list.rows.map((decision) => (
            <DecisionRow key={decision.ticketId} decision={decision} />
          ))}
        </tbody>
      </Table>
    </RecordPage>
  );
}

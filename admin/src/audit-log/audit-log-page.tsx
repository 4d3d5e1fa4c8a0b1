import Button from '@mui/material/Button';
import { useKeysetList } from '../platform/use-keyset-list';
import { RecordPage } from '../record/record-page';
import { useRecordSearch } from '../record/use-record-search';
import { words as recordWords } from '../record/words';
import { Notice } from '../ui/notice';
import { EntryList } from './entry-list';
import { useTicketId } from './use-ticket-id';
import { words } from './words';

/** What happened, newest first; whoever opens it changes nothing. */
export default function AuditLogPage() {
  const search = useRecordSearch();
  const { ticketId, missing, pending } = useTicketId(search.ticketId);
  const filter = { ...search.entries, ticketId };
  const asked = useKeysetList('audit-log', {
    filter,
    sort: '-id',
    enabled: !missing && !pending && search.wrong === null,
  });
  const list = missing ? { ...asked, isPending: false, error: null, rows: [] } : asked;
  return (
    <RecordPage
      lens="entries"
      search={search}
      list={list}
      exported={{ path: '/v1/audit-log/export', filter }}
      empty={missing ? words.noTicket : words.empty}
      icon={missing ? 'search' : 'log'}
      notice={
        search.ticketId && (
          <Notice
            state="expired"
            icon="log"
            action={
              <Button size="small" onClick={() => search.set('ticketId', '')}>
                {recordWords.allTickets}
              </Button>
            }
          >
            {recordWords.oneTicket}
          </Notice>
        )
      }
    >
      <EntryList entries={list.rows} />
    </RecordPage>
  );
}

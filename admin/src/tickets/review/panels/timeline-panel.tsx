import { Link } from 'react-router-dom';
import { EntryList } from '../../../audit-log/entry-list';
import { useKeysetList } from '../../../platform/use-keyset-list';
import { ErrorBlank } from '../../../ui/blanks';
import { Section } from '../../../ui/section';
import { useTicket } from '../use-ticket';
import { words } from '../words';

/** The audit log's entries of this ticket, oldest first: its story so far. */
export function TimelinePanel() {
  const { id, number } = useTicket();
  const { rows, error } = useKeysetList('audit-log', { filter: { ticketId: id }, sort: 'id', limit: 100 });
  return (
    <Section
      title={words.timeline}
      right={<Link to={`/audit-log?ticketId=T-${number}`}>{words.allEntries}</Link>}
      className="s-timeline"
    >
      {error && rows.length === 0 ? <ErrorBlank error={error} /> : <EntryList entries={rows} narrow />}
    </Section>
  );
}

import { Link } from 'react-router-dom';
import type { AuditEntry } from '../api-types';
import { useSha256Check } from '../platform/sha256';
import { Facts } from '../ui/facts';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { fullTime } from '../words/time';
import ProofMark from './proof/proof-mark';
import { ticketOf } from './ticket-of';
import { words } from './words';

const say = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** An entry as it was written: every field of its payload, its subject, the hash of its bytes and its place in the sealed log. */
export default function EntryDetail({ entry }: { entry: AuditEntry }) {
  const ticket = ticketOf(entry);
  const facts: [string, string][] = [
    [words.at, fullTime(entry.at)],
    [words.subject, entry.subject],
    ...Object.entries(entry.payload).map(([name, value]): [string, string] => [name, say(value)]),
    [words.entry, entry.id],
    [words.hash, entry.hash],
  ];
  const check = useSha256Check(entry.canonical, entry.hash);
  return (
    <>
      <Facts style={{ margin: '6px 0 4px' }}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>
              <Shown text={name} />
            </dt>
            <dd className="mono" style={{ whiteSpace: 'pre-wrap', fontSize: 11.5 }}>
              <Shown text={value} />
            </dd>
          </div>
        ))}
      </Facts>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 14, alignItems: 'center', padding: '2px 0 6px' }}>
        {check === 'differs' && (
          <Tag state="rejected" icon="crossCircle">
            {words.hashFails}
          </Tag>
        )}
        <ProofMark entry={entry} full />
        {ticket && (
          <>
            <Link to={`/tickets/${ticket}`}>{words.openTicket}</Link>
            <Link to={`/audit-log?ticketId=${ticket}`}>{words.onlyTicket}</Link>
          </>
        )}
      </div>
    </>
  );
}

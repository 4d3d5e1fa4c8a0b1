import { Link } from 'react-router-dom';
import type { AuditEntry } from '../api-types';
import { Facts } from '../ui/facts';
import { fullTime } from '../words/time';
import { visible } from '../words/visible';
import { words } from './words';

const say = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** An entry as it was written: every field of its payload, its subject and the hash of its bytes. */
export function EntryDetail({ entry }: { entry: AuditEntry }) {
  const ticket = /^ticket:(.+)$/.exec(entry.subject)?.[1];
  const facts: [string, string][] = [
    [words.at, fullTime(entry.at)],
    [words.subject, entry.subject],
    ...Object.entries(entry.payload).map(([name, value]): [string, string] => [name, say(value)]),
    [words.entry, entry.id],
    [words.hash, entry.hash],
  ];
  return (
    <Facts style={{ margin: '6px 0 4px' }}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono" style={{ whiteSpace: 'pre-wrap', fontSize: 11.5 }}>
            {visible(value)}
          </dd>
        </div>
      ))}
      {ticket && (
        <span style={{ display: 'flex', gap: 14 }}>
          <Link to={`/tickets/${ticket}`}>{words.openTicket}</Link>
          <Link to={`/audit-log?ticketId=${ticket}`}>{words.onlyTicket}</Link>
        </span>
      )}
    </Facts>
  );
}

import { Link } from 'react-router-dom';
import type { AuditEntry } from '../api-types';
import { useSha256Check } from '../platform/sha256';
import { Facts } from '../ui/facts';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { fullTime } from '../words/time';
import { ticketOf } from './ticket-of';
import { useSeal } from './use-seal';
import { words } from './words';

const say = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** An entry as it was written: every field of its payload, its subject, the hash of its bytes and its place in the sealed log. */
export function EntryDetail({ entry }: { entry: AuditEntry }) {
  const ticket = ticketOf(entry);
  const facts: [string, string][] = [
    [words.at, fullTime(entry.at)],
    [words.subject, entry.subject],
    ...Object.entries(entry.payload).map(([name, value]): [string, string] => [name, say(value)]),
    [words.entry, entry.id],
    [words.hash, entry.hash],
  ];
  const check = useSha256Check(entry.canonical, entry.hash);
  const seal = useSeal(entry.id);
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
        {check === 'matches' && (
          <Tag state="succeeded" icon="check">
            {words.hashHolds}
          </Tag>
        )}
        {check === 'differs' && (
          <Tag state="rejected" icon="crossCircle">
            {words.hashFails}
          </Tag>
        )}
        {seal?.status === 'sealed' && (
          <span title={seal.checkpoint} style={{ display: 'inline-flex' }}>
            <Tag state="succeeded" icon="seal">
              {words.sealed(seal.seq, seal.treeSize)}
            </Tag>
          </span>
        )}
        {seal?.status === 'pending' && <Tag icon="clock">{words.pendingSeal}</Tag>}
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

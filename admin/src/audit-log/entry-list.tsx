import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router-dom';
import type { AuditEntry } from '../api-types';
import { serverNow } from '../platform/clock';
import { useReasonLabel } from '../reject-reasons/use-reasons';
import { Icon } from '../ui/icons';
import { Shown } from '../ui/shown';
import { shortHash } from '../words/hash';
import { clockExact, dateOf, dayOf, fullTime } from '../words/time';
import type { ProofStatus } from './proof/use-proof';
import { tell } from './tell';
import { ticketOf } from './ticket-of';
import { words } from './words';

/** Checking proofs is not in the first load: a list shows without. */
const EntryDetail = lazy(() => import('./entry-detail'));
const ProofMark = lazy(() => import('./proof/proof-mark'));

const List = styled('ol')`
  & > li { display: grid; grid-template-columns: 78px 16px minmax(0, 1fr) auto; gap: 0 12px; padding: 0 24px; position: relative; }
  & > li > time, & .proof { color: var(--text-3); font-size: 12px; line-height: 19px; white-space: nowrap; }
  & .glyph { position: relative; padding-top: 2px; } & .glyph::after { content: ''; position: absolute; left: 7.5px; top: 24px; bottom: 0; width: 1px; background: var(--line-2); }
  & > li:last-of-type .glyph::after { display: none; }
  & .body { padding-bottom: 14px; min-width: 0; overflow-wrap: anywhere; } & .body p { color: var(--text-2); font-size: 12px; line-height: 17px; }
  & .day { padding: 6px 24px; font-size: 12px; color: var(--text-2); background: var(--canvas); border: solid var(--line); border-width: 1px 0; margin: -1px 0 12px; display: block; }
  &.narrow > li { padding: 0; grid-template-columns: 54px 16px minmax(0, 1fr); gap: 0 8px; font-size: 12px; line-height: 17px; & .proof { display: none; } & .body { padding-bottom: 8px; } & time { line-height: 17px; } }
  @media (max-width: 760px) { &:not(.narrow) > li { padding: 0 16px; grid-template-columns: 54px 16px minmax(0, 1fr); gap: 0 8px; & .proof { display: none; } } & .day { padding-inline: 16px; } &.proved > li .proof { display: block; grid-column: 3; padding-bottom: 12px; } &.proved .body { padding-bottom: 4px; } }
  @media print { & > li { break-inside: avoid; } & .day { break-after: avoid; } & button { display: none; } }
`;

/** A target of 24 px that takes no more room in the line than its mark. */
const Toggle = styled(ButtonBase)`
  width: 24px; height: 24px; margin: -4px 0 -4px 2px; border-radius: 5px; color: var(--text-3); vertical-align: middle;
  &:hover { background: var(--hover); color: var(--text); }
  &[aria-expanded='true'] svg { transform: rotate(180deg); }
`;

interface EntryListProps {
  entries: AuditEntry[];
  /** In a column beside other things: no days, no hashes; they are in the detail. */
  narrow?: boolean;
  /** Each with its proof, checked in this browser, and told what was found; for the few of one ticket. */
  proofs?: (entryId: string, found: ProofStatus) => void;
}

/** Entries as a story: when, what, by whom. Each opens to its payload and hash. */
export function EntryList({ entries, narrow, proofs }: EntryListProps) {
  const now = serverNow();
  let day = '';
  return (
    <List className={narrow ? 'narrow' : proofs && 'proved'}>
      {entries.map((entry) => {
        const today = dayOf(entry.at, now);
        const opensDay = !narrow && today !== day;
        day = today;
        return [
          opensDay && (
            <li key={today} className="day">
              <span className="screen-only">{today}</span>
              <span className="print-only">{dateOf(entry.at)}</span>
            </li>
          ),
          <Entry key={entry.id} entry={entry} narrow={narrow} proofs={proofs} />,
        ];
      })}
    </List>
  );
}

function Entry({ entry, narrow, proofs }: Omit<EntryListProps, 'entries'> & { entry: AuditEntry }) {
  const [open, setOpen] = useState(false);
  const reasonLabel = useReasonLabel();
  const { icon, state, title, detail } = tell(entry, reasonLabel);
  const ticket = ticketOf(entry);
  return (
    <li>
      <time dateTime={entry.at} title={fullTime(entry.at)}>
        {clockExact(entry.at)}
      </time>
      <span className="glyph" style={{ color: state ? `var(--cs-palette-state-${state})` : 'var(--text-2)' }}>
        <Icon name={icon} size={narrow ? 14 : 16} />
      </span>
      <div className="body">
        <Shown text={title} />
        <Toggle onClick={() => setOpen(!open)} aria-expanded={open} aria-label={words.detail}>
          <Icon name="down" size={14} />
        </Toggle>
        {!narrow && !proofs && ticket && (
          <Link className="small" to={`/decisions/${ticket}`}>
            {entry.ticketNumber === null ? `…${ticket.slice(-6)}` : words.ofTicket(entry.ticketNumber)}
          </Link>
        )}
        {detail && (
          <p>
            <Shown text={detail} />
          </p>
        )}
        {open && (
          <Suspense>
            <EntryDetail entry={entry} />
          </Suspense>
        )}
      </div>
      <span className="proof mono" title={entry.hash}>
        {proofs ? (
          <Suspense>
            <ProofMark entry={entry} onStatus={proofs} />
          </Suspense>
        ) : (
          shortHash(entry.hash)
        )}
      </span>
    </li>
  );
}

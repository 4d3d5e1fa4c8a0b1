import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { Ticket } from '../../../api-types';
import { Icon } from '../../../ui/icons';
import { shortHash } from '../../../words/hash';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { ArgumentLine } from './argument-line';
import { CheckNotice } from './check-notice';
import { ObservationLines } from './observation-lines';
import { ToolLine } from './tool-line';

const Frame = styled('section')`
  border: 1.5px solid var(--ink); border-radius: 10px; overflow: hidden; background: var(--surface);
  & > header { display: flex; gap: 10px; align-items: center; padding: 7px 14px; background: var(--ink-soft); color: var(--ink); }
  & > header h2 { font: var(--cs-font-subtitle2); } & > header span { margin-left: auto; color: var(--text-2); font-size: 12px; }
  & > dl { padding: 5px 14px 3px; }
  & dl > div { display: grid; grid-template-columns: 128px minmax(0, 1fr); gap: 12px; padding: 5px 0; border-top: 1px solid var(--line); align-items: baseline; position: relative; }
  & dl > div:first-of-type { border: 0; }
  & dt { color: var(--text-3); overflow-wrap: anywhere; } & dd { overflow-wrap: anywhere; min-width: 0; }
  & > footer { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; padding: 6px 14px 7px; border-top: 1px dashed color-mix(in srgb, var(--ink) 45%, var(--line)); font-size: 12px; line-height: 17px; color: var(--text-2); }
  & .proof { margin-left: auto; display: inline-flex; gap: 5px; align-items: center; white-space: nowrap; } & .hash { color: var(--ink); font-weight: 600; margin-left: 5px; }
  @media (max-width: 760px) { & > header span { display: none; } & dl > div { grid-template-columns: 1fr; gap: 0; } & .proof { margin-left: 0; } }
`;

/** Says "you sign" only to whoever may, while it can be signed. */
function titleFor({ state, allowedActions }: Ticket): string {
  if (state === 'pending_review') return allowedActions.includes('approve') ? words.sign : words.toSign;
  return state === 'approved' || state === 'rejected' ? words.wasSigned : words.proposed;
}

/** The signed content and nothing else; no other part of any screen has this frame. */
export function InkFrame() {
  const ticket = useTicket();
  const { signed, check } = useReview();
  const id = useId();
  // Erased bytes are no broken ones: the notice above says what became of them.
  if (ticket.erasure) return null;
  if (!signed) return <CheckNotice />;
  return (
    <>
      <Frame aria-labelledby={id} className="s-frame" data-testid="ink-frame" style={{ marginBottom: 18 }}>
        <header>
          <Icon name="seal" />
          <h2 id={id}>{titleFor(ticket)}</h2>
          <span>{words.signSource}</span>
        </header>
        <dl>
          <ToolLine />
          {Object.entries(signed.arguments).map(([name, value]) => (
            <ArgumentLine key={name} name={name} value={value} />
          ))}
          <ObservationLines />
        </dl>
        <footer>
          <span>
            {words.revisionDigests(
              ticket.revision,
              ticket.exchange.some(({ answer }) => answer),
            )}
          </span>
          <span className="proof" title={words.fullHash(ticket.contentHash)}>
            {check === 'matches' && <Icon name="check" size={14} />}
            {(check === 'matches' || check === 'checking') && words.check[check]}
            <span className="hash mono">{shortHash(ticket.contentHash)}</span>
          </span>
        </footer>
      </Frame>
      <CheckNotice />
    </>
  );
}

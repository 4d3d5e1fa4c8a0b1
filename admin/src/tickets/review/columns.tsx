import { styled } from '@mui/material/styles';
import { lazy, memo, Suspense } from 'react';
import { AskedNotice } from './head/asked-notice';
import { ChangeNotice } from './head/change-notice';
import { ErasedNotice } from './head/erased-notice';
import { InkFrame } from './ink-frame/ink-frame';
import { ConversationPanel } from './panels/conversation-panel';
import { CustomerHistoryPanel } from './panels/customer-history-panel';
import { CustomerViewPanel } from './panels/customer-view-panel';
import { DraftPanel } from './panels/draft-panel';
import { EvidencePanel } from './panels/evidence-panel';
import { ExecutionPanel } from './panels/execution-panel';
import { NotesPanel } from './panels/notes-panel';
import { PolicyLogPanel } from './panels/policy-log-panel';
import { RepeatWarning } from './panels/repeat-warning';
import { RevisionsPanel } from './panels/revisions-panel';
import { RiskPanel } from './panels/risk-panel';
import { SimilarPanel } from './panels/similar-panel';
import { TimelinePanel } from './panels/timeline-panel';
import { useTicket } from './use-ticket';
import { words } from './words';

/** Most tickets have nothing to show in it. */
const ExchangePanel = lazy(() => import('./panels/exchange-panel'));

/** Left what was asked, middle what is decided (the lit column), right what it rests on. On a phone: one, by urgency. */
const Grid = styled('div')`
  display: grid; grid-template-columns: 344px minmax(0, 1fr) 388px; flex: 1; min-height: 0; background: var(--canvas);
  & > section { padding: 14px 20px 24px 24px; overflow: auto; min-width: 0; }
  & > .mid { background: var(--surface); border: solid var(--line); border-width: 0 1px; padding-right: 24px; }
  & > .right { padding: 14px 24px 24px 20px; }
  & > section:focus-visible { outline-offset: -2px !important; }
  @media (max-width: 1320px) { grid-template-columns: 296px minmax(0, 1fr) 316px; }
  @media (max-width: 1080px) and (min-width: 761px) {
    grid-template-columns: minmax(0, 1fr) 316px; grid-template-rows: auto auto; overflow: auto;
    & > section { overflow: visible; } & > .left { grid-area: 2 / 1; } & > .mid { grid-area: 1 / 1; border-width: 0 1px 1px 0; } & > .right { grid-area: 1 / 2 / 3; }
  }
  @media (max-width: 760px) {
    display: flex; flex-direction: column; gap: 20px; background: var(--surface); padding: 14px 16px 190px;
    & > section { display: contents; }
    & section section { margin: 0 !important; }
    & .s-frame { order: 2; } & .s-outcome { order: 3; } & .s-draft { order: 4; } & .s-evidence { order: 5; } & .s-policy { order: 6; } & .s-request { order: 7; } & .s-notes { order: 3; } & .s-exchange { order: 2; }
    & .s-sees { order: 8; } & .s-history, & .s-similar { order: 9; } & .s-revisions { order: 10; } & .s-risk { order: 11; } & .s-timeline { order: 12; }
  }
`;

/** Drawn anew where the ticket changed, not where a dialog opens beside it. */
export const Columns = memo(() => (
  <Grid>
    {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
    <section className="left" aria-label={words.columns.left} tabIndex={0}>
      <ConversationPanel />
      <Exchanged />
      <NotesPanel />
      <CustomerHistoryPanel />
      <SimilarPanel />
      <RevisionsPanel />
    </section>
    <section className="mid" aria-label={words.columns.mid} tabIndex={0}>
      <ErasedNotice />
      <AskedNotice />
      <ChangeNotice />
      <RepeatWarning />
      <InkFrame />
      <ExecutionPanel />
      <DraftPanel />
      <CustomerViewPanel />
    </section>
    <section className="right" aria-label={words.columns.right} tabIndex={0}>
      <EvidencePanel />
      <PolicyLogPanel />
      <RiskPanel />
      <TimelinePanel />
    </section>
    {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
  </Grid>
));

function Exchanged() {
  const { exchange } = useTicket();
  if (exchange.length === 0) return null;
  return (
    <Suspense>
      <ExchangePanel />
    </Suspense>
  );
}

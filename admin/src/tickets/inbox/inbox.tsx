import Button from '@mui/material/Button';
import { lazy, Suspense, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { decides } from '../../identity/roles';
import { useMe } from '../../identity/use-me';
import { useShell } from '../../layout/shell-context';
import { useCounts } from '../../layout/use-counts';
import { Icon } from '../../ui/icons';
import { Kbd, ReadOnly } from '../../ui/marks';
import { Page } from '../../ui/page';
import { SelectionBar } from '../bulk/selection-bar';
import { useSelection } from '../bulk/use-selection';
import { focusPath } from '../focus/focus-path';
import { words as focusWords } from '../focus/words';
import { SnoozeDialog } from '../review/verbs/snooze-dialog';
import { useTicketList } from '../use-ticket-list';
import { HintBar } from './hint-bar';
import { TicketList } from './ticket-list';
import { UnknownBanner } from './unknown-banner';
import { useInboxKeys } from './use-inbox-keys';
import { useView } from './use-view';
import { ViewBar } from './view-bar';
import { words } from './words';

const EscalateDialog = lazy(() => import('../review/verbs/escalate-dialog'));
const HandOverMany = lazy(async () => ({ default: (await import('../bulk/bulk-dialogs')).HandOverMany }));
const RejectMany = lazy(async () => ({ default: (await import('../bulk/bulk-dialogs')).RejectMany }));

/** What waits, in the order in which it will be late. */
export function Inbox() {
  const [view, setView] = useView();
  const navigate = useNavigate();
  const { roles } = useMe();
  const counts = useCounts();
  const { showFind } = useShell();
  const list = useTicketList(view);
  const listElement = useRef<HTMLDivElement>(null);
  const [dialog, setDialog] = useState<{ verb: 'snooze' | 'escalate'; ticketId: string } | null>(null);
  const signs = decides(roles);
  const selection = useSelection();
  const [selecting, setSelecting] = useState(false);
  const [many, setMany] = useState<'reject' | 'hand_over' | null>(null);
  const all = { reject: () => setMany('reject'), handOver: () => setMany('hand_over') };
  useInboxKeys(list.rows, listElement, setDialog, () => signs && navigate(focusPath(view)), selection, all);
  const close = () => setDialog(null);

  return (
    <Page
      title={signs || roles.length === 0 ? words.title : words.readTitle}
      says={signs ? words.says(counts?.needsMySignature) : words.pendingSays(counts?.pending)}
      mark={roles.length > 0 && !signs && <ReadOnly />}
      actions={
        <>
          <Button onClick={showFind} aria-label={words.find} aria-keyshortcuts="/">
            <Icon name="search" /> <span className="wide">{words.find}</span> <Kbd>/</Kbd>
          </Button>
          {signs && (
            <Button
              className="narrow"
              aria-pressed={selecting}
              onClick={() => {
                if (selecting) selection.clear();
                setSelecting(!selecting);
              }}
            >
              {selecting ? words.selectNone : words.selectSome}
            </Button>
          )}
          {signs && (
            <Button
              component={Link}
              to={focusPath(view)}
              variant="contained"
              color="primary"
              title={focusWords.enterSays}
              aria-keyshortcuts="f"
            >
              {focusWords.enter} <Kbd>F</Kbd>
            </Button>
          )}
        </>
      }
      foot={signs && <HintBar />}
      bars={
        <>
          <UnknownBanner
            count={counts?.unknown ?? 0}
            shown={view.name === 'unknown'}
            onShow={() => navigate('/unknown-outcomes')}
          />
          <ViewBar
            view={view}
            counts={counts}
            signs={signs}
            onView={(next) => {
              selection.clear();
              setView(next);
            }}
          />
          <SelectionBar selection={selection} onReject={all.reject} onHandOver={all.handOver} />
        </>
      }
    >
      <div ref={listElement}>
        <TicketList view={view} list={list} selection={signs ? selection : undefined} selecting={selecting} />
      </div>
      <Suspense>
        {many === 'reject' && <RejectMany selection={selection} onClose={() => setMany(null)} />}
        {many === 'hand_over' && <HandOverMany selection={selection} onClose={() => setMany(null)} />}
        {dialog?.verb === 'escalate' && <EscalateDialog ticketId={dialog.ticketId} onClose={close} />}
      </Suspense>
      {dialog?.verb === 'snooze' && (
        <SnoozeDialog
          ticketId={dialog.ticketId}
          dueAt={list.rows.find((row) => row.id === dialog.ticketId)?.dueAt ?? null}
          onClose={close}
        />
      )}
    </Page>
  );
}

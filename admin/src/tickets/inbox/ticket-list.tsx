import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { TicketSummary } from '../../api-types';
import { useNow } from '../../platform/clock';
import type { useKeysetList } from '../../platform/use-keyset-list';
import { Blank, ErrorBlank, LoadingRows } from '../../ui/blanks';
import { SelectBox } from '../bulk/select-box';
import type { Selection } from '../bulk/use-selection';
import { groupByBreach, groupByDay } from './group-by-time';
import { TicketRow } from './ticket-row';
import { type InboxView, isQueue } from './views';
import { words } from './words';

const Head = styled('div')`
  display: grid; grid-template-columns: minmax(0, 1fr) 240px 92px 92px; align-items: center; gap: 16px; height: 30px; padding: 0 24px; position: sticky; top: 0; z-index: 1;
  background: var(--canvas); border: solid var(--line); border-width: 1px 0; font-size: 12px; color: var(--text-2); margin-top: -1px;
  & h2 { font: inherit; & b { color: var(--text); } }
  @media (max-width: 760px) { grid-template-columns: 1fr; padding: 0 16px; & span { display: none; } }
`;

/** Its box stands in the margin of a row, and is out of the way where nobody points or selects. */
const Rows = styled('ul')`
  & > li { position: relative; }
  & > li.selected > a { background: var(--ink-soft); }
  & > li > input { position: absolute; left: 3px; top: 50%; translate: 0 -50%; width: 17px; height: 17px; margin: 0; accent-color: var(--ink); opacity: 0; z-index: 1; }
  & > li:hover > input, & > li:focus-within > input, & > li > input:checked { opacity: 1; }
  @media (max-width: 760px) {
    & > li > input { display: none; }
    &.selecting > li > input { display: block; opacity: 1; left: 14px; width: 24px; height: 24px; }
    &.selecting > li:has(> input) > a { padding-left: 52px; }
  }
`;

const Foot = styled('div')`
  display: grid; justify-items: center; padding: 18px; color: var(--text-3); font-size: 12px;
`;

interface TicketListProps {
  view: InboxView;
  list: ReturnType<typeof useKeysetList<'tickets'>>;
  /** Left out for those who only read. */
  selection?: Selection;
  /** On a phone, where nothing points: the boxes are there, and take no room otherwise. */
  selecting?: boolean;
}

/** The rows in their groups, or what there is to say instead of them. */
export function TicketList({ view, list, selection, selecting = false }: TicketListProps) {
  const now = useNow();
  if (list.isPending) return <LoadingRows />;
  if (list.error && list.rows.length === 0) return <ErrorBlank error={list.error} retry={() => list.refetch()} />;
  if (list.rows.length === 0) return <Empty view={view} />;
  const groups = (isQueue(view) ? groupByBreach : groupByDay)(list.rows as TicketSummary[], now);
  const partly = list.hasNextPage;
  return (
    <div style={{ opacity: list.isPlaceholderData ? 0.6 : 1 }} aria-busy={list.isPlaceholderData}>
      {groups.map((group, index) => (
        <section key={group.key} aria-label={group.title}>
          <Head>
            <h2>
              <b>{group.title}</b> · {group.tickets.length}
              {partly && index === groups.length - 1 ? '+' : ''}
            </h2>
            {index === 0 &&
              [words.columns.why, words.columns.signed, words.columns.with].map((title) => (
                <span key={title} aria-hidden="true">
                  {title}
                </span>
              ))}
          </Head>
          <Rows className={selecting ? 'selecting' : undefined}>
            {group.tickets.map((ticket) => (
              <li key={ticket.id} className={selection?.has(ticket.id) ? 'selected' : undefined}>
                {selection && <SelectBox ticket={ticket} selection={selection} />}
                <TicketRow ticket={ticket} />
              </li>
            ))}
          </Rows>
        </section>
      ))}
      <Foot>
        {partly ? (
          <Button onClick={() => list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {list.isFetchingNextPage ? words.loadingMore : words.more}
          </Button>
        ) : (
          words.end
        )}
      </Foot>
    </div>
  );
}

function Empty({ view }: { view: InboxView }) {
  const [title, says] = Object.keys(view.narrow).length ? words.narrowedEmpty : words.empty[view.name];
  return (
    <Blank icon={view.name === 'signature' ? 'tickCircle' : 'inbox'} title={title}>
      <p>{says}</p>
    </Blank>
  );
}

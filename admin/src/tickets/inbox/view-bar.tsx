import { styled } from '@mui/material/styles';
import type { TicketCounts } from '../../api-types';
import { useConnection } from '../../platform/live-feed';
import { SavedFilterChips } from '../../saved-filters/saved-filter-chips';
import { Chip, ChipRow } from '../../ui/chip';
import { zoneName } from '../../words/time';
import { AddFilter } from './add-filter';
import { NarrowingChips } from './narrowing-chips';
import { type InboxView, isQueue, type ViewName } from './views';
import { words } from './words';

const State = styled('span')`
  margin-left: auto; display: flex; gap: 14px; align-items: center; color: var(--text-3); font-size: 12px; white-space: nowrap;
  & .live::before { content: ''; display: inline-block; width: 7px; height: 7px; border-radius: 50%; margin-right: 6px; background: var(--cs-palette-state-succeeded); }
  & .lost::before { background: transparent; border: 1.5px solid var(--cs-palette-state-pending); }
  @media (max-width: 1100px) { display: none; }
`;

interface ViewBarProps {
  view: InboxView;
  counts: TicketCounts | undefined;
  /** Has the reader a queue of their own? */
  signs: boolean;
  onView: (view: InboxView) => void;
}

/** Which tickets are listed: the views with their counts, and what narrows the one in use. */
export function ViewBar({ view, counts, signs, onView }: ViewBarProps) {
  const connection = useConnection();
  const counted: Partial<Record<ViewName, number>> = {
    signature: counts?.needsMySignature,
    mine: counts?.mine,
    escalated: counts?.escalated,
    pending: counts?.pending,
    asked: counts?.asked,
  };
  const own: ViewName[] = signs ? ['signature', 'mine'] : [];
  const names: ViewName[] = [...own, 'escalated', 'pending', 'asked', 'all'];
  const zone = zoneName(Date.now());
  return (
    <ChipRow label={words.filters}>
      {names.map((name) => (
        <Chip
          key={name}
          pressed={view.name === name}
          count={counted[name]}
          onClick={() => onView({ name, narrow: {} })}
        >
          {words.views[name]}
        </Chip>
      ))}
      <NarrowingChips view={view} onView={onView} />
      <AddFilter view={view} onView={onView} />
      <SavedFilterChips view={view} onView={onView} />
      <State>
        <span className={connection === 'live' ? 'live' : 'live lost'}>
          {connection === 'live' ? words.live : words.notLive}, {zone}
        </span>
        <span>{isQueue(view) ? words.order : words.newest}</span>
      </State>
    </ChipRow>
  );
}

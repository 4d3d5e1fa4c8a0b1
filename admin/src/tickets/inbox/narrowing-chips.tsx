import { usePeopleChoices } from '../../people/use-people-choices';
import { useKeysetList } from '../../platform/use-keyset-list';
import { Chip } from '../../ui/chip';
import { Shown } from '../../ui/shown';
import { narrowingValue } from './narrowing-value';
import { useStrangers } from './use-view';
import type { InboxView } from './views';
import { words } from './words';

/** What narrows the view, each taken off by a press; also what the address names that is no filter here. */
export function NarrowingChips({ view, onView }: { view: InboxView; onView: (view: InboxView) => void }) {
  const [unknown, leaveOut] = useStrangers();
  const labelOf = useLabels(view);
  return (
    <>
      {Object.entries(view.narrow).map(([key, value]) => {
        const label = labelOf(key, value);
        const { [key]: _, ...rest } = view.narrow;
        return (
          <Chip key={key} pressed onRemove={() => onView({ ...view, narrow: rest })} removeLabel={words.remove(label)}>
            <Shown text={label} />
          </Chip>
        );
      })}
      {unknown.length > 0 && (
        <Chip onRemove={leaveOut} removeLabel={words.leaveOut(unknown.join(', '))}>
          <Shown text={words.noFilter(unknown.join(', '))} />
        </Chip>
      )}
    </>
  );
}

/** A filter in words; whoever it names by an id is named, as far as the reader may list them. */
function useLabels({ narrow }: InboxView): (key: string, value: string) => string {
  const people = usePeopleChoices(narrow.claimedBy !== undefined && narrow.claimedBy !== 'me');
  const agents = useKeysetList('agents', { limit: 100, enabled: narrow.agentId !== undefined });
  const valueIn = (key: string, value: string) => {
    if (key === 'claimedBy') return value === 'me' ? words.whoeverLooks : (nameIn(people, value) ?? value);
    if (key === 'agentId') return agents.rows.find(({ id }) => id === value)?.name ?? value;
    if (key === 'number') return `T-${value}`;
    return value
      .split(',')
      .map((one) => narrowingValue(key, one))
      .join(', ');
  };
  return (key, value) =>
    key === 'needsMySignature' ? words.views.signature : `${words.narrowing[key]} ${valueIn(key, value)}`;
}

const nameIn = (people: [string, string][] | undefined, id: string) => people?.find(([one]) => one === id)?.[1];

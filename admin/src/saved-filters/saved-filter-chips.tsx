import { useNotify } from 'ra-core';
import { lazy, Suspense, useState } from 'react';
import type { SavedFilter } from '../api-types';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';
import { type InboxView, linkOf, sameView } from '../tickets/inbox/views';
import { Chip } from '../ui/chip';
import { Icon } from '../ui/icons';
import { Shown } from '../ui/shown';
import { words as uiWords } from '../ui/words';
import { visible } from '../words/visible';
import { RemoveFilterDialog } from './remove-filter-dialog';
import { words } from './words';

const SaveFilterDialog = lazy(async () => ({ default: (await import('./save-filter-dialog')).SaveFilterDialog }));

const viewOf = ({ view, narrow }: SavedFilter): InboxView => ({ name: view, narrow });

/** As many as fit beside the views; the rest is one press away, and the one in use is always in sight. */
const AT_FIRST = 6;

/** Filters kept by a name, and the ways to keep or pass on the one on screen. */
export function SavedFilterChips({ view, onView }: { view: InboxView; onView: (view: InboxView) => void }) {
  const { rows, hasNextPage, fetchNextPage } = useKeysetList('saved-filters', { limit: 100 });
  const me = useMe();
  const notify = useNotify();
  const [saving, setSaving] = useState(false);
  const [removing, setRemoving] = useState<SavedFilter | null>(null);
  const [all, setAll] = useState(false);
  const current = rows.find((filter) => sameView(viewOf(filter), view));
  const shown = all ? rows : rows.filter((filter, n) => n < AT_FIRST || filter === current);

  async function copyLink() {
    await navigator.clipboard.writeText(window.location.origin + linkOf(view, me.id));
    notify(view.name === 'signature' ? words.copiedPersonal : words.copied);
  }

  return (
    <>
      {shown.map((filter) => (
        <Chip key={filter.id} pressed={filter === current} onClick={() => onView(viewOf(filter))}>
          {filter.shared && <Icon name="people" size={14} />}
          <span title={filter.shared ? words.sharedBy(visible(filter.ownerName)) : undefined}>
            <Shown text={filter.name} />
          </span>
        </Chip>
      ))}
      {rows.length > AT_FIRST && (
        <Chip onClick={() => setAll(!all)}>{all ? words.fewer : words.more(rows.length - shown.length)}</Chip>
      )}
      {all && hasNextPage && <Chip onClick={() => fetchNextPage()}>{uiWords.more}</Chip>}
      {current?.removable && (
        <Chip onClick={() => setRemoving(current)}>
          <Icon name="cross" size={12} /> {words.remove(visible(current.name))}
        </Chip>
      )}
      {!current && Object.keys(view.narrow).length > 0 && (
        <Chip onClick={() => setSaving(true)}>
          <Icon name="plus" size={14} /> {words.save}
        </Chip>
      )}
      <Chip onClick={() => void copyLink()}>{words.copyLink}</Chip>
      {saving && (
        <Suspense>
          <SaveFilterDialog view={view} onClose={() => setSaving(false)} />
        </Suspense>
      )}
      {removing && <RemoveFilterDialog filter={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

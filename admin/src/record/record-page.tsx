import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { Filter } from '../platform/api';
import type { IconName } from '../ui/icons';
import { type KeysetState, ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Notice, NoticeRoom } from '../ui/notice';
import { Page } from '../ui/page';
import { ExportButtons } from './export-buttons';
import { type Lens, LensSwitch } from './lens-switch';
import { RecordFilters } from './record-filters';
import type { RecordSearch } from './use-record-search';
import { words } from './words';

interface RecordPageProps {
  lens: Lens;
  search: RecordSearch;
  list: KeysetState & { data?: { pages: { cutOff?: boolean }[] } | undefined };
  /** The route that streams what is on the screen, to its last row. */
  exported: { path: string; filter: Filter; sort?: string };
  empty: [title: string, says: string];
  icon: IconName;
  /** What is to be said first. */
  notice?: ReactNode;
  children: ReactNode;
}

/** One search over all that is on record, seen through one of its lenses. It reads, and changes nothing. */
export function RecordPage({ lens, search, list, exported, empty, icon, notice, children }: RecordPageProps) {
  const { wrong } = search;
  const cutOff = list.data?.pages.at(-1)?.cutOff === true;
  return (
    <Page
      title={words.title}
      says={words.says}
      mark={<ReadOnly />}
      actions={wrong === null && <ExportButtons {...exported} />}
      bars={
        <>
          <LensSwitch lens={lens} />
          <RecordFilters lens={lens} search={search} />
        </>
      }
    >
      <NoticeRoom>
        {notice}
        {wrong !== null && (
          <Notice state="pending" icon="triangle" urgent>
            {wrong}
          </Notice>
        )}
        {cutOff && wrong === null && (
          <Notice
            state="pending"
            icon="clock"
            action={
              <Button size="small" onClick={() => list.fetchNextPage()} disabled={list.isFetchingNextPage}>
                {words.lookFurther}
              </Button>
            }
          >
            {words.cutOff}
          </Notice>
        )}
      </NoticeRoom>
      {!(cutOff && list.rows.length === 0) && wrong === null && (
        <ListState list={list} empty={empty} icon={icon}>
          {children}
        </ListState>
      )}
    </Page>
  );
}

import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Blank, ErrorBlank, LoadingRows } from './blanks';
import type { IconName } from './icons';
import { words } from './words';

const Foot = styled('div')`
  display: grid; justify-items: center; padding: 18px; color: var(--text-3); font-size: 12px;
`;

export interface KeysetState {
  rows: unknown[];
  isPending: boolean;
  isPlaceholderData: boolean;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

interface ListStateProps {
  list: KeysetState;
  empty: [title: string, says: string];
  icon?: IconName;
  children: ReactNode;
}

/** A list's four faces: loading, failed, empty, and its rows with the way to more of them. */
export function ListState({ list, empty, icon, children }: ListStateProps) {
  if (list.isPending) return <LoadingRows />;
  if (list.error && list.rows.length === 0) return <ErrorBlank error={list.error} retry={() => list.refetch()} />;
  if (list.rows.length === 0) {
    return (
      <Blank title={empty[0]} icon={icon}>
        <p>{empty[1]}</p>
      </Blank>
    );
  }
  return (
    <div style={{ opacity: list.isPlaceholderData ? 0.6 : 1 }} aria-busy={list.isPlaceholderData}>
      {children}
      <Foot>
        {list.hasNextPage ? (
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

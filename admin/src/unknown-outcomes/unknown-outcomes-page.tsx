import { styled } from '@mui/material/styles';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { FoundOut, UnknownOutcome } from '../api-types';
import { decides } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { sentenceOf } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { useKeysetList } from '../platform/use-keyset-list';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { ResolveDialog } from './resolve-dialog';
import { UnknownCard } from './unknown-card';
import { words } from './words';

const Cards = styled('div')`
  display: grid; padding: 0 24px; max-width: 900px; & > article + article { border-top: 1px solid var(--line); }
  @media (max-width: 760px) { padding: 0 16px; }
`;

/** Calls of which nobody knows what became, and the ways to find out. */
export default function UnknownOutcomesPage() {
  const api = useApi();
  const notify = useNotify();
  const list = useKeysetList('executions', { filter: { state: 'unknown' } });
  const [saying, setSaying] = useState<{ execution: UnknownOutcome; outcome: FoundOut } | null>(null);
  const lookUp = useChange(
    'executions',
    (id: string) => api.lookUp(id),
    () => notify(words.lookUpAsked, { type: 'success' }),
  );
  return (
    <Page title={words.title} says={words.says} mark={!decides(useMe().roles) && <ReadOnly />}>
      <ListState list={list} empty={words.empty} icon="tickCircle">
        <Cards>
          {list.rows.map((execution) => (
            <UnknownCard
              key={execution.id}
              execution={execution}
              onSay={(outcome) => setSaying({ execution, outcome })}
              onLookUp={() =>
                lookUp.mutate(execution.id, { onError: (error) => notify(sentenceOf(error), { type: 'error' }) })
              }
            />
          ))}
        </Cards>
      </ListState>
      {saying && <ResolveDialog {...saying} onClose={() => setSaying(null)} />}
    </Page>
  );
}

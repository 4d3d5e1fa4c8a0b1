import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Witness } from '../api-types';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { usePollInterval } from '../platform/live-feed';
import { useApi } from '../platform/use-api';
import { useKeysetList } from '../platform/use-keyset-list';
import { Icon } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { Table, TableHead } from '../ui/table';
import { AddWitnessDialog } from './add-witness-dialog';
import { EndWitnessDialog } from './end-witness-dialog';
import { WitnessRow } from './witness-row';
import { words } from './words';

/** Who cosigns the audit log, and how far each has seen it. */
export default function WitnessesPage() {
  const admin = administers(useMe().roles);
  const list = useKeysetList('witnesses', { limit: 100 });
  const sealed = useSealed();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Witness | null>(null);
  const add = (
    <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" /> {words.add}
    </Button>
  );
  return (
    <Page title={words.title} says={words.says} mark={!admin && <ReadOnly />} actions={admin && add}>
      <ListState list={list} empty={words.empty} icon="eye">
        <Table>
          <TableHead titles={[words.columns.name, words.columns.saw, words.columns.added]} acts={admin} />
          <tbody>
            {list.rows.map((witness) => (
              <WitnessRow key={witness.id} witness={witness} sealed={sealed} onEnd={admin ? setEnding : undefined} />
            ))}
          </tbody>
        </Table>
      </ListState>
      {adding && <AddWitnessDialog onClose={() => setAdding(false)} />}
      {ending && <EndWitnessDialog witness={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}

/** How many entries the newest checkpoint covers; undefined while nobody knows, and before the first. */
function useSealed(): number | undefined {
  const api = useApi();
  const refetchInterval = usePollInterval();
  const { data } = useQuery({
    queryKey: ['witnesses', 'sealed'],
    queryFn: ({ signal }) => api.sealedSize(signal),
    refetchInterval,
  });
  return data ?? undefined;
}

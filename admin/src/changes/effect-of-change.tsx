import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import type { ChangeDetail } from '../api-types';
import { serverNow } from '../platform/clock';
import { useApi } from '../platform/use-api';
import { Findings } from '../policies/findings';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Section } from '../ui/section';
import { moment } from '../words/time';
import { Effect } from './effect';
import { words } from './words';

/** What a change would do. It is tried on hundreds of proposals: once, when another policy is in force, and when somebody asks. */
export function EffectOfChange({ change: { id, baseInForce } }: { change: ChangeDetail }) {
  const api = useApi();
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['change effect', id, baseInForce],
    queryFn: ({ signal }) => api.changeEffect(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data?.effect) return error ? <ErrorBlank error={error} retry={() => refetch()} /> : <LoadingRows rows={4} />;
  const tried = (
    <>
      {words.triedAt(moment(new Date(dataUpdatedAt).toISOString(), serverNow()))}{' '}
      <Button size="small" disabled={isFetching} onClick={() => refetch()}>
        {words.tryAgain}
      </Button>
    </>
  );
  return (
    <>
      <Effect effect={data.effect} tried={tried} />
      <Section title={words.findings}>
        <Findings findings={data.findings} looking={isFetching} />
      </Section>
    </>
  );
}

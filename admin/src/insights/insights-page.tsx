import { styled } from '@mui/material/styles';
import { lazy, Suspense } from 'react';
import { filesChanges } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { LoadingRows } from '../ui/blanks';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { visible } from '../words/visible';
import { Clusters } from './clusters-card';
import { Funnel } from './funnel-chart';
import { Kpis } from './kpi-panel';
import { Moments, momentWords } from './moments-card';
import { CopyLink, ScopeBar } from './scope-bar';
import { useAround } from './use-comparison';
import { grainOf, useInsight, useScope } from './use-insight';
import { words } from './words';

const Comparison = lazy(() => import('./comparison-card'));
const Signals = lazy(() => import('./signals-card'));

const Stack = styled('div')`
  display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; padding: 0 24px 24px;
  @media (max-width: 760px) { padding: 0 0 16px; gap: 12px; }
`;

/** Whether users end up safe: what they did with answers, how that moves, what changed, and what became of what people were asked. */
export default function InsightsPage() {
  const [scope, set] = useScope('30d');
  const { around, days, compare, setDays, close } = useAround();
  const moments = useInsight('moments', scope, grainOf(scope.span));
  const changed = moments.data?.data.find(
    ({ at, kind }) => at === around?.at && (!around.kind || around.kind === kind),
  );
  return (
    <Page
      title={words.insights}
      says={words.says(words.spans[scope.span]!, scope.domain && visible(scope.domain))}
      mark={!filesChanges(useMe().roles) && <ReadOnly />}
      actions={<CopyLink path="/insights" scope={scope} />}
      bars={<ScopeBar scope={scope} set={set} />}
    >
      <Stack>
        <Suspense fallback={<LoadingRows rows={2} />}>
          <Signals />
        </Suspense>
        <Kpis scope={scope} changes={(moments.data?.data ?? []).map(({ at }) => at)} />
        <Moments query={moments} compare={compare} />
        {around && (
          <Suspense fallback={<LoadingRows rows={4} />}>
            <Comparison
              around={around}
              what={changed ? momentWords(changed) : ''}
              days={days}
              domain={scope.domain}
              setDays={setDays}
              close={close}
            />
          </Suspense>
        )}
        <Funnel scope={scope} />
        <Clusters scope={scope} />
      </Stack>
    </Page>
  );
}

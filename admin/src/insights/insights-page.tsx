import { styled } from '@mui/material/styles';
import { lazy, Suspense } from 'react';
import { LoadingRows } from '../ui/blanks';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { visible } from '../words/visible';
import { Clusters } from './clusters-card';
import { Funnel } from './funnel-chart';
import { Kpis } from './kpi-panel';
import { CopyLink, ScopeBar } from './scope-bar';
import { useScope } from './use-insight';
import { words } from './words';

const Signals = lazy(() => import('./signals-card'));

const Stack = styled('div')`
  display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; padding: 0 24px 24px;
  @media (max-width: 760px) { padding: 0 0 16px; gap: 12px; }
`;

/** Whether users end up safe: what they did with answers, how that moves, and what became of what people were asked. */
export default function InsightsPage() {
  const [scope, set] = useScope('30d');
  return (
    <Page
      title={words.insights}
      says={words.says(words.spans[scope.span]!, scope.domain && visible(scope.domain))}
      mark={<ReadOnly />}
      actions={<CopyLink path="/insights" scope={scope} />}
      bars={<ScopeBar scope={scope} set={set} />}
    >
      <Stack>
        <Suspense fallback={<LoadingRows rows={2} />}>
          <Signals />
        </Suspense>
        <Kpis scope={scope} />
        <Funnel scope={scope} />
        <Clusters scope={scope} />
      </Stack>
    </Page>
  );
}

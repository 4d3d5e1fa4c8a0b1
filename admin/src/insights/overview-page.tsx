import { styled } from '@mui/material/styles';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { visible } from '../words/visible';
import { Figures } from './figures';
import { ComingAndGoing, TimeToDecision } from './flow-charts';
import { Patterns } from './patterns';
import { Queues } from './queues-card';
import { Reasons } from './reasons-chart';
import { CopyLink, ScopeBar } from './scope-bar';
import { Automation } from './share-charts';
import { useInsight, useScope } from './use-insight';
import { words } from './words';

const Grid = styled('div')`
  display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); gap: 16px; padding: 0 24px 24px;
  & > .all { grid-column: 1 / -1; }
  @media (max-width: 1000px) { grid-template-columns: minmax(0, 1fr); }
  @media (max-width: 760px) { padding: 0 0 16px; gap: 12px; }
`;

/** How the desk does: what waits, how long it took, what went out without people, and why the rest did not. */
export default function OverviewPage() {
  const [scope, set] = useScope('24h');
  const desk = useInsight('desk', scope);

  return (
    <Page
      title={words.title}
      says={words.says(words.spans[scope.span]!, scope.domain && visible(scope.domain))}
      mark={<ReadOnly />}
      actions={<CopyLink path="/overview" scope={scope} />}
      bars={<ScopeBar scope={scope} set={set} />}
    >
      <Patterns />
      <Grid>
        <div className="all">
          {desk.data ? (
            <Figures desk={desk.data} />
          ) : desk.error ? (
            <ErrorBlank error={desk.error} retry={() => desk.refetch()} />
          ) : (
            <LoadingRows rows={2} />
          )}
        </div>
        <div className="all">
          <Queues scope={scope} />
        </div>
        <TimeToDecision scope={scope} desk={desk.data} />
        <Automation scope={scope} />
        <ComingAndGoing scope={scope} />
        <Reasons scope={scope} />
      </Grid>
    </Page>
  );
}

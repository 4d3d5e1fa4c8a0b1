import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { visible } from '../words/visible';
import { Figures } from './figures';
import { ComingAndGoing, TimeToDecision } from './flow-charts';
import { Kpis } from './kpi-panel';
import { Patterns } from './patterns';
import { Queues } from './queues-card';
import { Reasons } from './reasons-chart';
import { Automation, Funnel } from './share-charts';
import { spans, useInsight, useScope } from './use-insight';
import { words } from './words';

const Bar = styled('div')`
  display: flex; gap: 10px; padding: 6px 24px 14px;
  & .MuiTextField-root { width: 168px; } & .MuiInputBase-root { height: 34px; }
  @media (max-width: 760px) { padding: 6px 16px 12px; & .MuiTextField-root { width: calc(50% - 5px); } & .MuiInputBase-root { height: 42px; } }
`;

const Grid = styled('div')`
  display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); gap: 16px; padding: 0 24px 24px;
  & > .all { grid-column: 1 / -1; }
  @media (max-width: 1000px) { grid-template-columns: minmax(0, 1fr); }
  @media (max-width: 760px) { padding: 0 0 16px; gap: 12px; }
`;

/** How the desk does: what waits, how long it took, what went out without people, and why the rest did not. */
export default function OverviewPage() {
  const [scope, set] = useScope();
  const desk = useInsight('desk', scope);
  const all = useInsight('automation', { span: scope.span, domain: null });
  const notify = useNotify();
  const domains = new Set([
    ...(all.data?.data ?? []).map(({ domain }) => domain),
    ...(scope.domain ? [scope.domain] : []),
  ]);

  async function copyLink() {
    const search = new URLSearchParams({ span: scope.span, ...(scope.domain ? { domain: scope.domain } : {}) });
    await navigator.clipboard.writeText(`${window.location.origin}/overview?${search}`);
    notify(words.copied);
  }

  return (
    <Page
      title={words.title}
      says={words.says(words.spans[scope.span]!, scope.domain && visible(scope.domain))}
      mark={<ReadOnly />}
      actions={<Button onClick={() => void copyLink()}>{words.copyLink}</Button>}
      bars={
        <Bar>
          <TextField select label={words.span} value={scope.span} onChange={(event) => set('span', event.target.value)}>
            {Object.keys(spans).map((span) => (
              <MenuItem key={span} value={span}>
                {words.spans[span]}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={words.domain}
            value={scope.domain ?? ''}
            onChange={(event) => set('domain', event.target.value)}
            slotProps={{ select: { displayEmpty: true } }}
          >
            <MenuItem value="">{words.allDomains}</MenuItem>
            {[...domains].map((domain) => (
              <MenuItem key={domain} value={domain}>
                {visible(domain)}
              </MenuItem>
            ))}
          </TextField>
        </Bar>
      }
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
        <div className="all">
          <Funnel scope={scope} />
        </div>
        <div className="all">
          <Kpis scope={scope} />
        </div>
      </Grid>
    </Page>
  );
}

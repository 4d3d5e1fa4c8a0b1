import { styled } from '@mui/material/styles';
import type { Execution } from '../../../api-types';
import { Facts } from '../../../ui/facts';
import { StateMark } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { runSeen } from '../../../ui/states';
import { fullTime } from '../../../words/time';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { Parked } from './parked';

const Box = styled('div')`
  border-left: 2px solid var(--s); padding: 2px 0 2px 12px; display: grid; gap: 4px;
  & pre { font: var(--cs-font-code); white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
`;

/** What its state means. What the agent's own backend runs is another story: nobody but that backend knows how it went. */
function saysOf({ runner, state, grant }: Execution): string {
  const { grantSays, outcomeSays } = words;
  if (runner !== 'agent' || state === 'claimed' || state === 'intent' || state === 'revoked') return outcomeSays[state];
  const redeemed = grant?.redeemedAt != null;
  if (state === 'granted') return redeemed ? grantSays.redeemed : grantSays.granted;
  return state === 'failed' && !redeemed ? grantSays.unused : grantSays[state];
}

/** What became of the signed call: exactly as the worker recorded it. */
export function ExecutionPanel() {
  const { execution } = useTicket();
  if (!execution) return null;
  const seen = runSeen(execution);
  const at = execution.finishedAt ?? execution.intentAt ?? execution.readyAt;
  const facts: [string, string][] = [];
  if (execution.result !== null && execution.result !== undefined)
    facts.push([words.result, JSON.stringify(execution.result, null, 2)]);
  if (execution.grant) {
    const { expiresAt, redeemedAt } = execution.grant;
    facts.push(
      [words.grantEnds, fullTime(expiresAt)],
      [words.redeemed, redeemedAt ? fullTime(redeemedAt) : words.notRedeemed],
    );
  }
  if (execution.error) facts.push([words.error, execution.error]);
  return (
    <Section
      title={words.outcome}
      className="s-outcome"
      mark={<StateMark seen={seen} />}
      right={execution.runner === 'agent' ? fullTime(at) : `${fullTime(at)}, ${words.attempts(execution.attempts)}`}
    >
      <Box style={{ ['--s' as string]: `var(--cs-palette-state-${seen.name})` }}>
        {execution.parked ? <Parked /> : <p>{saysOf(execution)}</p>}
        <Facts>
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <pre>
                  <Shown text={text} />
                </pre>
              </dd>
            </div>
          ))}
        </Facts>
      </Box>
    </Section>
  );
}

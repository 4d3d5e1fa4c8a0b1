import { styled } from '@mui/material/styles';
import { Facts } from '../../../ui/facts';
import { StateMark } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { executionSeen } from '../../../ui/states';
import { fullTime } from '../../../words/time';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const Box = styled('div')`
  border-left: 2px solid var(--s); padding: 2px 0 2px 12px; display: grid; gap: 4px;
  & pre { font: var(--cs-font-code); white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
`;

/** What became of the signed call: exactly as the worker recorded it. */
export function ExecutionPanel() {
  const { execution } = useTicket();
  if (!execution) return null;
  const seen = executionSeen(execution.state);
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
        <p>{words.outcomeSays[execution.state]}</p>
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

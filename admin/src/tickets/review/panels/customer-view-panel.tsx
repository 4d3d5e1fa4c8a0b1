import { styled } from '@mui/material/styles';
import type { StateName } from '../../../platform/theme/tokens';
import { StateMark } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { glyphs, ticketSeen } from '../../../ui/states';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ul')`
  font-size: 12px; line-height: 17px;
  & li { display: grid; grid-template-columns: 122px minmax(0, 1fr); gap: 10px; padding: 5px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
  & li:first-of-type { border: 0; }
  & p { white-space: pre-wrap; }
  @media (max-width: 760px) { & li { grid-template-columns: 1fr; gap: 0; } }
`;

const moments: ['now' | 'whenDone' | 'ifRejected', StateName][] = [
  ['now', 'pending'],
  ['whenDone', 'succeeded'],
  ['ifRejected', 'rejected'],
];

/** What each way out says to the person who asked. */
export function CustomerViewPanel() {
  const { customerView, state, draft, execution, erasure, askedAt } = useTicket();
  const settled = ticketSeen(state, execution);
  const shown: typeof moments = state === 'pending_review' ? moments : [['now', settled.name]];
  return (
    <Section title={words.customerSees} className="s-sees">
      <List>
        {shown.map(([when, name]) => {
          const sight = customerView[when];
          const isDraft = sight.text !== '' && sight.text === draft.answer;
          return (
            <li key={when}>
              <StateMark seen={{ name, icon: glyphs[name], word: words.sees[when] }} />
              <p>
                {erasure ? (
                  words.erased
                ) : askedAt && when === 'now' ? (
                  words.askedSees
                ) : isDraft ? (
                  words.draftAbove
                ) : sight.text ? (
                  <Shown text={sight.text} reading="prose" />
                ) : (
                  words.noText[sight.status]
                )}
              </p>
            </li>
          );
        })}
      </List>
    </Section>
  );
}

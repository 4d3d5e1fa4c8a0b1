import Button, { type ButtonProps } from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { Verb } from '../../../api-types';
import { Kbd } from '../../../ui/marks';
import { amountOf } from '../../decision';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { MoreActions } from './more-actions';
import { useApproval } from './use-approval';
import { useClaim } from './use-claim';
import { actionWords } from './words';

const Row = styled('div')`
  display: flex; gap: 8px; align-items: center; justify-content: flex-end;
  & button { height: 40px; } & .rule { width: 1px; height: 20px; background: var(--line); margin: 0 4px; }
  & .narrow { display: none; }
  @media (max-width: 1320px) { & .wide { display: none; } & .narrow { display: inline-flex; } }
  @media (max-width: 760px) {
    display: grid; grid-template-columns: 1fr 1fr 44px; & button { height: 44px; }
    & .approve { grid-column: 1 / 4; grid-row: 1; height: 48px; font-size: 15px; }
  }
`;

/** The verbs. One that the server does not allow is off, and says why to whoever points at it. */
export function Actions() {
  const { open, signed } = useReview();
  const { ready, because } = useApproval();
  const claim = useClaim();
  const amount = signed?.tool ? (amountOf(signed.arguments)?.text ?? null) : null;
  return (
    <Row>
      <VerbButton verb={claim.verb} hint="C" className="wide" variant="text" disabled={claim.busy} onClick={claim.run}>
        {actionWords[claim.verb]}
      </VerbButton>
      <VerbButton verb="snooze" hint="S" className="wide" variant="text" onClick={() => open('snooze')}>
        {actionWords.snooze}
      </VerbButton>
      <VerbButton verb="ask" hint="Q" className="wide" variant="text" onClick={() => open('ask')}>
        {actionWords.ask}
      </VerbButton>
      <VerbButton verb="escalate" hint="X" className="wide" variant="text" onClick={() => open('escalate')}>
        {actionWords.escalate}
      </VerbButton>
      <VerbButton verb="hand_over" hint="H" className="wide" variant="text" onClick={() => open('hand_over')}>
        {actionWords.hand_over}
      </VerbButton>
      <span className="rule wide" />
      <VerbButton verb="revise" hint="E" onClick={() => open('revise')}>
        {actionWords.revise}
      </VerbButton>
      <VerbButton verb="reject" hint="R" color="error" onClick={() => open('reject')}>
        {actionWords.reject}
      </VerbButton>
      <MoreActions claim={claim} />
      <Button
        className="approve"
        variant="contained"
        color="primary"
        disabled={!ready}
        title={because ?? undefined}
        onClick={() => open('approve')}
        aria-keyshortcuts="a"
      >
        {signed && !signed.tool ? actionWords.approveAnswer : actionWords.approve(amount)} <Kbd>A</Kbd>
      </Button>
    </Row>
  );
}

interface VerbButtonProps extends Omit<ButtonProps, 'children'> {
  verb: Verb;
  hint: string;
  children: ReactNode;
}

function VerbButton({ verb, hint, disabled, children, ...rest }: VerbButtonProps) {
  const { allowedActions, refusals } = useTicket();
  const allowed = allowedActions.includes(verb);
  return (
    <Button
      {...rest}
      disabled={!allowed || disabled}
      title={allowed ? undefined : refusals[verb]?.detail}
      aria-keyshortcuts={hint.toLowerCase()}
    >
      {children} <Kbd>{hint}</Kbd>
    </Button>
  );
}

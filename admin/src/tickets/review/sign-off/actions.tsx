import Button, { type ButtonProps } from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useNotify } from 'ra-core';
import type { ReactNode } from 'react';
import type { Verb } from '../../../api-types';
import { sentenceOf } from '../../../platform/problem';
import { Kbd } from '../../../ui/marks';
import { amountOf } from '../../decision';
import { useVerb } from '../../verbs';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { MoreActions } from './more-actions';
import { useApproval } from './use-approval';
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
  const { id, allowedActions, toolCall } = useTicket();
  const { open, signed } = useReview();
  const { ready, because } = useApproval();
  const notify = useNotify();
  const tell = { onError: (error: Error) => notify(sentenceOf(error), { type: 'error' }) };
  const claim = useVerb(id, 'claim');
  const release = useVerb(id, 'release');
  const releases = allowedActions.includes('release');
  const amount = signed?.tool ? (amountOf(signed.arguments)?.text ?? null) : null;
  return (
    <Row>
      <VerbButton
        verb={releases ? 'release' : 'claim'}
        hint="C"
        className="wide"
        variant="text"
        disabled={claim.isPending || release.isPending}
        onClick={() => (releases ? release.mutate({}, tell) : claim.mutate({}, tell))}
      >
        {releases ? actionWords.release : actionWords.claim}
      </VerbButton>
      <VerbButton verb="snooze" hint="S" className="wide" variant="text" onClick={() => open('snooze')}>
        {actionWords.snooze}
      </VerbButton>
      <VerbButton verb="escalate" hint="X" className="wide" variant="text" onClick={() => open('escalate')}>
        {actionWords.escalate}
      </VerbButton>
      <span className="rule wide" />
      <VerbButton verb="revise" hint="E" onClick={() => open('revise')}>
        {actionWords.revise}
      </VerbButton>
      <VerbButton verb="reject" hint="R" color="error" onClick={() => open('reject')}>
        {actionWords.reject}
      </VerbButton>
      <MoreActions
        claims={releases ? 'release' : 'claim'}
        onClaim={() => (releases ? release.mutate({}, tell) : claim.mutate({}, tell))}
      />
      <Button
        className="approve"
        variant="contained"
        color="primary"
        disabled={!ready}
        title={because ?? undefined}
        onClick={() => open('approve')}
        aria-keyshortcuts="a"
      >
        {toolCall ? actionWords.approve(amount) : actionWords.approveAnswer} <Kbd>A</Kbd>
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

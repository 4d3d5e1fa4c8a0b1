import { Notice } from '../../ui/notice';
import { words } from '../words';
import type { ProofStatus } from './use-proof';

const { tally } = words;

/** What the proofs of all entries on screen come to; nothing until each was looked at. What fails goes first. */
export function ProofSummary({ of, found }: { of: number; found: ReadonlyMap<string, ProofStatus> }) {
  const all = [...found.values()];
  const count = (status: ProofStatus['status']) => all.filter((one) => one.status === status).length;
  const failures = all.flatMap((one) => (one.status === 'fails' ? [one.because] : []));
  if (failures.length > 0) {
    return (
      <Notice state="rejected" icon="crossCircle" urgent>
        <b>{tally.fails(failures.length, of)}</b>{' '}
        {[...new Set(failures)].map((because) => words.proof.because[because]).join(' ')} {tally.failsSays}
      </Notice>
    );
  }
  if (all.length < of || count('asking') > 0 || of === 0) return null;
  if (count('unchecked') > 0) {
    return (
      <Notice state="pending" icon="eye">
        {tally.unchecked}
      </Notice>
    );
  }
  if (count('pending') > 0) {
    return (
      <Notice state="pending" icon="clock">
        {tally.pending(count('pending'), of)}
      </Notice>
    );
  }
  return (
    <Notice state="succeeded" icon="seal">
      <b>{tally.proved(of)}</b> {tally.provedSays}
    </Notice>
  );
}

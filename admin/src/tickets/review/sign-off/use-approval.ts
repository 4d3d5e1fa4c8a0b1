import { useConnection } from '../../../platform/live-feed';
import { said } from '../../../platform/problem';
import { knowingRepeatId } from '../panels/repeat-warning';

import { useReview, useSeen } from '../review-context';
import { useOld } from '../use-old';
import { useTicket } from '../use-ticket';
import { approvalWords } from './words';

export interface Approval {
  /** May the approve button be pressed now? */
  ready: boolean;
  /** Why not, in a sentence. Null when ready. */
  because: string | null;
  /** What would help, where the reader can do it here. */
  help?: { label: string; act: () => void };
}

/** What stands between this reader and an approval: the server's word first, then what the reader has yet to do here. */
export function useApproval(): Approval {
  const { id, allowedActions, refusals, duplicates } = useTicket();
  const { signed, check, knowingRepeat } = useReview();
  const seen = useSeen();
  const connection = useConnection();
  const old = useOld(id);
  const not = (because: string) => ({ ready: false, because });
  if (!allowedActions.includes('approve')) {
    const { approve } = refusals;
    return not(approve ? said(approve.code, approve.detail) : approvalWords.notAllowed);
  }
  if (old) return not(connection === 'offline' ? approvalWords.offline : approvalWords.lost);
  if (!signed || check === 'differs') return not(approvalWords.notTheBytes);
  if (check === 'checking') return not(approvalWords.checking);
  if (seen.unseen > 0) {
    return { ...not(approvalWords.unseen(seen.unseen)), help: { label: approvalWords.showNext, act: seen.showNext } };
  }
  if (duplicates.length > 0 && !knowingRepeat) {
    const toIt = () => document.getElementById(knowingRepeatId)?.focus();
    return { ...not(approvalWords.repeat), help: { label: approvalWords.showRepeat, act: toIt } };
  }
  return { ready: true, because: null };
}

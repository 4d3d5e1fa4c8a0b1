import { useConnection } from '../../../platform/live-feed';
import { useReview } from '../review-context';
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
  const { allowedActions, refusals, duplicates } = useTicket();
  const { signed, check, seen, knowingRepeat } = useReview();
  const connection = useConnection();
  const not = (because: string) => ({ ready: false, because });
  if (!allowedActions.includes('approve')) return not(refusals.approve?.detail ?? approvalWords.notAllowed);
  if (connection === 'offline') return not(approvalWords.offline);
  if (!signed || check === 'differs') return not(approvalWords.notTheBytes);
  if (check === 'checking') return not(approvalWords.checking);
  if (seen.unseen > 0) {
    return { ...not(approvalWords.unseen(seen.unseen)), help: { label: approvalWords.showNext, act: seen.showNext } };
  }
  if (duplicates.length > 0 && !knowingRepeat) return not(approvalWords.repeat);
  return { ready: true, because: null };
}

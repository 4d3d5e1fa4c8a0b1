import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Verb } from '../../api-types';
import { type Check, useSha256Check } from '../../platform/sha256';
import { type SeenArguments, useSeenArguments } from './seen-arguments';
import { readSigned, type SignedContent } from './signed-content';
import { useTicket } from './use-ticket';

export type DialogVerb = Exclude<Verb, 'claim' | 'release'>;

interface ReviewState {
  signed: SignedContent | null;
  check: Check;
  /** The reader has said to know of the same call elsewhere. */
  knowingRepeat: boolean;
  setKnowingRepeat: (known: boolean) => void;
  dialog: DialogVerb | null;
  open: (verb: DialogVerb | null) => void;
}

const ReviewContext = createContext<ReviewState | null>(null);

/** Apart from the rest: it changes at every line that comes on screen, and few look at it. */
const SeenContext = createContext<SeenArguments | null>(null);

export function useReview(): ReviewState {
  const state = useContext(ReviewContext);
  if (!state) throw new Error('A part of the review was rendered outside of it');
  return state;
}

/** What of the signed content has been on screen. */
export function useSeen(): SeenArguments {
  const seen = useContext(SeenContext);
  if (!seen) throw new Error('A part of the review was rendered outside of it');
  return seen;
}

/** What the panels share beyond the ticket. What was seen and acknowledged belongs to one hash and goes with it. */
export function ReviewProvider({ children }: { children: ReactNode }) {
  const ticket = useTicket();
  const check = useSha256Check(ticket.signedContent, ticket.contentHash);
  const signed = useMemo(() => readSigned(ticket), [ticket]);
  const seen = useSeenArguments(ticket.contentHash, signed);
  const [repeatOf, setRepeatOf] = useState<string | null>(null);
  const [dialog, open] = useState<DialogVerb | null>(null);
  const { contentHash } = ticket;
  const state = useMemo<ReviewState>(
    () => ({
      signed,
      check,
      knowingRepeat: repeatOf === contentHash,
      setKnowingRepeat: (known) => setRepeatOf(known ? contentHash : null),
      dialog,
      open,
    }),
    [signed, check, repeatOf, contentHash, dialog],
  );
  return (
    <ReviewContext value={state}>
      <SeenContext value={seen}>{children}</SeenContext>
    </ReviewContext>
  );
}

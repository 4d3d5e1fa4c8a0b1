import { createContext, useContext } from 'react';
import type { Verb } from '../../api-types';
import type { InboxView } from '../inbox/views';

export interface Focus {
  /** The list that is worked through. */
  view: InboxView;
  /** The tickets that come after the one on screen, by time to breach; the first is next. */
  upcoming: string[];
  /** How many are left, the one on screen included; `more` says that there are even more. */
  left: number;
  more: boolean;
  /** How many this reader is done with since focus mode was entered. */
  decided: number;
  /** How many were passed over and still wait. */
  passedOver: number;
  /** Is there one to go back to? */
  canGoBack: boolean;
  /** The server took a decision on it: on to the next. */
  leave: (ticketId: string, verb: Verb) => void;
  /** On to the next, which leaves this one to somebody else or to later. */
  pass: () => void;
  back: () => void;
  /** Begins again with those that were passed over. */
  again: () => void;
  /** Out of focus mode, to the list. */
  exit: () => void;
  /** Does a claim that was made on the way still stand, as far as is known here? */
  holds: (ticketId: string) => boolean;
}

export const FocusContext = createContext<Focus | null>(null);

/** Null outside of focus mode. */
export const useFocus = () => useContext(FocusContext);

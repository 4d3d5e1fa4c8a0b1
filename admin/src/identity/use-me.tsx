import { useGetIdentity } from 'ra-core';
import { createContext, type ReactNode, useContext } from 'react';
import type { SessionPerson } from '../api-types';

const nobody: SessionPerson = { id: '', email: '', name: '', roles: [] };

const MeContext = createContext(nobody);

/** Asks once who is signed in, for all that is inside: a list has as many rows as like to know. */
export function MeProvider({ children }: { children: ReactNode }) {
  const { identity } = useGetIdentity();
  return <MeContext value={(identity as unknown as SessionPerson | undefined) ?? nobody}>{children}</MeContext>;
}

/** The signed-in person; nobody, with no role, until the server has said who. */
export const useMe = (): SessionPerson => useContext(MeContext);

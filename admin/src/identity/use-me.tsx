import { useGetIdentity } from 'ra-core';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import type { SessionPerson } from '../api-types';
import { forgetTextsBut } from '../platform/kept-text';

const nobody: SessionPerson = { id: '', email: '', name: '', roles: [] };

const MeContext = createContext(nobody);

/** Asks once who is signed in, for all that is inside: a list has as many rows as like to know. */
export function MeProvider({ children }: { children: ReactNode }) {
  const { identity } = useGetIdentity();
  const me = (identity as unknown as SessionPerson | undefined) ?? nobody;
  useEffect(() => {
    if (me.id) forgetTextsBut(me.id);
  }, [me.id]);
  return <MeContext value={me}>{children}</MeContext>;
}

/** The signed-in person; nobody, with no role, until the server has said who. */
export const useMe = (): SessionPerson => useContext(MeContext);

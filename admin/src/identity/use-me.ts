import { useGetIdentity } from 'ra-core';
import type { SessionPerson } from '../api-types';

const nobody: SessionPerson = { id: '', email: '', name: '', roles: [] };

/** The signed-in person; nobody, with no role, until the server has said who. */
export function useMe(): SessionPerson {
  const { identity } = useGetIdentity();
  return (identity as unknown as SessionPerson | undefined) ?? nobody;
}

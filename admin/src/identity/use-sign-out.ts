import { useLogout } from 'ra-core';
import { forgetTextsBut } from '../platform/kept-text';

/** Signs out because one wants to: unlike a session that ended, nothing of what was typed stays. */
export function useSignOut(): () => void {
  const logout = useLogout();
  return () => {
    forgetTextsBut();
    void logout({}, undefined, false);
  };
}

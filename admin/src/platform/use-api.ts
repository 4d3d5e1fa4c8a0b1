import { DataProviderContext, useLogoutIfAccessDenied } from 'ra-core';
import { useContext, useMemo } from 'react';
import type { Api } from './api';

/**
 * The contract, as components call it. It is handed to react-admin as its data provider, but asked here directly:
 * react-admin's own `useDataProvider` answers `{data: {}}` after a 401, which would be shown as a ticket.
 * A 401 signs the person out and is still thrown.
 */
export function useApi(): Api {
  const api = useContext(DataProviderContext) as unknown as Api;
  const signOutIfRefused = useLogoutIfAccessDenied();
  return useMemo(
    () =>
      new Proxy(api, {
        get:
          (target, name: string & keyof Api) =>
          (...args: unknown[]) =>
            (target[name] as (...args: unknown[]) => Promise<unknown>)(...args).catch(async (error: unknown) => {
              await signOutIfRefused(error);
              throw error;
            }),
      }),
    [api, signOutIfRefused],
  );
}

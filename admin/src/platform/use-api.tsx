import { DataProviderContext, useLogoutIfAccessDenied } from 'ra-core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import type { Api } from './api';

const ApiContext = createContext<Api | null>(null);

/**
 * The contract, for whatever is inside. It is handed to react-admin as its data provider, but asked here directly:
 * react-admin's own `useDataProvider` answers `{data: {}}` after a 401, which would be shown as a ticket.
 * A 401 signs the person out and is still thrown. One object for as long as the page lives: what ends a session is looked
 * up when it is needed, so that going from page to page renders nobody anew who only asks something.
 */
export function ApiProvider({ children }: { children: ReactNode }) {
  const api = useContext(DataProviderContext) as unknown as Api;
  const signOutIfRefused = useLogoutIfAccessDenied();
  const latest = useRef(signOutIfRefused);
  useEffect(() => {
    latest.current = signOutIfRefused;
  });
  const guarded = useMemo(
    () =>
      new Proxy(api, {
        get:
          (target, name: string & keyof Api) =>
          (...args: unknown[]) =>
            (target[name] as (...args: unknown[]) => Promise<unknown>)(...args).catch(async (error: unknown) => {
              await latest.current(error);
              throw error;
            }),
      }),
    [api],
  );
  return <ApiContext value={guarded}>{children}</ApiContext>;
}

/** The contract, as components call it. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('Something that asks the server was rendered outside of the shell');
  return api;
}

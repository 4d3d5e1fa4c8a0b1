import { createContext, useContext } from 'react';

export interface Shell {
  showKeys: () => void;
  showFind: () => void;
}

export const ShellContext = createContext<Shell>({ showKeys: () => undefined, showFind: () => undefined });

/** What any page may ask the shell to open. */
export const useShell = () => useContext(ShellContext);

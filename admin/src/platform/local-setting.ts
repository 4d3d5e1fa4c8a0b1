import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function read(name: string): string | null {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** A choice of this reader in this browser (never data of a ticket). Works, unremembered, where storage is refused. */
export function useLocalSetting(name: string, initial: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => read(name) ?? initial,
  );
  const set = (next: string) => {
    try {
      window.localStorage.setItem(name, next);
    } catch {
      return;
    }
    for (const listener of listeners) listener();
  };
  return [value, set];
}

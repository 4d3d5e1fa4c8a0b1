import { useSearchParams } from 'react-router-dom';

/** Named filters that live in the address. An empty one is left out. */
export function useSearchFilter(
  names: readonly string[],
): [Record<string, string>, (name: string, value: string) => void, (changes: Record<string, string>) => void] {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : [])));
  // All at once: of two changes in one go the second would not know of the first.
  const setAll = (changes: Record<string, string>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  const set = (name: string, value: string) => setAll({ [name]: value });
  return [values, set, setAll];
}

/** A day from a date field as the moment it begins, in the reader's zone; `end` is the moment after its last. */
export function dayStart(day: string | undefined): string | undefined {
  return day ? new Date(`${day}T00:00:00`).toISOString() : undefined;
}

export function dayEnd(day: string | undefined): string | undefined {
  if (!day) return undefined;
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date.toISOString();
}

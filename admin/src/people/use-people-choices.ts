import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';

/** People by id and name, for a filter; undefined where one may not list them, and the filter takes an id instead. */
export function usePeopleChoices(): [string, string][] | undefined {
  const { roles } = useMe();
  const { rows } = useKeysetList('people', { limit: 100, enabled: administers(roles) });
  return rows.length ? rows.map(({ id, name }) => [id, name]) : undefined;
}

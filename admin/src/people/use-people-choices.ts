import { useKeysetList } from '../platform/use-keyset-list';

/** People by id and name, for a filter; undefined where one may not list them, and the filter does without. */
export function usePeopleChoices(enabled = true): [string, string][] | undefined {
  const { rows } = useKeysetList('people', { limit: 100, enabled });
  return rows.length ? rows.map(({ id, name }) => [id, name]) : undefined;
}

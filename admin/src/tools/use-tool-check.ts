import type { FieldProblem } from '../api-types';
import { Problem } from '../platform/problem';
import { useCheck } from '../platform/use-check';
import { readWritten, type Written } from './read-tool';

/** What is wrong with what stands in the form, by the field it is about; asked again whenever one pauses. */
export function useToolCheck(written: Written): (field: string) => string | null {
  const read = readWritten(written);
  const worthAsking = 'checked' in read && read.checked.endpoint.url.length >= 8;
  const { data, error } = useCheck('tool', worthAsking ? read.checked : null, (api, tool, signal) =>
    api.checkTool(tool, signal),
  );
  const faults: FieldProblem[] =
    'faults' in read ? read.faults : (data ?? (error instanceof Problem ? error.errors : []));
  return (field) =>
    faults
      .filter(({ path }) => path === field || path.startsWith(`${field}.`))
      .map(({ path, message }) => (path === field ? message : `${path.slice(field.length + 1)} ${message}`))
      .join('; ') || null;
}

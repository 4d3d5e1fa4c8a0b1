import type { FieldProblem } from '../api-types';
import { Problem } from '../platform/problem';
import { useCheck } from '../platform/use-check';
import { readWritten, type Written } from './read-tool';

interface Looked {
  /** What is wrong with a field; null when nothing is, as far as the server was asked. */
  faultOf: (field: string) => string | null;
  /** The server has looked at all that stands there now. */
  isCurrent: boolean;
}

/** What is wrong with what stands in the form, by the field it is about; asked again whenever one pauses. */
export function useToolCheck(written: Written): Looked {
  const read = readWritten(written);
  const worthAsking = 'checked' in read && read.checked.endpoint.url.length >= 8;
  const asked = worthAsking ? { ...read.checked, example: read.example } : null;
  const { data, error, isCurrent } = useCheck('tool', asked, (api, tool, signal) => api.checkTool(tool, signal));
  const faults: FieldProblem[] =
    'faults' in read ? read.faults : (data ?? (error instanceof Problem ? error.errors : []));
  const faultOf = (field: string) =>
    faults
      .filter(({ path }) => path === field || path.startsWith(`${field}.`))
      .map(({ path, message }) => (path === field ? message : `${path.slice(field.length + 1)} ${message}`))
      .join('; ') || null;
  return { faultOf, isCurrent: worthAsking && isCurrent && !error };
}

import type { FieldProblem, JsonSchema, NewTool, RetryClass, Tool } from '../api-types';
import { Problem } from '../platform/problem';
import { words } from './words';

/** What the server looks at while it is being written, as it stands in the fields. */
export interface Written {
  schema: string;
  url: string;
  runner: NonNullable<NewTool['runner']>;
  preconditions: string;
  signOff: 'none' | null;
  /** Arguments to try, or to make a schema from; not kept. */
  example: string;
}

const emptySchema = { type: 'object', additionalProperties: false, required: [], properties: {} };
const pretty = (value: unknown) => JSON.stringify(value, null, 2);

/** What a form begins with: the last version of a tool, or next to nothing. */
export function writtenOf(tool: Tool | null): Written {
  return {
    schema: pretty(tool?.schema ?? emptySchema),
    url: tool?.endpoint.url ?? '',
    runner: tool?.runner ?? 'countersign',
    preconditions: tool?.preconditions.length ? pretty(tool.preconditions) : '',
    signOff: tool?.signOff ?? null,
    example: '',
  };
}

type Read =
  | { checked: Omit<NewTool, 'name' | 'description' | 'retryClass' | 'changesWorld'>; example?: JsonSchema }
  | { faults: FieldProblem[] };

/** The parts that are JSON as values, or what is wrong with them as JSON, in the browser's own words. */
export function readWritten({ schema, url, runner, preconditions, signOff, example }: Written): Read {
  const faults: FieldProblem[] = [];
  const json = <T>(path: string, text: string, fits: (value: unknown) => boolean, wrong: string): T => {
    try {
      const value: unknown = JSON.parse(text);
      if (!fits(value)) faults.push({ path, message: wrong });
      return value as T;
    } catch (error) {
      faults.push({ path, message: words.notJson((error as Error).message) });
      return undefined as T;
    }
  };
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const checked = {
    schema: json<JsonSchema>('schema', schema, isObject, words.badSchema),
    endpoint: { url: url.trim() },
    runner,
    signOff,
    preconditions: preconditions.trim()
      ? json<NewTool['preconditions']>('preconditions', preconditions, Array.isArray, words.badPreconditions)
      : undefined,
  };
  const tried = example.trim() ? json<JsonSchema>('example', example, isObject, words.badSchema) : undefined;
  return faults.length > 0 ? { faults } : { checked, example: tried };
}

/** The whole form. @throws Problem naming what is no JSON */
export function readTool(form: FormData, written: Written): NewTool {
  const read = readWritten(written);
  if ('faults' in read) throw new Problem(400, 'bad_schema', words.mendFirst, read.faults);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const number = (name: string) => (text(name) ? Number(text(name)) : undefined);
  return {
    ...read.checked,
    name: text('name'),
    description: text('description'),
    retryClass: text('retryClass') as RetryClass,
    changesWorld: form.get('changesWorld') === 'on',
    timeoutMs: number('timeoutMs'),
    maxInFlight: number('maxInFlight'),
    grantSeconds: written.runner === 'agent' ? number('grantSeconds') : undefined,
  };
}

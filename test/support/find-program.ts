import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The first of these programs that can be run, names looked up on the PATH; `null` when none can. */
export function findProgram(...candidates: (string | undefined)[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = candidates
    .filter((candidate): candidate is string => Boolean(candidate))
    .flatMap((candidate) => (isAbsolute(candidate) ? [candidate] : folders.map((folder) => join(folder, candidate))));
  return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

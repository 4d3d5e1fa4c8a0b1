import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository. */
export const root = resolve(import.meta.dirname, '..', '..');

const toolchain = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const sourceFolders = ['api/src', 'migrations', 'config', 'demo', 'bench', 'scripts'];

/** What the specs check with and the fault run too. */
const sharedWithTests = ['test/support/entries-match-states.ts'];

/** What the API is built from, as paths from the root. */
export function apiInputs() {
  const sources = sourceFolders
    .flatMap(filesUnder)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));
  return [...toolchain, ...sources, ...sharedWithTests, ...apiAssets()];
}

/** Files that the API reads when it runs: they stand in `dist` where they stand in the sources. */
export function apiAssets() {
  const json = [...filesUnder('config'), ...filesUnder('demo')].filter((path) => path.endsWith('.json'));
  const pages = filesUnder('demo').filter((path) => /\.(html|css|js)$/.test(path));
  const sql = [...filesUnder('api/src'), ...filesUnder('migrations')].filter((path) => path.endsWith('.sql'));
  return [...json, ...pages, ...sql, ...['api/openapi.json'].filter((path) => existsSync(join(root, path)))];
}

/** What the console and the answer card are built from. */
export function consoleInputs() {
  return ['package-lock.json', ...filesUnder('admin'), ...filesUnder('sdk/answer-card')];
}

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

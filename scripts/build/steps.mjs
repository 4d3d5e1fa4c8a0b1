import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './inputs.mjs';

const dist = join(root, 'dist');
/** Stands inside the folder it speaks for: whoever deletes the one deletes the other. */
const stampOf = (part) => join(dist, part, '.stamp');

/** One hash over the names and contents of `paths`. */
export function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** Whether `dist` already holds what these inputs give. */
export function isCurrent(part, print) {
  return existsSync(stampOf(part)) && readFileSync(stampOf(part), 'utf8') === print;
}

/** Runs a tool of `node_modules` to its end, its output shown. */
export async function runTool(tool, args) {
  const program = join(root, 'node_modules', tool);
  if (!existsSync(program)) throw new Error(`${tool} is not installed; run npm ci`);
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' });
  const stop = () => child.kill();
  process.once('exit', stop);
  const [code, signal] = await once(child, 'exit');
  process.off('exit', stop);
  if (code !== 0) throw new Error(`${tool.split('/')[0]} ended with ${signal ?? `exit code ${code}`}, see above`);
}

/** Copies files, given as paths from the root, to the same place under `folder`. */
export function copyInto(folder, paths) {
  for (const path of paths) cpSync(join(root, path), join(folder, path));
}

/** Moves every folder of the workshop over the one of that name in `dist`; the stamp comes last. */
export function publish(workshop, part, print) {
  rmSync(stampOf(part), { force: true });
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(workshop)) {
    rmSync(join(dist, name), { recursive: true, force: true });
    renameSync(join(workshop, name), join(dist, name));
  }
  writeFileSync(stampOf(part), print);
}

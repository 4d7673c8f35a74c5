import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Holds all that the benchmark writes. */
const PLACE = join(tmpdir(), 'kubemend-bench');

const folders = new Set<string>();
const endings = new Set<() => void>();

/** A new folder, which goes away with the process, however that ends. */
export function scratchFolder(): string {
  mkdirSync(PLACE, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(PLACE, 'run-'));
  folders.add(folder);
  return folder;
}

/** Where a tree is kept from one run of the benchmark to the next. */
export const keptFolder = (name: string): string => join(PLACE, name);

/** Leaves a folder alone from here on: it was moved, or is to stay. */
export const spare = (folder: string): void => void folders.delete(folder);

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.delete(folder);
}

/** Does something at the end of the process, unless what is returned was called before. */
export function atEnd(work: () => void): () => void {
  endings.add(work);
  return () => void endings.delete(work);
}

/** Makes a process that is told to end clean up, and end. */
export function cleanUpOnEnd(): void {
  process.on('exit', () => {
    for (const work of endings) work();
    for (const folder of folders) remove(folder);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';

/** The name tells which process made the file. */
const TEMPORARY = /^\..+\.(\d+)-\d+\.kubemend$/;

/** So many characters of a name are kept: file systems take 255 bytes, and a character has at most four. */
const KEPT = 40;

let counter = 0;

/** A place for the new text of a file, in its folder, that no other process of this machine uses. */
export const temporaryBeside = (target: string): string =>
  join(dirname(target), `.${Array.from(basename(target)).slice(0, KEPT).join('')}.${process.pid}-${counter++}.kubemend`);

/**
 * Removes what runs that were killed left in a folder. To be called before this process makes a file there: one under its own number is
 * of an earlier process then, as the command has the same number whenever a container starts.
 *
 * What cannot be removed stays: whether the folder can be written is told by what writes there.
 */
export function removeStrays(folder: string): void {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const [, maker] = TEMPORARY.exec(entry.name) ?? [];
      if (maker !== undefined && entry.isFile() && !isAnotherAlive(Number(maker))) rmSync(join(folder, entry.name), { force: true });
    }
  } catch {
    // Not there yet, or closed to us.
  }
}

function isAnotherAlive(id: number): boolean {
  if (id === process.pid) return false;
  try {
    return process.kill(id, 0);
  } catch (error) {
    // Somebody else's process is alive as well.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

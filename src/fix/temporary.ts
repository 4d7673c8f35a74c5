import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fateOf, MAKER, ourMaker } from './maker.ts';

/** The name tells which process made the file. */
const TEMPORARY = new RegExp(`^\\..+\\.(${MAKER})-\\d+\\.kubemend$`);

/** So many characters of a name are kept: file systems take 255 bytes, and a character has at most four. */
const KEPT = 40;

let counter = 0;

/** A place for the new text of a file, in its folder, that no other process uses. */
export const temporaryBeside = (target: string): string =>
  join(dirname(target), `.${Array.from(basename(target)).slice(0, KEPT).join('')}.${ourMaker()}-${counter++}.kubemend`);

/**
 * Removes what runs that were killed left in a folder. To be called before this process makes a file there: one under its own name is of an
 * earlier run then.
 *
 * What cannot be removed stays: whether the folder can be written is told by what writes there.
 */
export function removeStrays(folder: string): void {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const [, maker] = TEMPORARY.exec(entry.name) ?? [];
      const place = join(folder, entry.name);
      if (maker !== undefined && entry.isFile() && fateOf(maker, statSync(place).mtimeMs) === 'over') rmSync(place, { force: true });
    }
  } catch {
    // Not there yet, or closed to us.
  }
}

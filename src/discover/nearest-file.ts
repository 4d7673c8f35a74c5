import { realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isWithin } from '../core/path.ts';
import { workTreeRoot } from './work-tree.ts';

/** The nearest file of a name, from a folder up to the root of the work tree, or of that of the folder where it is another one. Absolute. */
export function nearestFile(name: string, folder: string, workTree: string): string | undefined {
  const start = realpathSync(folder);
  const root = isWithin(start, workTree) ? workTree : workTreeRoot(start);
  for (let at = start; ; at = dirname(at)) {
    const place = join(at, name);
    if (statSync(place, { throwIfNoEntry: false })) return place;
    if (at === root || at === dirname(at)) return undefined;
  }
}

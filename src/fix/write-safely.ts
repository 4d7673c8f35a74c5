import { isRefusal } from '../core/document.ts';
import { noteWrites } from './journal.ts';
import { holdingSignals, Interrupted } from './signals.ts';
import { writeFiles, type Place, type Write, type WriteResult } from './write.ts';

/**
 * Writes the files of a run, which may be killed or ended by a signal at any time.
 *
 * A signal that comes before the first file is written keeps all from being written; one that comes later waits for the last. Throws
 * `Interrupted` for either.
 */
export async function writeSafely(units: readonly (readonly Write[])[], place: Place): Promise<Pick<WriteResult, 'written' | 'failed'>> {
  const writes = units.flat();
  if (writes.length === 0) return { written: [], failed: [] };
  return holdingSignals(async received => {
    const note = noteWrites(writes, place);
    if (isRefusal(note)) return { written: [], failed: writes.map(({ path }) => ({ path, reason: note.refused })) };
    const result = await writeFiles(units, place, async () => (await received()) !== undefined);
    // What is new in part is finished from the note, once what is in the way is gone.
    if (!result.isTorn) note.remove();
    const signal = await received();
    if (signal)
      throw new Interrupted(signal, result.isStopped ? 'nothing was written' : `${result.written.length} files were written before`);
    return result;
  });
}

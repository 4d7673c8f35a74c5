import { closeSync, fsyncSync, lstatSync, openSync, readFileSync, realpathSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The place of a file that may not be there yet: below the real place of the nearest folder that is. */
export function placeOfNew(place: string): string {
  const folder = dirname(place);
  if (folder === place) return place;
  const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
  return join(isThere ? realpathSync(folder) : placeOfNew(folder), basename(place));
}

/** Makes a file that is on the disk when this returns, but for its name. */
export function makeFile(path: string, text: string, mode = 0o666): void {
  const descriptor = openSync(path, 'wx', mode);
  try {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Sees to it that the names in a folder are on the disk, as far as its file system can. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows opens no folder, and some file systems take no such call.
  }
}

/** Nothing where there is no file that can be read. */
export function textAt(place: string): string | undefined {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return undefined;
  }
}

import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Clock } from '../core/clock.ts';
import { isBelow } from '../core/path.ts';
import type { SourceFile } from '../core/text.ts';
import { decode } from './decode.ts';
import { FOLDER, read } from './read.ts';
import type { WordFilter } from './words.ts';

/** Holds nearly every file there is; of 16,935 in public repositories the largest had 2 MB. */
const BUFFER_SIZE = 4 * 1024 * 1024;

const OUTSIDE = { reason: 'a symbolic link that leads out of the repository' };

/** A file to look into. */
export interface Candidate {
  /** Relative to the working directory. */
  readonly path: string;
  /** Named by the user, so that it is told if there is no such file. */
  readonly named: boolean;
}

/** A file that holds words that were looked for. */
export interface Hit {
  readonly file: SourceFile;
  readonly words: ReadonlySet<string>;
}

/** A file that could not be read, or that holds a word but nothing to lint. */
export interface SkippedFile extends Candidate {
  /** Part of a sentence, without a full stop: `a named pipe`. */
  readonly reason: string;
}

/** Counts what was read so far. */
export interface ScanStats {
  files: number;
  bytes: number;
  hits: number;
}

export interface ScanOptions {
  /** The folder that paths are relative to. */
  readonly cwd: string;
  /** The root of the repository, a real path. A link that leads out of it is skipped: its text is nobody's to tell. */
  readonly root: string;
  /** Texts that some files are read as having, whatever stands there now; nothing for one that is read as absent. */
  readonly earlier?: ReadonlyMap<string, string | undefined>;
  readonly stats?: ScanStats;
  readonly clock?: Clock;
  /** Is told the words of each file that holds any, and says whether its text is wanted. It is, where this is not given. */
  readonly isWanted?: (path: string, words: ReadonlySet<string>) => boolean;
  /** Is told of each path that leads to no file. */
  readonly missing?: (path: string) => void;
}

/**
 * Reads each file once, one after the other, into one shared buffer, and yields those that hold a word.
 *
 * Promises would take four to six times as long. A file that went away since it was found is nothing to tell, unless
 * it was named.
 */
export function* scan(files: Iterable<Candidate>, filter: WordFilter, options: ScanOptions): Generator<Hit | SkippedFile> {
  const { root, earlier, stats = { files: 0, bytes: 0, hits: 0 }, clock = new Clock(), isWanted, missing } = options;
  const cwd = realpathSync(options.cwd);
  const buffer = Buffer.allocUnsafe(BUFFER_SIZE);
  const leadsOut = outOf(root);
  for (const { path, named } of files) {
    clock.enter('read');
    const isEarlier = earlier?.has(path) === true;
    const bytes = isEarlier ? bytesOf(earlier.get(path)) : read(`${cwd}/${path}`, buffer);
    clock.leave();
    if (!Buffer.isBuffer(bytes)) {
      if (bytes === undefined || bytes === FOLDER) missing?.(path);
      // Of what was found, a folder is a submodule with the name of a file, or a link to one: no file that anybody misses.
      if (bytes && (named || bytes !== FOLDER)) yield { path, named, reason: bytes.reason };
      else if (named) yield { path, named, reason: 'it does not exist' };
      continue;
    }
    stats.files += 1;
    stats.bytes += bytes.length;

    clock.enter('scan');
    const words = filter.inBytes(bytes);
    clock.leave();
    if (words.size === 0 || isWanted?.(path, words) === false) continue;
    // Asked of hits only: to read a file without telling anything of it does no harm.
    const file = !isEarlier && leadsOut(resolve(cwd, path)) ? OUTSIDE : decode(path, bytes);
    if ('reason' in file) {
      yield { path, named, reason: file.reason };
    } else {
      stats.hits += 1;
      yield { file, words };
    }
  }
}

const bytesOf = (text: string | undefined): Buffer | undefined => (text === undefined ? undefined : Buffer.from(text));

/**
 * Tells whether a file leads out of a folder. One that begins outside is the user's own choice, wherever it leads.
 *
 * Each folder is asked for once, as a tree has many hits in a folder, and a link is rare.
 */
export function outOf(root: string): (place: string) => boolean {
  const realFolders = new Map<string, string>();
  const realFolderOf = (place: string): string => {
    const folder = dirname(place);
    const known = realFolders.get(folder) ?? realpathSync.native(folder);
    realFolders.set(folder, known);
    return known;
  };
  return place => {
    if (!isBelow(place, root)) return false;
    try {
      const isLink = lstatSync(place).isSymbolicLink();
      return !isBelow(isLink ? realpathSync.native(place) : join(realFolderOf(place), basename(place)), root);
    } catch {
      // It went away after it was read, and nothing tells any more where it led.
      return true;
    }
  };
}

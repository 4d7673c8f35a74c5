import { realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { SourceFile } from '../core/text.ts';
import { decode } from './decode.ts';
import { read } from './read.ts';
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
  readonly stats?: ScanStats;
}

/**
 * Reads each file once, one after the other, into one shared buffer, and yields those that hold a word.
 *
 * Promises would take four to six times as long. A file that went away since it was found is nothing to tell, unless
 * it was named.
 */
export function* scan(files: Iterable<Candidate>, filter: WordFilter, options: ScanOptions): Generator<Hit | SkippedFile> {
  const { root, stats = { files: 0, bytes: 0, hits: 0 } } = options;
  const cwd = realpathSync(options.cwd);
  const buffer = Buffer.allocUnsafe(BUFFER_SIZE);
  for (const { path, named } of files) {
    const place = resolve(cwd, path);
    const bytes = read(place, buffer);
    if (!Buffer.isBuffer(bytes)) {
      if (bytes) yield { path, named, reason: bytes.reason };
      else if (named) yield { path, named, reason: 'it does not exist' };
      continue;
    }
    stats.files += 1;
    stats.bytes += bytes.length;

    const words = filter.inBytes(bytes);
    if (words.size === 0) continue;
    // Asked of hits only: to read a file without telling anything of it does no harm.
    const file = leadsOut(place, root) ? OUTSIDE : decode(path, bytes);
    if ('reason' in file) {
      yield { path, named, reason: file.reason };
    } else {
      stats.hits += 1;
      yield { file, words };
    }
  }
}

/** A path that begins outside is the user's own choice, wherever it leads. */
function leadsOut(place: string, root: string): boolean {
  if (!isWithin(place, root)) return false;
  try {
    return !isWithin(realpathSync.native(place), root);
  } catch {
    // It went away after it was read, and nothing tells any more where it led.
    return true;
  }
}

function isWithin(place: string, folder: string): boolean {
  return place.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

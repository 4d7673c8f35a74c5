import { closeSync, lstatSync, opendirSync, openSync, realpathSync, statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { READABLE_ENDINGS, isReadable } from './kinds.ts';
import { pathFrom } from '../core/path.ts';
import { isThere, Listing, type Listed } from './work-tree.ts';

const PATTERN = /[*?[{]|[!+@]\(/;

const KINDS = READABLE_ENDINGS.join(', ');

const NOTHING_THERE = 'does not exist';

/** A file to lint. */
export interface FoundFile {
  /** Relative to the working directory, with `/`; `../` leads out of it. */
  readonly path: string;
  /** Named on the command line by itself, not found below a folder or by a pattern. */
  readonly named: boolean;
}

/** A path of the command line, as it was written, with one sentence about it for standard error. */
export interface PathNote {
  readonly path: string;
  readonly message: string;
}

/** What the paths of the command line stand for. */
export interface Discovery {
  /** Sorted by path, each once. A few may turn out to be no files: `Listing` says why. */
  readonly files: readonly FoundFile[];
  /** More files, sorted and each once among all, that are found while the others are read. */
  readonly later: Promise<readonly FoundFile[]>;
  /** Paths that cannot be used: the run goes on, and exits 2. */
  readonly errors: readonly PathNote[];
  /** Folders and patterns without a file, and named files of a kind that is not read: worth a note. */
  readonly unmatched: readonly PathNote[];
}

/** Finds the files that `paths` name: files, folders and glob patterns, relative to `cwd`, which stands for no path at all. */
export async function discover(
  paths: readonly string[],
  { cwd, listing = new Listing(cwd) }: { readonly cwd: string; readonly listing?: Listing },
): Promise<Discovery> {
  const here = realpathSync(cwd);
  const files = new Map<string, FoundFile>();
  const later: Promise<readonly string[]>[] = [];
  const errors: PathNote[] = [];
  const unmatched: PathNote[] = [];
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const match = await matchOf(path, here, listing);
    if (match.error !== undefined) errors.push({ path, message: match.error });
    if (match.note !== undefined) unmatched.push({ path, message: match.note });
    if (match.later) later.push(match.later);
    for (const file of match.files ?? []) {
      if (file.named || !files.has(file.path)) files.set(file.path, file);
    }
  }
  return {
    files: [...files.values()].toSorted(byPath),
    later: Promise.all(later).then(lists =>
      [...new Set(lists.flat())]
        .filter(path => !files.has(path))
        .toSorted()
        .map(asFound),
    ),
    errors,
    unmatched,
  };
}

/** What one path of the command line stands for: files, or a sentence. */
interface Match {
  readonly files?: readonly FoundFile[];
  readonly later?: Promise<readonly string[]>;
  readonly error?: string;
  readonly note?: string;
}

async function matchOf(path: string, cwd: string, listing: Listing): Promise<Match> {
  if (path === '') return { error: 'an empty path names no file' };
  const place = resolve(cwd, path);
  const problem = problemOf(place);
  if (problem === NOTHING_THERE && PATTERN.test(path)) return filesOfPattern(path, cwd, listing);
  if (problem) return { error: `\`${path}\` ${problem}` };

  if (statSync(place).isDirectory()) return filesOfFolder(path, listing.below(place));
  // Hooks pass whatever was changed: a file of another kind is no mistake.
  if (!isReadable(place)) return { note: `\`${path}\` is not of a kind that kubemend reads (${KINDS})` };
  return { files: [{ path: pathFrom(cwd, place), named: true }] };
}

function problemOf(place: string): string | undefined {
  try {
    const stats = statSync(place);
    // Whether it may be read is only known when it is opened. A pipe is not: that would wait for whoever writes into it.
    if (stats.isDirectory()) opendirSync(place).closeSync();
    else if (stats.isFile()) closeSync(openSync(place, 'r'));
    else return 'is neither a file nor a folder';
    return undefined;
  } catch (error) {
    return meaningOf(error as NodeJS.ErrnoException, place);
  }
}

function meaningOf({ code }: NodeJS.ErrnoException, place: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'may not be read: no permission';
    case 'ELOOP':
      return 'is a symbolic link that leads to itself';
    case 'ENOENT':
      return lstatSync(place, { throwIfNoEntry: false }) ? 'is a symbolic link to a file that does not exist' : NOTHING_THERE;
    case 'ENOTDIR':
      return NOTHING_THERE;
    default:
      return `cannot be read (${code})`;
  }
}

async function filesOfFolder(path: string, { files, untracked }: Listed): Promise<Match> {
  if (files.length > 0 || (await untracked).length > 0) return { files: files.map(asFound), later: untracked };
  return { note: `\`${path}\` holds no file that kubemend reads (${KINDS}), or Git ignores them` };
}

/** Patterns never look into `node_modules`; otherwise they find what their folder would have given, and a folder stands for its files. */
async function filesOfPattern(pattern: string, cwd: string, listing: Listing): Promise<Match> {
  const { globby } = await import('globby');
  const matches = await globby(pattern, {
    cwd,
    dot: true,
    expandDirectories: false,
    expandNegationOnlyPatterns: false,
    followSymbolicLinks: false,
    // Never `gitignore`, which takes minutes in a large tree: Git is asked below.
    ignore: ['**/.git', '**/node_modules'],
    onlyFiles: false,
    suppressErrors: true,
  });
  const matched = new Set(matches.map(match => pathFrom(cwd, resolve(cwd, match))));
  const isMatched = (path: string): boolean => path !== '.' && (matched.has(path) || isMatched(posix.dirname(path)));

  const folder = resolve(cwd, pattern.slice(0, pattern.lastIndexOf('/', pattern.search(PATTERN)) + 1));
  const files = listing.all(folder).filter(path => isMatched(path) && isThere(resolve(cwd, path)));
  if (files.length > 0) return { files: files.map(asFound) };
  return { note: `no file that kubemend reads (${KINDS}) matches \`${pattern}\`, or Git ignores them` };
}

const asFound = (path: string): FoundFile => ({ path, named: false });

const byPath = (a: FoundFile, b: FoundFile): number => (a.path < b.path ? -1 : 1);

import { type Dirent, existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Refusal } from '../core/document.ts';
import { isWithin, pathFrom } from '../core/path.ts';
import { git, gitLater } from './git.ts';
import { isReadable } from './kinds.ts';

const NEVER_WALKED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Names that Git takes in nowhere, but lists where they stand in an index that came with a repository: to be read, and written, they are files elsewhere. */
const ELSEWHERE = sep === '/' ? /^\/|(?:^|\/)(?:\.\.|\.git)(?:\/|$)/i : /^[\\/]|^[a-z]:|(?:^|[\\/])(?:\.\.|\.git)(?:[\\/]|$)/i;

/** What a name that is not UTF-8 is left with when it is decoded; such a file cannot be asked for by its name. */
const REPLACEMENT_CHARACTER = '\ufffd';

/** The root of the Git work tree around `cwd`, or `cwd` itself where there is none. Absolute, and free of symbolic links. */
export const workTreeRoot = (cwd: string): string => repositoryAround(realpathSync(cwd)) ?? realpathSync(cwd);

/** The root of what a run is about: the one other work tree that all its paths lie in, or else the one around `cwd`. */
export function rootOfPaths(paths: readonly string[], cwd: string): string {
  const here = realpathSync(cwd);
  const own = workTreeRoot(here);
  const folders = new Set(paths.map(path => existingFolder(resolve(here, path))));
  const roots = new Set(
    Array.from(folders, folder => {
      const found = repositoryAround(folder);
      // A link that leads out of the repository is not followed.
      return isWithin(folder, own) && (found === undefined || !isWithin(realpathSync(found), own)) ? own : (found ?? folder);
    }),
  );
  const [root = own] = roots;
  return roots.size === 1 ? root : own;
}

function repositoryAround(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (holdsRepository(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The folder itself, or the nearest one above that is there: of a pattern as well. */
export const existingFolder = (place: string): string =>
  place === dirname(place) || (existsSync(place) && statSync(place).isDirectory()) ? place : existingFolder(dirname(place));

/** The way from the root of the work tree to a folder in it; empty where they are the same. */
export function folderInRepository(cwd: string): string {
  const here = realpathSync(cwd);
  return pathFrom(workTreeRoot(here), here);
}

/** Every file of the work tree with a root that may hold facts, sorted, relative to `cwd`: `../` leads out of it. */
export const workTreeFiles = (root: string, cwd: string): readonly string[] =>
  new Listing(cwd).all(root).filter(path => isThere(resolve(cwd, path)));

/** The files below a folder, relative to the working directory. */
export interface Listed {
  readonly files: readonly string[];
  /** More of them, which take Git longer to find: it looks for them while the others are read. */
  readonly untracked: Promise<readonly string[]>;
}

/**
 * The files below folders that kubemend reads, each folder listed once: in a Git work tree what Git tracks and what it does
 * not ignore, elsewhere all but `.git` and `node_modules`. Links to folders are not followed.
 *
 * Dangling links, pipes, and files and folders without permission are among them: to tell of them is up to who reads. So are a few that are no files
 * any more, as Git lists what it tracks: to ask the system about each takes as long as to read it.
 */
export class Listing {
  readonly #cwd: string;
  readonly #all = new Map<string, readonly string[]>();

  constructor(cwd: string) {
    this.#cwd = realpathSync(cwd);
  }

  below(folder: string): Listed {
    const known = this.#all.get(folder);
    if (known) return { files: known, untracked: Promise.resolve([]) };
    const tracked = filesIn(git(folder, [...LIST, ...TRACKED]));
    if (!tracked) return { files: this.all(folder), untracked: Promise.resolve([]) };
    const files = this.#fromHere(folder, tracked);
    const untracked = gitLater(folder, [...LIST, ...UNTRACKED]).then(listed => {
      const more = this.#fromHere(folder, filesIn(listed) ?? []);
      this.#all.set(folder, sorted([...files, ...more]));
      return more;
    });
    return { files, untracked };
  }

  /** All of them at once, sorted. */
  all(folder: string): readonly string[] {
    const known = this.#all.get(folder);
    if (known) return known;
    const files = sorted(this.#fromHere(folder, filesIn(git(folder, [...LIST, ...TRACKED, ...UNTRACKED])) ?? walk(folder)));
    this.#all.set(folder, files);
    return files;
  }

  #fromHere(folder: string, paths: readonly string[]): readonly string[] {
    const way = pathFrom(this.#cwd, folder);
    if (way === '') return paths;
    // A folder outside may hold the working directory, where the way to a file is shorter than through the folder.
    if (way.startsWith('..')) return paths.map(path => pathFrom(this.#cwd, join(folder, path)));
    return paths.map(path => `${way}/${path}`);
  }
}

const sorted = (paths: readonly string[]): readonly string[] => paths.toSorted((a, b) => (a < b ? -1 : 1));

const LIST = ['ls-files', '-z'];
const TRACKED = ['--cached'];
const UNTRACKED = ['--others', '--exclude-standard'];

/** Nothing where Git is not installed, or the folder is not in a work tree, or Git refuses it because others own it. */
function filesIn(listed: string | Refusal): readonly string[] | undefined {
  if (typeof listed !== 'string') return undefined;
  // A path with a merge conflict is listed once a side, one after the other.
  return listed.split('\0').filter((path, index, all) => isReadable(path) && path !== all[index - 1] && !ELSEWHERE.test(path));
}

function holdsRepository(folder: string): boolean {
  const git = join(folder, '.git');
  // In a linked work tree and in a submodule `.git` is a file; an empty folder of that name is nothing to Git either.
  return existsSync(join(git, 'HEAD')) || statSync(git, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * Whether a path that was listed leads to a file, or may. Git also lists what is tracked but deleted, or left out by a sparse checkout, and the folders
 * of submodules.
 *
 * Where Git has to look by itself (`--deleted`, `--stage`) it takes nearly as long, and knows less of links.
 */
export function isThere(place: string): boolean {
  if (place.includes(REPLACEMENT_CHARACTER)) return true;
  try {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink()) return !leadsToFolder(place);
    return stats !== undefined && !stats.isDirectory();
  } catch (error) {
    // A file took the place of its folder. Whatever else went wrong does so again where it is told.
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

function walk(folder: string): readonly string[] {
  const files: string[] = [];
  const folders = [''];
  for (let below = folders.pop(); below !== undefined; below = folders.pop()) {
    const entries = entriesOf(join(folder, below));
    // A folder that cannot be opened stands for its files, so that whoever reads it says why.
    if (!entries && below) files.push(below);
    for (const entry of entries ?? []) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!NEVER_WALKED.has(entry.name)) folders.push(path);
      } else if (isReadable(path) && !(entry.isSymbolicLink() && leadsToFolder(join(folder, path)))) {
        files.push(path);
      }
    }
  }
  return files;
}

function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function leadsToFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory();
  } catch {
    return false;
  }
}

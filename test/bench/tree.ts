import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { chooseFiles, type Wish } from './choose-files.ts';
import { measure } from './measure.ts';
import { keptFolder, remove, scratchFolder, spare } from './scratch.ts';
import { stateOf, type Source } from './source.ts';
import { tell } from './tell.ts';

/** So many files are copied before a signal is heard. */
const BATCH = 500;

export interface TreeOptions extends Wish {
  /** Nothing is added to the index of Git. */
  readonly untracked: boolean;
  /** Left for the next run of the benchmark. */
  readonly keep: boolean;
}

/** A work tree of Git to measure on. */
export interface Tree {
  readonly root: string;
  readonly files: number;
  readonly bytes: number;
  readonly hits: number;
  readonly isTracked: boolean;
  /** Removes it, unless it is kept. */
  readonly done: () => void;
}

/** Builds a tree, or takes the one that an earlier run kept. */
export async function buildTree(source: Source, options: TreeOptions): Promise<Tree> {
  const wish = { files: options.files, shareOfHits: options.shareOfHits ?? source.share };
  const chosen = chooseFiles(source.files, wish);
  const hits = new Set(source.files.filter(({ isHit }) => isHit).map(({ path }) => path));
  const name = createHash('sha256')
    .update(JSON.stringify([stateOf(source), wish, options.untracked]))
    .digest('hex')
    .slice(0, 16);
  const kept = keptFolder(name);
  const isThere = existsSync(kept);
  if (!isThere) tell(`building a tree of ${chosen.length.toLocaleString('en')} files from ${source.name}`);
  const built = isThere ? kept : await copied(source.folder, chosen, options.untracked);
  if (!isThere && options.keep) {
    renameSync(built, kept);
    spare(built);
  }
  const root = options.keep ? kept : built;
  const sizes = new Map(source.files.map(({ path }) => [path, statSync(join(source.folder, path)).size]));
  return {
    root,
    files: chosen.length,
    bytes: chosen.reduce((sum, { from }) => sum + sizes.get(from)!, 0),
    hits: chosen.filter(({ from }) => hits.has(from)).length,
    isTracked: !options.untracked,
    done: () => {
      if (!isThere && !options.keep) remove(root);
    },
  };
}

/** What a tree is, in a sentence. */
export const describeTree = ({ files, bytes, hits, isTracked }: Tree, source: Source): string =>
  `Tree: ${files.toLocaleString('en')} files (${(bytes / 1e6).toFixed(1)} MB) from ${source.name}, ${hits.toLocaleString('en')} of them (${((100 * hits) / files).toFixed(1)} %) with a word that kubemend looks for; a Git work tree, ${isTracked ? 'all in the index' : 'nothing in the index'}.`;

async function copied(folder: string, files: ReturnType<typeof chooseFiles>, untracked: boolean): Promise<string> {
  const root = scratchFolder();
  const made = new Set<string>();
  for (const [index, { from, to }] of files.entries()) {
    const place = join(root, to);
    if (!made.has(dirname(place))) mkdirSync(dirname(place), { recursive: true });
    made.add(dirname(place));
    copyFileSync(join(folder, from), place);
    if (index % BATCH === 0) await setImmediate();
  }
  await initialize(root);
  if (!untracked) await addAll(root);
  return root;
}

export const initialize = (root: string): Promise<unknown> => git(root, 'init', '--quiet', '--template=');

/** Puts what is below a path of the tree into the index. */
export const addAll = (root: string, path = '.'): Promise<unknown> =>
  git(root, '-c', 'core.autocrlf=false', '-c', 'core.safecrlf=false', 'add', '--all', path);

const git = (root: string, ...args: readonly string[]): Promise<unknown> => measure({ program: 'git', args, cwd: root });

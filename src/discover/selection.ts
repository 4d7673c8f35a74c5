import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { isRefusal, type Refusal } from '../core/document.ts';
import { sha256 } from '../core/sha256.ts';
import { positionAt, type SourceFile, type TextRange } from '../core/text.ts';
import { changesSince, stagedChanges, type Changes } from './changes.ts';
import { pathFrom } from '../core/path.ts';
import { workTreeRoot } from './work-tree.ts';

/** One of several shares of all files. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Which of the files that are named a run is about. */
export interface Selection {
  /** Those that differ from a commit, or what is staged. */
  readonly changed: 'all' | 'staged' | 'since-default-branch' | { readonly since: string };
  /** Of those only the lines that differ. */
  readonly lines: boolean;
  readonly shard: Shard | undefined;
}

/** What a selection comes to in a work tree. */
export interface SelectedFiles {
  /** Whether a run is about a path; one that is gone may be among them. */
  has(path: string): boolean;
  /** Whether a run would be about a path if another text stood there; nothing if there were no file. */
  hasWith(path: string, text: string | undefined): boolean;
  /** Whether a place is on a line that counts; all lines do where not given. */
  readonly hasPlace?: (file: SourceFile, range: TextRange) => boolean;
  /** Whether other files must stay as they are: a commit takes what is staged, and would leave half of a fix behind. */
  readonly isClosed: boolean;
  /** Sentences for standard error. */
  readonly notes: readonly string[];
}

/** Asks Git what was changed in the work tree with a root; paths are relative to `cwd`. */
export function select({ changed, lines, shard }: Selection, cwd: string, root: string = workTreeRoot(cwd)): SelectedFiles | Refusal {
  const here = realpathSync(cwd);
  const changes =
    changed === 'all'
      ? undefined
      : changed === 'staged'
        ? stagedChanges(root, here, lines)
        : changesSince(changed === 'since-default-branch' ? undefined : changed.since, root, here, lines);
  if (changes && isRefusal(changes)) return changes;
  const isInShard = shard ? shardTest(shard, root, here) : () => true;
  const has = (path: string): boolean => changes?.paths.has(path) !== false && isInShard(path);
  return {
    has,
    hasWith: (path, text) => has(path) && (!changes?.differs || (text !== undefined && changes.differs(path, text))),
    ...(changes?.lines && { hasPlace: placeTest(changes.lines) }),
    isClosed: changed === 'staged',
    notes: changes?.notes ?? [],
  };
}

function placeTest(lines: NonNullable<Changes['lines']>): SelectedFiles['hasPlace'] & object {
  return (file, range) => {
    const first = positionAt(file, range.start).line;
    // An end is past the last character: a final line break does not take in the next line.
    const last = positionAt(file, Math.max(range.start, range.end - 1)).line;
    const ranges = lines.get(file.path);
    return ranges === 'all' || ranges?.some(changed => changed.first <= last && first <= changed.last) === true;
  };
}

/** By the path from the root of the work tree alone, so that every machine cuts alike, whatever else lies there. */
function shardTest({ index, count }: Shard, root: string, cwd: string): (path: string) => boolean {
  return path => Number.parseInt(sha256(pathFrom(root, resolve(cwd, path))).slice(0, 8), 16) % count === index - 1;
}

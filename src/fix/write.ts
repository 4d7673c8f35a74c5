import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isBelow } from '../core/path.ts';
import { makeFile, placeOfNew, syncFolder, textAt } from './files.ts';
import { removeStrays, temporaryBeside } from './temporary.ts';

/** A file to be written whole. */
export interface Write {
  /** Relative to the working directory. */
  readonly path: string;
  /** The bytes that the fix was made from; nothing for a new file. */
  readonly before: string | undefined;
  readonly after: string;
}

export interface WriteResult {
  readonly written: readonly string[];
  /** A reason for each file that could not be written; it is as it was. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  /** Whether files that go together are new in part: what was written could not be taken back, or was there before. */
  readonly isTorn: boolean;
  /** Whether it was stopped before the first file was written. */
  readonly isStopped: boolean;
}

/** Where files are. */
export interface Place {
  /** The folder that paths are relative to. */
  readonly cwd: string;
  /** The root of the repository, a real path. */
  readonly root: string;
}

/**
 * Writes files, each wholly or not at all.
 *
 * Files that must change together are given as one unit. All new texts are made ready beside their targets before the first is renamed, so
 * that a unit fails before it begins; this takes its time, and nothing is written where it is stopped. Should a rename fail all the same,
 * those of the unit before it are taken back. Mode and owner are kept; a symbolic link inside `root` is followed, one that leads out is
 * refused. A file that has two names is written under the first. One that has its new text already stays as it is.
 *
 * A process that is killed leaves no file half-written. What it leaves beside them goes away with the next write in that folder.
 */
export async function writeFiles(
  units: readonly (readonly Write[])[],
  { cwd, root }: Place,
  isStopped: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<WriteResult> {
  const prepared: Prepared[] = [];
  const known = new Map<string, Ready>();
  const swept = new Set<string>();
  for (const unit of units) {
    const own: Prepared = { unit, files: [], failure: undefined };
    prepared.push(own);
    for (const write of unit) {
      if (await isStopped()) {
        for (const { files } of prepared) discard(files);
        return { written: [], failed: [], isTorn: false, isStopped: true };
      }
      try {
        const target = targetOf(write, resolve(cwd, write.path), root);
        sweep(dirname(target), swept);
        const first = known.get(target) ?? own.files.find(ready => ready.target === target);
        own.files.push(readyUnderOtherName(first, write) ?? { write, target, temporary: prepare(write, target) });
      } catch (error) {
        own.failure = { path: write.path, reason: reasonOf(error) };
        discard(own.files);
        break;
      }
    }
    if (!own.failure) for (const ready of own.files) if (!ready.first) known.set(ready.target, ready);
  }

  const written: string[] = [];
  const failed: { path: string; reason: string }[] = [];
  const whole: Ready[] = [];
  let isTorn = false;
  for (const { unit, files, failure: early } of prepared) {
    const { failure, stuck = [] } = early ? { failure: early } : renameAll(files);
    if (!failure) {
      written.push(...files.flatMap(({ first, write }) => (first ? [] : write.path)));
      whole.push(...files);
      continue;
    }
    written.push(...stuck.map(({ write }) => write.path));
    const told = stuck.map(({ write: { path }, why }) => `\`${path}\`, which goes with it, was written and cannot be taken back: ${why}`);
    failed.push({ path: failure.path, reason: [failure.reason, ...told].join('; ') });
    const others = unit.filter(({ path }) => path !== failure.path && !stuck.some(({ write }) => write.path === path));
    failed.push(...others.map(({ path }) => ({ path, reason: `it goes with \`${failure.path}\`: ${failure.reason}` })));
    isTorn ||= unit.some(({ path, after }) => textAt(resolve(cwd, path)) === after);
  }
  for (const folder of foldersOf(whole, root)) syncFolder(folder);
  return { written, failed, isTorn, isStopped: false };
}

/** A unit on its way. */
interface Prepared {
  readonly unit: readonly Write[];
  readonly files: Ready[];
  failure: Failure | undefined;
}

interface Failure {
  readonly path: string;
  readonly reason: string;
}

interface Ready {
  readonly write: Write;
  readonly target: string;
  /** Holds the new text until it takes the place of `target`; nothing where that is there already. */
  readonly temporary: string | undefined;
  /** The other name under which the same file is written. */
  readonly first?: Ready;
}

function readyUnderOtherName(first: Ready | undefined, write: Write): Ready | undefined {
  if (first && first.write.after !== write.after) throw new Unwritable('another name of the same file was written, with another text');
  return first && { write, target: first.target, temporary: undefined, first };
}

/** Gives all files of a unit their new texts, or none. Those that cannot be taken back are `stuck`. */
function renameAll(files: readonly Ready[]): {
  readonly failure?: Failure;
  readonly stuck?: readonly (Ready & { readonly why: string })[];
} {
  const renamed: Ready[] = [];
  let current = '';
  try {
    for (const ready of files) {
      const { write, target, temporary } = ready;
      current = write.path;
      if (textAt(target) === write.after) {
        // Another run may have been faster.
        if (temporary !== undefined) removeIfPossible(temporary);
        continue;
      }
      // The others took their time.
      if (temporary === undefined) throw new Unwritable('it changed during the run');
      refuseChanged(write, target);
      renameSync(temporary, target);
      renamed.push(ready);
    }
    return {};
  } catch (error) {
    discard(files);
    const stuck = renamed.toReversed().flatMap(ready => {
      const why = takeBack(ready);
      return why === undefined ? [] : [{ ...ready, why }];
    });
    return { failure: { path: current, reason: reasonOf(error) }, stuck };
  }
}

/** Removes strays of a folder once, before a file is made there: by its real name, as some file systems know one folder under several. */
function sweep(folder: string, swept: Set<string>): void {
  if (!existsSync(folder)) return;
  const place = realpathSync.native(folder);
  if (!swept.has(place)) removeStrays(place);
  swept.add(place);
}

function discard(files: readonly Ready[]): void {
  for (const { temporary } of files) if (temporary !== undefined) removeIfPossible(temporary);
}

/** The folders whose entries were renamed, and those above that may be new. */
function foldersOf(renamed: readonly Ready[], root: string): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { target, write, temporary } of renamed) {
    if (temporary === undefined) continue;
    let folder = dirname(target);
    folders.add(folder);
    for (; write.before === undefined && isBelow(folder, root); folder = dirname(folder)) folders.add(dirname(folder));
  }
  return folders;
}

/** A reason that is told to the user as it is. */
class Unwritable extends Error {}

function prepare(write: Write, target: string): string | undefined {
  if (textAt(target) === write.after) return undefined;
  refuseChanged(write, target);
  if (write.before === undefined) mkdirSync(dirname(target), { recursive: true });

  const temporary = temporaryBeside(target);
  try {
    const old = statSync(target, { throwIfNoEntry: false });
    makeFile(temporary, write.after, old?.mode);
    if (old) keepOwnerAndMode(temporary, old);
  } catch (error) {
    removeIfPossible(temporary);
    throw error;
  }
  return temporary;
}

function refuseChanged({ before }: Write, target: string): void {
  if (before === undefined) {
    if (lstatSync(target, { throwIfNoEntry: false })) throw new Unwritable('it came into being during the run');
  } else if (readFileSync(target, 'utf8') !== before) throw new Unwritable('it changed during the run');
}

/** Gives a file its old text again. Answers with the reason where that fails. */
function takeBack({ write: { path, before, after }, target }: Ready): string | undefined {
  let temporary: string | undefined;
  try {
    if (before === undefined) rmSync(target);
    else {
      temporary = prepare({ path, before: after, after: before }, target);
      if (temporary !== undefined) renameSync(temporary, target);
    }
    return undefined;
  } catch (error) {
    if (temporary !== undefined) removeIfPossible(temporary);
    return reasonOf(error);
  }
}

/** A disk that went away, or may no longer be written, is told of by what failed there before. */
function removeIfPossible(temporary: string): void {
  try {
    rmSync(temporary, { force: true });
  } catch {
    // The next run that writes there removes it.
  }
}

/** Where a file really is; what is in the repository by its name and not in fact is not ours to write. */
function targetOf({ before }: Pick<Write, 'before'>, place: string, root: string): string {
  const target = before === undefined ? placeOfNew(place) : realpathSync(place);
  const isLink = before !== undefined && lstatSync(place).isSymbolicLink();
  if ((isLink || isBelow(place, root)) && !isBelow(target, root))
    throw new Unwritable(
      isLink ? 'it is a symbolic link that leads out of the repository' : 'a symbolic link among its folders leads out of the repository',
    );
  return target;
}

function keepOwnerAndMode(path: string, { uid, gid, mode }: { readonly uid: number; readonly gid: number; readonly mode: number }): void {
  const { uid: ourUid, gid: ourGid } = statSync(path);
  if (uid !== ourUid || gid !== ourGid) chownSync(path, uid, gid);
  chmodSync(path, mode & 0o7777);
}

function reasonOf(error: unknown): string {
  if (error instanceof Unwritable) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'no permission to write it';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'no space is left on the disk';
  if (code === 'ENOENT') return 'it went away during the run';
  return error instanceof Error ? error.message : String(error);
}

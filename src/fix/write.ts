import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
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
}

/**
 * Writes files, each wholly or not at all.
 *
 * Files that must change together are given as one unit: all of them are ready beside their targets before the first is renamed, so that
 * the unit fails before it begins; should a rename fail all the same, those before it are taken back. Mode and owner are kept; a symbolic
 * link inside `root` is followed, one that leads out is refused. A file that has two names is written under the first.
 *
 * A process that is killed leaves no file half-written. What it leaves beside them goes away with the next write in that folder.
 */
export function writeFiles(
  units: readonly (readonly Write[])[],
  { cwd, root }: { readonly cwd: string; readonly root: string },
): WriteResult {
  const written: string[] = [];
  const failed: { path: string; reason: string }[] = [];
  const done = new Map<string, string>();
  const swept = new Set<string>();
  for (const unit of units) {
    const ready: Ready[] = [];
    const renamed: Ready[] = [];
    let current = unit[0]?.path ?? '';
    try {
      for (const write of unit) {
        current = write.path;
        const target = targetOf(write, resolve(cwd, write.path), root);
        const other = done.get(target) ?? ready.find(known => known.target === target)?.write.after;
        if (other === undefined) {
          const folder = dirname(target);
          if (!swept.has(folder)) removeStrays(folder);
          swept.add(folder);
          ready.push({ write, target, temporary: prepare(write, target) });
        } else if (other !== write.after) throw new Unwritable('another name of the same file was written, with another text');
      }
      for (const one of ready) {
        current = one.write.path;
        // The others of a large unit took their time.
        refuseChanged(one.write, one.target);
        renameSync(one.temporary, one.target);
        renamed.push(one);
      }
      for (const { write, target } of ready) done.set(target, write.after);
      written.push(...ready.map(({ write }) => write.path));
    } catch (error) {
      for (const { temporary } of ready) removeIfPossible(temporary);
      const stuck = renamed.toReversed().flatMap(one => {
        const why = takeBack(one);
        return why === undefined ? [] : [{ ...one, why }];
      });
      for (const { write, target } of stuck) {
        written.push(write.path);
        done.set(target, write.after);
      }
      const reason = reasonOf(error);
      const told = stuck.map(({ write: { path }, why }) => `\`${path}\`, which goes with it, was written and cannot be taken back: ${why}`);
      failed.push({ path: current, reason: [reason, ...told].join('; ') });
      const others = unit.filter(({ path }) => path !== current && !stuck.some(({ write }) => write.path === path));
      failed.push(...others.map(({ path }) => ({ path, reason: `it goes with \`${current}\`: ${reason}` })));
    }
  }
  return { written, failed };
}

interface Ready {
  readonly write: Write;
  readonly target: string;
  /** Holds the new text until it takes the place of `target`. */
  readonly temporary: string;
}

/** A reason that is told to the user as it is. */
class Unwritable extends Error {}

function prepare(write: Write, target: string): string {
  refuseChanged(write, target);
  if (write.before === undefined) mkdirSync(dirname(target), { recursive: true });

  const temporary = temporaryBeside(target);
  try {
    const old = statSync(target, { throwIfNoEntry: false });
    const descriptor = openSync(temporary, 'wx', old?.mode ?? 0o666);
    try {
      writeWhole(descriptor, write.after);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
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
      renameSync(temporary, target);
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
  if ((isLink || isWithin(place, root)) && !isWithin(target, root))
    throw new Unwritable(
      isLink ? 'it is a symbolic link that leads out of the repository' : 'a symbolic link among its folders leads out of the repository',
    );
  return target;
}

/** A new file, below the real place of the nearest folder that is there. */
function placeOfNew(place: string): string {
  const folder = dirname(place);
  if (folder === place) return place;
  const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
  return join(isThere ? realpathSync(folder) : placeOfNew(folder), basename(place));
}

const isWithin = (place: string, folder: string): boolean => place.startsWith(join(folder, '/'));

function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
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

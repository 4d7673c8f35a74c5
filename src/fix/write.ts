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
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { pid } from 'node:process';

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
  /** A sentence for each file that could not be written; it is as it was. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Writes files, each wholly or not at all.
 *
 * Files that must change together are given as one unit: all of them are ready beside their targets before the first is renamed, so that
 * the unit fails before it begins; should a rename fail all the same, those before it are taken back. Mode and owner are kept; a symbolic
 * link inside `root` is followed, one that leads out is refused. A file that has two names is written under the first.
 */
export function writeFiles(
  units: readonly (readonly Write[])[],
  { cwd, root }: { readonly cwd: string; readonly root: string },
): WriteResult {
  const written: string[] = [];
  const failed: { path: string; reason: string }[] = [];
  const done = new Map<string, string>();
  for (const unit of units) {
    const ready: Ready[] = [];
    const renamed: Ready[] = [];
    let current = unit[0]?.path ?? '';
    try {
      for (const write of unit) {
        current = write.path;
        const target = targetOf(write, resolve(cwd, write.path), root);
        const other = done.get(target) ?? ready.find(known => known.target === target)?.write.after;
        if (other === undefined) ready.push({ write, target, temporary: prepare(write, target) });
        else if (other !== write.after) throw new Unwritable('another name of the same file was written, with another text');
      }
      for (const one of ready) {
        current = one.write.path;
        renameSync(one.temporary, one.target);
        renamed.push(one);
      }
      for (const { write, target } of ready) done.set(target, write.after);
      written.push(...ready.map(({ write }) => write.path));
    } catch (error) {
      for (const { temporary } of ready) rmSync(temporary, { force: true });
      for (const one of renamed) takeBack(one);
      const reason = reasonOf(error);
      failed.push({ path: current, reason });
      failed.push(
        ...unit.filter(({ path }) => path !== current).map(({ path }) => ({ path, reason: `it goes with \`${current}\`: ${reason}` })),
      );
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

let counter = 0;

function prepare({ before, after }: Write, target: string): string {
  if (before === undefined) {
    if (lstatSync(target, { throwIfNoEntry: false })) throw new Unwritable('it came into being during the run');
    mkdirSync(dirname(target), { recursive: true });
  } else if (readFileSync(target, 'utf8') !== before) throw new Unwritable('it changed during the run');

  const temporary = join(dirname(target), `.${basename(target)}.${pid}-${counter++}.kubemend`);
  try {
    const old = statSync(target, { throwIfNoEntry: false });
    const descriptor = openSync(temporary, 'wx', old?.mode ?? 0o666);
    try {
      writeWhole(descriptor, after);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (old) keepOwnerAndMode(temporary, old);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return temporary;
}

function takeBack({ write: { path, before, after }, target }: Ready): void {
  if (before === undefined) rmSync(target);
  else renameSync(prepare({ path, before: after, after: before }, target), target);
}

/** Where a file really is; a link out of the repository is not ours to write. */
function targetOf({ before }: Write, place: string, root: string): string {
  if (before === undefined) return place;
  const target = realpathSync(place);
  if (!lstatSync(place).isSymbolicLink()) return target;
  const way = relative(root, target);
  if (/^\.\.(?:[\\/]|$)/.test(way) || isAbsolute(way)) throw new Unwritable('it is a symbolic link that leads out of the repository');
  return target;
}

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

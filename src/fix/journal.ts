import { linkSync, lstatSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Refusal } from '../core/document.ts';
import { isBelow, pathFrom } from '../core/path.ts';
import { makeFile, syncFolder, textAt } from './files.ts';
import { fateOf, MAKER, ourMaker } from './maker.ts';
import { removeStrays, temporaryBeside } from './temporary.ts';
import type { Place, Write } from './write.ts';

/** The name of the file in which a run notes what it is about to write, in the root of the repository. */
export const JOURNAL = '.kubemend-unfinished';

/** Of more than this no note is taken: it is read at the start of each run, and may be anybody's. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What a run that was killed leaves. */
export interface LeftBehind {
  /** The files that it wrote, by path relative to the working directory. */
  readonly begun: ReadonlyMap<string, Begun>;
  /** How many files it was to write. */
  readonly count: number;
}

interface Begun {
  /** What the file held before; nothing where there was none. */
  readonly before: string | undefined;
  readonly now: string;
}

/**
 * What a run in this repository that was killed left. Nothing it notes is ever written: anybody may have made it, as it stands in the repository.
 */
export function leftBehind({ cwd, root }: Place): LeftBehind | undefined {
  const journal = readJournal(root);
  if (!journal || fateOf(journal.maker, journal.madeAt) === 'runs') return undefined;
  const begun = new Map<string, Begun>();
  for (const { path, before } of journal.files) {
    const place = join(root, path);
    const now = textWithin(place, root);
    if (now !== undefined && now !== before) begun.set(pathFrom(realpathSync(cwd), place), { before, now });
  }
  return { begun, count: journal.files.length };
}

/** Whether writes lead to the very texts that a killed run wrote, so that they are what it was about. */
export function isContinuedBy({ begun }: LeftBehind, writes: readonly Write[]): boolean {
  const after = new Map(writes.map(write => [write.path, write.after]));
  return [...begun].every(([path, { now }]) => after.get(path) === now);
}

/** What differs once a run has noted its writes, or removed its note: when names in the root changed last, and whether there is a note. */
export const noteStamp = (root: string): string =>
  `${statSync(root, { bigint: true }).mtimeNs} ${lstatSync(join(root, JOURNAL), { throwIfNoEntry: false }) !== undefined}`;

/** Removes what a run that was killed left beside its files, and its note where it had written none. */
export function tidyUp(place: Place, { begun }: LeftBehind): void {
  const journal = readJournal(place.root);
  if (!journal || fateOf(journal.maker, journal.madeAt) !== 'over') return;
  const folders = new Set(journal.files.map(({ path }) => dirname(join(place.root, path))));
  for (const folder of folders) {
    const real = realPlaceOf(folder);
    if (real !== undefined && isBelow(real, place.root)) removeStrays(real);
  }
  removeStrays(place.root);
  if (begun.size === 0) removeJournal(place.root);
}

/**
 * Notes what is about to be written, with what is there now, so that a later run can do the same over again where this one is killed.
 * Answers with how to remove the note, or with why nothing must be written now.
 *
 * Where it cannot be noted, as the folder may not be written or something else has the name, the run goes on without.
 */
export function noteWrites(writes: readonly Write[], place: Place): { readonly remove: () => void } | Refusal {
  const { cwd, root } = place;
  const nothing = { remove: () => undefined };
  const files = writes
    .map(({ path, before }) => ({ path: pathFrom(root, resolve(realpathSync(cwd), path)), before: before ?? null }))
    .filter(({ path }) => isInner(path));
  const text = `${JSON.stringify({ maker: ourMaker(), files })}\n`;
  if (Buffer.byteLength(text) > MOST_BYTES) return nothing;
  const note = join(root, JOURNAL);
  removeStrays(root);
  const temporary = temporaryBeside(note);
  try {
    // The texts may be of files that not everybody may read.
    makeFile(temporary, text, 0o600);
    const left = leftBehind(place);
    // What the next run is to finish is taken over by the run that does, and left alone by all others.
    if (left && isContinuedBy(left, writes)) renameSync(temporary, note);
    else giveName(temporary, note);
    syncFolder(root);
    return { remove: () => removeJournal(root) };
  } catch {
    const other = readJournal(root);
    if (other && fateOf(other.maker, other.madeAt) === 'runs')
      return { refused: `another run of kubemend is writing in this repository, process ${other.maker.split('-')[1]}` };
    return nothing;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Names a file so that no other is lost. */
function giveName(place: string, name: string): void {
  try {
    linkSync(place, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // Not every file system has hard links.
    renameSync(place, name);
  }
}

function removeJournal(root: string): void {
  try {
    rmSync(join(root, JOURNAL), { force: true });
  } catch {
    // It tells the next run of files that are as they shall be.
  }
}

interface Journal {
  readonly maker: string;
  readonly madeAt: number;
  /** Relative to the root. */
  readonly files: readonly { readonly path: string; readonly before: string | undefined }[];
}

function readJournal(root: string): Journal | undefined {
  const place = join(root, JOURNAL);
  try {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > MOST_BYTES) return undefined;
    const { maker, files } = JSON.parse(readFileSync(place, 'utf8')) as { readonly maker?: unknown; readonly files?: unknown };
    if (typeof maker !== 'string' || !new RegExp(`^${MAKER}$`).test(maker) || !Array.isArray(files)) return undefined;
    // Each once, or it would take more time than the note is long.
    const entries = new Map(files.flatMap(entryOf).map(entry => [entry.path, entry]));
    return { maker, madeAt: stats.mtimeMs, files: [...entries.values()] };
  } catch {
    // Not ours, or not to be read.
    return undefined;
  }
}

/** Nothing where there is no file, or a link leads out. */
function textWithin(place: string, root: string): string | undefined {
  const real = realPlaceOf(place);
  return real !== undefined && isBelow(real, root) && statSync(real, { throwIfNoEntry: false })?.isFile() === true
    ? textAt(real)
    : undefined;
}

/** Nothing where nothing is, or can be. */
function realPlaceOf(place: string): string | undefined {
  try {
    return realpathSync(place);
  } catch {
    return undefined;
  }
}

function entryOf(entry: unknown): Journal['files'] {
  const { path, before } = (entry ?? {}) as { readonly path?: unknown; readonly before?: unknown };
  return typeof path === 'string' && isInner(path) && (before === null || typeof before === 'string')
    ? [{ path, before: before ?? undefined }]
    : [];
}

/** Whether a path leads to what a fix may write: below the root, and not among what is Git's. In one spelling only. */
const isInner = (path: string): boolean => path.split('/').every(part => !['', '.', '..', '.git'].includes(part));

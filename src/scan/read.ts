import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';

const { O_NOCTTY, O_NONBLOCK, O_RDONLY } = constants;

const MIB = 1024 * 1024;

/** A larger file would not fit into memory in the few forms it takes there. */
const LARGEST_FILE = 256 * MIB;

/** What a name that is not UTF-8 is left with when it is decoded. */
const REPLACEMENT_CHARACTER = '\ufffd';

/** Why a file is left out: part of a sentence, without a full stop. */
export interface Unread {
  readonly reason: string;
}

export const FOLDER: Unread = { reason: 'a folder' };

/**
 * The bytes of a regular file: in `buffer` where they fit, and then only until the next file is read. Nothing where
 * there is no such file.
 *
 * Never waits, whatever the name leads to.
 */
export function read(place: string, buffer: Buffer): Buffer | Unread | undefined {
  try {
    // Without `O_NONBLOCK` a named pipe would be waited for until something writes into it.
    const file = openSync(place, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    try {
      return readOpen(file, buffer);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return whyUnread(place, error);
  }
}

/** Asks what was opened only where the first bytes leave it open: a system call less for nearly every file. */
function readOpen(file: number, buffer: Buffer): Buffer | Unread {
  const count = firstBytes(file, buffer);
  // Only what is no file, or larger than the buffer, gives no bytes or more than fit.
  if (count > 0 && count < buffer.length) return buffer.subarray(0, count);
  const stats = fstatSync(file);
  if (!stats.isFile()) return unreadAs(stats);
  const { size } = stats;
  if (size > LARGEST_FILE) return { reason: `${Math.ceil(size / MIB)} MiB, more than the ${LARGEST_FILE / MIB} MiB that are read` };
  // The rare large file gets a buffer of its own, whose memory comes back.
  return fill(size <= buffer.length ? buffer : Buffer.allocUnsafe(size), file, size);
}

/** How many bytes stand at the beginning of `buffer` now; none where what was opened does not say. */
function firstBytes(file: number, buffer: Buffer): number {
  try {
    return readSync(file, buffer, 0, buffer.length, 0);
  } catch (error) {
    // A folder, a pipe or a device, of which it is told as such.
    if (!fstatSync(file).isFile()) return 0;
    throw error;
  }
}

function unreadAs(stats: Stats): Unread {
  if (stats.isDirectory()) return FOLDER;
  return { reason: stats.isFIFO() ? 'a named pipe' : 'a device' };
}

function fill(buffer: Buffer, file: number, size: number): Buffer {
  let filled = 0;
  while (filled < size) {
    const count = readSync(file, buffer, filled, size - filled, filled);
    // Somebody cut the file off while it was read.
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

function whyUnread(place: string, error: unknown): Unread | undefined {
  // Anything but an error of the system is a bug.
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return { reason: 'no permission to read it' };
    case 'ELOOP':
      return { reason: 'a symbolic link that leads to itself' };
    case 'ENXIO':
      return { reason: 'a socket' };
    case 'ENOTDIR':
      return undefined;
    case 'ENOENT':
      if (place.includes(REPLACEMENT_CHARACTER)) return { reason: 'its name is not UTF-8' };
      return lstatSync(place, { throwIfNoEntry: false }) && { reason: 'a symbolic link to a file that does not exist' };
    default:
      return { reason: `it cannot be read (${String(error.code)})` };
  }
}

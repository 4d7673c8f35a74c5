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

function readOpen(file: number, buffer: Buffer): Buffer | Unread {
  const stats = fstatSync(file);
  if (!stats.isFile()) return { reason: kindOf(stats) };
  const { size } = stats;
  if (size > LARGEST_FILE) return { reason: `${Math.ceil(size / MIB)} MiB, more than the ${LARGEST_FILE / MIB} MiB that are read` };
  // The rare large file gets a buffer of its own, whose memory comes back.
  return fill(size <= buffer.length ? buffer : Buffer.allocUnsafe(size), file, size);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return 'a device';
}

function fill(buffer: Buffer, file: number, size: number): Buffer {
  let filled = 0;
  while (filled < size) {
    const count = readSync(file, buffer, filled, size - filled, null);
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

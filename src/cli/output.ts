import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import process from 'node:process';

/**
 * Standard output or standard error.
 *
 * The streams of Node take longer to load than all else that a run without a finding does, and only terminals need them: the others are
 * written at once, as Node itself does on most systems.
 */
export class Output {
  readonly #descriptor: 1 | 2;
  readonly #stream: () => NodeJS.WriteStream;
  #opened: NodeJS.WriteStream | undefined;

  constructor(descriptor: 1 | 2, stream: () => NodeJS.WriteStream) {
    this.#descriptor = descriptor;
    this.#stream = stream;
  }

  get isTTY(): boolean {
    return mayBeTerminal(this.#descriptor) && this.#open().isTTY;
  }

  write(content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const left = this.#opened || this.isTTY ? bytes : this.#writeAtOnce(bytes);
    if (left.length > 0) this.#open().write(left);
  }

  /** Answers with what a pipe that was made not to wait has no room for. */
  #writeAtOnce(bytes: Uint8Array): Uint8Array {
    let left = bytes;
    try {
      while (left.length > 0) left = left.subarray(writeSync(this.#descriptor, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.#stop(error as NodeJS.ErrnoException);
    }
    return left;
  }

  #open(): NodeJS.WriteStream {
    this.#opened ??= this.#stream().on('error', (error: NodeJS.ErrnoException) => this.#stop(error));
    return this.#opened;
  }

  #stop(error: NodeJS.ErrnoException): never {
    // Whoever reads the report, as `head` does, may stop reading.
    if (error.code === 'EPIPE') process.exit();
    if (this !== stderr) stderr.write(`kubemend: standard output cannot be written: ${error.message}\n`);
    process.exit(2);
  }
}

export const stdout = new Output(1, () => process.stdout);
export const stderr = new Output(2, () => process.stderr);

/** A character device, but that which swallows all. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && stats.rdev !== statSync(devNull, { throwIfNoEntry: false })?.rdev;
  } catch {
    // It was closed before the run began: Node opens something in its place.
    return false;
  }
}

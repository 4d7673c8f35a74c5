import { sinceStart } from '../core/clock.ts';

/** A run that is over before is not told of. */
const PATIENCE_IN_MS = 1000;

const INTERVAL_IN_MS = 100;

/** Back to the start of the line, and nothing on it. Source: ECMA-48, EL. */
const CLEAR = '\r\u001b[K';

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Tells how far a run is. */
export type Progress = (doing: string, done: number, total: number) => void;

/** One line of a terminal that says how far a long run is; `clear` takes it away before anything else is written there. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  #next: number;
  #isShown = false;

  constructor(terminal: Terminal, now: () => number = sinceStart) {
    this.#terminal = terminal;
    this.#now = now;
    this.#next = terminal.isTTY === true ? now() + PATIENCE_IN_MS : Infinity;
  }

  readonly tell: Progress = (doing, done, total) => {
    const now = this.#now();
    if (now < this.#next) return;
    this.#next = now + INTERVAL_IN_MS;
    this.#isShown = true;
    this.#terminal.write(`${CLEAR}${doing}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} files`);
  };

  clear(): void {
    if (this.#isShown) this.#terminal.write(CLEAR);
    this.#isShown = false;
  }
}

/** The same things, and somebody is told how far they are. */
export function* counted<T>(all: readonly T[], doing: string, progress: Progress | undefined): Generator<T> {
  for (const [index, item] of all.entries()) {
    progress?.(doing, index, all.length);
    yield item;
  }
}

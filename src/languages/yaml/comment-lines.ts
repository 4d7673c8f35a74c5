import type { Lines } from './lines.ts';

/** A comment of a document, with offsets from the start of the document. */
export interface PlacedComment {
  readonly text: string;
  readonly start: number;
}

/** The comments of a document by place. What was handed over to another place is left out of the answers. */
export class CommentLines {
  readonly #comments: readonly PlacedComment[];
  readonly #lines: Lines;
  readonly #moved = new Set<PlacedComment>();

  /** `comments`: in the order of the text. */
  constructor(comments: readonly PlacedComment[], lines: Lines) {
    this.#comments = comments;
    this.#lines = lines;
  }

  /** The comments that begin in a span and have not been taken. */
  within(start: number, end: number): readonly PlacedComment[] {
    const found: PlacedComment[] = [];
    for (let index = this.#indexAt(start); index < this.#comments.length && this.#comments[index]!.start < end; index++)
      if (!this.#moved.has(this.#comments[index]!)) found.push(this.#comments[index]!);
    return found;
  }

  /** The same; they are about to be written elsewhere. */
  take(start: number, end: number): readonly PlacedComment[] {
    const found = this.within(start, end);
    for (const comment of found) this.#moved.add(comment);
    return found;
  }

  /** The start of the comment lines directly above a line's start that are indented by `column`; `line` itself if there are none. */
  startOfLinesAbove(line: number, column: number): number {
    let start = line;
    for (let index = this.#indexAt(line) - 1; index >= 0; index--) {
      const { start: at } = this.#comments[index]!;
      if (this.#columnOf(at) !== column || this.#lines.endOfLine(at) !== start) break;
      start = this.#lines.startOfLine(at);
    }
    return start;
  }

  /** The end of the comment lines from a line's start on that are indented deeper than `column`. */
  endOfDeeperLines(line: number, column: number): number {
    let end = line;
    for (let index = this.#indexAt(line); index < this.#comments.length; index++) {
      const { start: at } = this.#comments[index]!;
      if (this.#columnOf(at) <= column || this.#lines.startOfLine(at) !== end) break;
      end = this.#lines.endOfLine(at);
    }
    return end;
  }

  /** The column of a comment that fills its line; -1 where something stands before it. */
  #columnOf(offset: number): number {
    return this.#lines.beginsLine(offset) ? this.#lines.columnOf(offset) : -1;
  }

  /** The index of the first comment at or after an offset. */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#comments[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Answers where lines begin and end. Offsets in, offsets or columns (from 0) out. */
export class Lines {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  startOfLine(offset: number): number {
    return this.#starts[this.#lineOf(offset)]!;
  }

  /** The start of the next line, or the end of the text. */
  endOfLine(offset: number): number {
    return this.#starts[this.#lineOf(offset) + 1] ?? this.#text.length;
  }

  columnOf(offset: number): number {
    return offset - this.startOfLine(offset);
  }

  /** By how many spaces, or tabs, the line of `offset` is indented. */
  indentOf(offset: number): number {
    const start = this.startOfLine(offset);
    let at = start;
    while (this.#text[at] === ' ' || this.#text[at] === '\t') at++;
    return at - start;
  }

  /** Whether only blanks stand before `offset` on its line. */
  beginsLine(offset: number): boolean {
    return this.indentOf(offset) >= this.columnOf(offset);
  }

  isMultiline(start: number, end: number): boolean {
    return this.endOfLine(start) < end;
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

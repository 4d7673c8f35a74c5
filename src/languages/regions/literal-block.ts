import type { Refusal } from '../../core/document.ts';
import type { TextEdit, TextRange } from '../../core/text.ts';
import type { Excerpt } from './excerpt.ts';

/** A line of a literal block scalar. */
interface Line {
  /** Where the line begins in the block's own text, without indentation. */
  readonly inner: number;
  /** Where the line begins in the text around, indentation included. */
  readonly physical: number;
  /** Where its content begins there. */
  readonly content: number;
}

/** What a literal block scalar is made of. */
export interface LiteralBlockSource {
  readonly outer: Excerpt;
  /** Where the lines below the `|` begin in the outer text. */
  readonly start: number;
  /** The lines as they are written. */
  readonly source: string;
  /** What the scalar says. */
  readonly value: string;
}

/**
 * The text of a literal block scalar (`|`), whatever its indentation and chomping.
 *
 * Line `i` of the value is line `i` below the `|` without its indentation. Whole-line edits become edits of whole outer lines, with the
 * indentation before every line that is not empty and the outer line break after it; all others map offset by offset.
 */
export function literalBlock({ outer, start, source, value }: LiteralBlockSource): Excerpt | Refusal {
  const written = source.split('\n');
  // At the end of a file without a final line break the scalar says one all the same.
  const text = value.endsWith('\n') && !source.endsWith('\n') ? value.slice(0, -1) : value;
  const says = text.split('\n');
  const indent = indentOf(written, says);
  const lines: Line[] = [];
  let inner = 0;
  let physical = start;
  for (const [index, said] of says.entries()) {
    const isPastEnd = index === says.length - 1 && said === '' && index > 0;
    const line = written[index] ?? '';
    if (!isPastEnd && line.slice(Math.min(indent, line.length)).replace(/\r$/, '') !== said)
      return { refused: 'the lines of the text do not match what it says' };
    lines.push({ inner, physical, content: isPastEnd ? physical : physical + Math.min(indent, line.replace(/\r$/, '').length) });
    inner += said.length + 1;
    physical += line.length + 1;
  }
  return new LiteralBlock(outer, text, lines, indent);
}

class LiteralBlock implements Excerpt {
  readonly text: string;
  readonly lineBreak = '\n';
  readonly #outer: Excerpt;
  readonly #lines: readonly Line[];
  readonly #pad: string;

  constructor(outer: Excerpt, text: string, lines: readonly Line[], indent: number) {
    this.text = text;
    this.#outer = outer;
    this.#lines = lines;
    this.#pad = ' '.repeat(indent);
  }

  rangeInFile(start: number, end: number): TextRange {
    return this.#outer.rangeInFile(this.#toOuter(start), this.#toOuter(end));
  }

  offsetOf(fileOffset: number): number {
    const offset = this.#outer.offsetOf(fileOffset);
    const line = this.#lines.findLast(({ physical }) => physical <= offset) ?? this.#lines[0]!;
    return Math.min(this.text.length, line.inner + Math.max(0, offset - line.content));
  }

  editInFile({ range: { start, end }, newText }: TextEdit): TextEdit | Refusal {
    const isWhole = this.#beginsLine(start) && this.#beginsLine(end) && (newText === '' || newText.endsWith('\n'));
    const range = isWhole
      ? { start: this.#lineAt(start).physical, end: this.#lineAt(end).physical }
      : { start: this.#toOuter(start), end: this.#toOuter(end) };
    const [first = '', ...rest] = newText.split('\n');
    const last = rest.length - 1;
    // What follows the last line break is the rest of a line, whose own indentation was cut off with what is replaced.
    const resumes = !isWhole && (!this.#beginsLine(end) || this.#lineAt(end).content > this.#lineAt(end).physical);
    const lines = [
      isWhole ? this.#indented(first) : first,
      ...rest.map((line, index) => (index === last && resumes ? this.#pad + line : this.#indented(line))),
    ];
    return this.#outer.editInFile({ range, newText: lines.join(this.#outer.lineBreak) });
  }

  #indented(line: string): string {
    return line === '' ? '' : this.#pad + line;
  }

  #toOuter(offset: number): number {
    const line = this.#lineAt(offset);
    return line.content + (offset - line.inner);
  }

  #beginsLine(offset: number): boolean {
    return this.#lineAt(offset).inner === offset;
  }

  #lineAt(offset: number): Line {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle]!.inner <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#lines[low]!;
  }
}

/** By how much the lines are indented: the first that is not blank tells. */
function indentOf(written: readonly string[], says: readonly string[]): number {
  const index = says.findIndex(line => line.trim() !== '');
  return index === -1 ? 0 : Math.max(0, (written[index] ?? '').replace(/\r$/, '').length - says[index]!.length);
}

/** One file as it was read. Nothing in the program holds text without its path. */
export interface SourceFile {
  /** Relative to the working directory, with `/`; `../` leads out of it. */
  readonly path: string;
  /** Exactly the decoded bytes: a byte order mark and a missing final newline included. */
  readonly text: string;
  /** Why this file may be linted but never written, where that is so. */
  readonly readOnly?: string;
}

/** A half-open span of UTF-16 offsets into one file: `start` is in, `end` is out. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces `range` by `newText`. An empty range inserts; an empty text deletes. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** Line and column for people: both from 1, the column in UTF-16 units, a byte order mark not counted. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const BYTE_ORDER_MARK = 0xfeff;

/**
 * Applies edits given in any order.
 *
 * Throws a `RangeError` if two of them overlap or begin at one offset: which comes first would be a guess.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.toSorted((a, b) => a.range.start - b.range.start);
  let result = '';
  let at = 0;
  let previous = -1;
  for (const { range, newText } of sorted) {
    if (range.start < at || range.start === previous || range.end < range.start || range.end > text.length)
      throw new RangeError(`edits overlap at offset ${range.start}`);
    result += text.slice(at, range.start) + newText;
    at = range.end;
    previous = range.start;
  }
  return result + text.slice(at);
}

/** The line break a file uses: that of its first line, or `\n`. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** The length of a byte order mark at the start of `text`: 0 or 1. */
export const byteOrderMarkLength = (text: string): number => (text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);

const mentioned = new WeakMap<SourceFile, Map<string, boolean>>();

/** Whether a word stands anywhere in a file: looked for once, since each of its documents may ask. */
export function mentions(file: SourceFile, word: string): boolean {
  const known = mentioned.get(file) ?? new Map<string, boolean>();
  mentioned.set(file, known);
  const found = known.get(word) ?? file.text.includes(word);
  known.set(word, found);
  return found;
}

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** Where an offset is, for people. The table of lines is made at the first question about a file. */
export function positionAt(file: SourceFile, offset: number): Position {
  const starts = lineStartsOf(file);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(0, offset - starts[low]!) + 1 };
}

/** The line that holds an offset, with its line break. */
export function lineAt(file: SourceFile, offset: number): TextRange {
  const { line } = positionAt(file, offset);
  const starts = lineStartsOf(file);
  return { start: starts[line - 1] ?? file.text.length, end: starts[line] ?? file.text.length };
}

/** The text of a line, counted from 1, without its line break. */
export function lineText(file: SourceFile, line: number): string {
  const starts = lineStartsOf(file);
  return file.text.slice(starts[line - 1] ?? file.text.length, starts[line] ?? file.text.length).replace(/\r?\n$/, '');
}

function lineStartsOf(file: SourceFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known) return known;
  const starts = [byteOrderMarkLength(file.text)];
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1);
  lineStarts.set(file, starts);
  return starts;
}

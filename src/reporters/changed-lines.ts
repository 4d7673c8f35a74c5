import type { FileEdit } from '../core/diagnostic.ts';
import type { SourceFile, TextRange } from '../core/text.ts';
import { applyEdits, positionAt } from '../core/text.ts';

/** Whole lines of a file, as they are and as edits leave them; neither text has its last line break. */
export interface ChangedLines {
  /** Counted from 1, both within. */
  readonly first: number;
  readonly last: number;
  readonly before: string;
  /** Not there where the lines go away. */
  readonly after: string | undefined;
}

/** The lines that edits of one file change, as one piece from the first to the last of them. */
export function changedLines(file: SourceFile, edits: readonly FileEdit[]): ChangedLines {
  const { text } = file;
  let start = lineStart(text, Math.min(...edits.map(({ range }) => range.start)));
  let end = Math.max(...edits.map(({ range }) => lineEnd(text, lastOffset(range))));
  // What is added behind the last line break changes the line before it, as far as lines can be counted.
  if (start === text.length && start > 0) start = lineStart(text, start - 1);
  let after = edited(text, { start, end }, edits);
  // Where the last line break goes, the next line moves up.
  while (after !== '' && !after.endsWith('\n') && end < text.length) {
    end = lineEnd(text, end);
    after = edited(text, { start, end }, edits);
  }
  return {
    first: positionAt(file, start).line,
    last: positionAt(file, Math.max(start, end - 1)).line,
    before: withoutLineBreak(text.slice(start, end)),
    after: after === '' ? undefined : withoutLineBreak(after),
  };
}

/** Edits of one file in groups of neighbours: those with more than `gap` lines between them are apart. */
export function neighbouringEdits(file: SourceFile, edits: readonly FileEdit[], gap: number): readonly (readonly FileEdit[])[] {
  const groups: FileEdit[][] = [];
  let last = -Infinity;
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start)) {
    if (positionAt(file, edit.range.start).line - last > gap) groups.push([edit]);
    else groups.at(-1)!.push(edit);
    last = positionAt(file, edit.range.end).line;
  }
  return groups;
}

const edited = (text: string, { start, end }: TextRange, edits: readonly FileEdit[]): string =>
  applyEdits(
    text.slice(start, end),
    edits.map(({ range, newText }) => ({ range: { start: range.start - start, end: range.end - start }, newText })),
  );

const lastOffset = ({ start, end }: TextRange): number => Math.max(start, end - 1);

const lineStart = (text: string, offset: number): number => (offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at + 1;
}

const withoutLineBreak = (text: string): string => text.replace(/\r?\n$/, '');

import type { Refusal } from '../../core/document.ts';
import { lineBreakOf, type SourceFile, type TextEdit, type TextRange } from '../../core/text.ts';

/**
 * A text that stands somewhere in a file, and how places in it and edits of it map there.
 *
 * Excerpts nest: a document is a slice of a file, a string in it is an excerpt of that slice, and may hold documents itself.
 */
export interface Excerpt {
  readonly text: string;
  /** What ends a line that is written into this text. */
  readonly lineBreak: '\n' | '\r\n';
  rangeInFile(start: number, end: number): TextRange;
  /** The offset in this text of a place in the file that lies in it. */
  offsetOf(fileOffset: number): number;
  /** An edit of this text as one of the file. */
  editInFile(edit: TextEdit): TextEdit | Refusal;
}

/** All of a file. */
export const wholeFile = ({ text }: SourceFile): Excerpt => ({
  text,
  lineBreak: lineBreakOf(text),
  rangeInFile: (start, end) => ({ start, end }),
  offsetOf: offset => offset,
  editInFile: edit => edit,
});

/** A stretch of another excerpt, as it is. */
export function sliceOf(outer: Excerpt, { start, end }: TextRange): Excerpt {
  return {
    text: outer.text.slice(start, end),
    lineBreak: outer.lineBreak,
    rangeInFile: (from, to) => outer.rangeInFile(start + from, start + to),
    offsetOf: fileOffset => outer.offsetOf(fileOffset) - start,
    editInFile: ({ range, newText }) => outer.editInFile({ range: { start: start + range.start, end: start + range.end }, newText }),
  };
}

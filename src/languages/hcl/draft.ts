import { lineBreakOf, type SourceFile } from '../../core/text.ts';
import type { Copy } from '../../core/model.ts';
import { writtenAt } from '../regions/part.ts';
import { CommentLines } from '../yaml/comment-lines.ts';
import { Lines } from '../yaml/lines.ts';
import { Pieces } from '../yaml/pieces.ts';
import { Refused, quotePath } from '../yaml/refused.ts';
import { HclValue } from './node.ts';
import { spellFlow, type SpellCopy } from './spell.ts';
import type { CommentSyntax, ListSyntax, MapSyntax, Span } from './syntax.ts';

/** What may follow a value on its line: a comma, and a comment. */
const REST = /^[ \t]*(?:(,)[ \t]*)?(?:(?:#|\/\/).*|\/\*[^\r\n]*\*\/[ \t]*)?\r?\n?$/;

/** The lines that an attribute, an element or an item fills. */
export interface Extent {
  readonly start: number;
  readonly end: number;
  readonly hasComma: boolean;
}

/** The text of a file with what is asked of it while it is changed. */
export class Draft {
  readonly text: string;
  readonly lines: Lines;
  readonly comments: CommentLines;
  readonly pieces: Pieces;
  readonly copy: SpellCopy;

  constructor(file: SourceFile, comments: readonly CommentSyntax[]) {
    this.text = file.text;
    this.lines = new Lines(file.text);
    this.comments = new CommentLines(comments, this.lines);
    this.pieces = new Pieces(file.text, lineBreakOf(file.text));
    this.copy = copy => spellCopy(copy, this.copy);
  }

  /** The indentation of the line of an offset. */
  indentAt(offset: number): string {
    const start = this.lines.startOfLine(offset);
    return this.text.slice(start, start + this.lines.indentOf(offset)).replace('\ufeff', '');
  }

  /** Lines as a text, whose first one goes on from what stands there. */
  joined = (lines: readonly string[]): string => lines.join(this.pieces.lineBreak);

  isOneLine = ({ inside }: MapSyntax | ListSyntax): boolean => !this.lines.isMultiline(inside.start, inside.end + 1);

  /** The whole lines of something that has them to itself. */
  extentOf({ start, end }: Span): Extent {
    const lineEnd = this.lines.endOfLine(end);
    const rest = REST.exec(this.text.slice(end, lineEnd));
    if (!this.lines.beginsLine(start) || !rest) throw new Refused('another value stands on the same line');
    return { start: this.lines.startOfLine(start), end: lineEnd, hasComma: rest[1] !== undefined };
  }
}

/** Spans of what a map or list holds; of blocks up to the last of them. */
export const spansOf = (node: MapSyntax | ListSyntax): readonly Span[] =>
  node.kind === 'list'
    ? node.items.map(({ value }) => value)
    : node.entries.map(({ span, value }) => span ?? { start: value.start, end: lastEnd(value) });

function lastEnd(value: MapSyntax['entries'][number]['value']): number {
  if (value.kind === 'list') return Math.max(value.end, ...value.items.map(({ value: item }) => item.end));
  if (value.kind === 'map') return Math.max(value.end, ...value.entries.map(entry => lastEnd(entry.value)));
  return value.end;
}

/** As it is written, where it is HCL of one line. */
function spellCopy({ copyOf }: Copy, copy: SpellCopy): string {
  const written = writtenAt(copyOf);
  const { value } = copyOf;
  if (value !== null && typeof value === 'object') throw new Refused(`${quotePath(copyOf.path)} is not a scalar`);
  return written instanceof HclValue && !written.source.includes('\n') ? written.source : spellFlow(value, copy);
}

import type { Label } from '../core/diagnostic.ts';
import type { SourceFile, TextRange } from '../core/text.ts';
import { lineText, positionAt } from '../core/text.ts';
import { displayWidth } from './display-width.ts';
import { groupBy } from './group-by.ts';
import { plural } from './plural.ts';
import type { SourceLine } from './source-line.ts';
import { layOutLine } from './source-line.ts';
import { visible } from './visible.ts';

/** Wide enough for most files, so that frames below each other line up. */
const LEAST_GUTTER = 2;
const MOST_RELATED = 8;
/** Columns between a label and the next mark on its row. */
const LABEL_GAP = 2;

/** What a finding shows of the files it is about. */
export interface Frame {
  readonly primary: Label;
  readonly related: readonly Label[];
  /** Printed below the source, each behind `=`. */
  readonly notes: readonly Note[];
}

export interface Note {
  readonly name: string;
  readonly text: string;
  /** Where a click on the text leads. */
  readonly url?: string | undefined;
}

/** How the parts of a frame are coloured. */
export interface FramePaint {
  gutter(text: string): string;
  mark(text: string): string;
  noteName(text: string): string;
  link(text: string, url: string): string;
}

/** A label within one line. */
interface Mark {
  readonly line: number;
  /** Offsets from the start of the line; the line break is no part of it. */
  readonly span: TextRange;
  readonly sign: '^' | '-';
  readonly text: string;
}

/** The left edge of a frame, as wide as its longest line number. */
interface Gutter {
  /** A row of source or marks, with its line number where it has one. */
  row(text: string, line?: number): string;
  /** A sign that ends above the bar. */
  arrow(sign: string): string;
  /** A sign in the place of the bar. */
  beside(sign: string): string;
}

/** The source that a finding is about, with marks below it, as the lines of a text. */
export function formatFrame({ primary, related, notes }: Frame, paint: FramePaint): readonly string[] {
  const shown = [primary, ...related.slice(0, MOST_RELATED)];
  const hidden = related.length - MOST_RELATED;
  const more: readonly Note[] = hidden > 0 ? [{ name: 'note', text: `and ${plural(hidden, 'more place')}` }] : [];
  const gutter = gutterFor(shown, paint);

  return [
    // The file of the primary label comes first, the others as they are first named.
    ...[...groupBy(shown, ({ file }) => file.path).values()].flatMap(labels => formatFile(labels, primary, gutter, paint)),
    ...[...more, ...notes].map(note => `${gutter.beside('=')} ${paint.noteName(`${note.name}:`)} ${noteText(note, paint)}`),
  ];
}

const noteText = ({ text, url }: Note, paint: FramePaint): string => (url === undefined ? visible(text) : paint.link(visible(text), url));

function gutterFor(labels: readonly Label[], paint: FramePaint): Gutter {
  const lastLine = Math.max(...labels.map(({ file, range }) => positionAt(file, range.start).line));
  const width = Math.max(LEAST_GUTTER, String(lastLine).length);
  return {
    row: (text, line) => paint.gutter(`${String(line ?? '').padStart(width)} |`) + (text && ` ${text}`),
    arrow: sign => paint.gutter(' '.repeat(width) + sign),
    beside: sign => paint.gutter(`${' '.repeat(width)} ${sign}`),
  };
}

function formatFile(labels: readonly Label[], primary: Label, gutter: Gutter, paint: FramePaint): readonly string[] {
  const { file, range } = labels[0]!;
  const marks = labels.map(label => markOf(label, label === primary ? '^' : '-'));
  const { line, column } = positionAt(file, range.start);
  return [
    `${gutter.arrow(labels[0] === primary ? '-->' : ':::')} ${visible(file.path)}:${line}:${column}`,
    gutter.row(''),
    ...formatLines(file, marks, gutter, paint),
    gutter.row(''),
  ];
}

/** A span over several lines is marked on its first line, to the end of that line. */
function markOf({ file, range, text }: Label, sign: Mark['sign']): Mark {
  const { line, column } = positionAt(file, range.start);
  const end = positionAt(file, range.end);
  const { length } = lineText(file, line);
  const span = { start: Math.min(column - 1, length), end: end.line === line ? Math.min(end.column - 1, length) : length };
  return { line, span, sign, text: visible(text) };
}

function formatLines(file: SourceFile, marks: readonly Mark[], gutter: Gutter, paint: FramePaint): readonly string[] {
  const rows: string[] = [];
  let previous: number | undefined;
  for (const line of new Set(marks.map(mark => mark.line).toSorted((a, b) => a - b))) {
    const between = previous === undefined ? 0 : line - previous - 1;
    // One line takes as much room as the dots that would stand for it.
    if (between === 1) rows.push(...formatLine(file, line - 1, [], gutter, paint));
    if (between > 1) rows.push(paint.gutter('...'));
    const marksOfLine = marks.filter(mark => mark.line === line);
    rows.push(...formatLine(file, line, marksOfLine, gutter, paint));
    previous = line;
  }
  return rows;
}

function formatLine(file: SourceFile, line: number, marks: readonly Mark[], gutter: Gutter, paint: FramePaint): readonly string[] {
  const spans = marks.map(({ span }) => span);
  const source = layOutLine(lineText(file, line), spans);
  return [gutter.row(source.text, line), ...markRows(source, marks, paint).map(row => gutter.row(row))];
}

/** Each mark with its text goes into the first row where nothing stands at or behind its place. */
function markRows(source: SourceLine, marks: readonly Mark[], paint: FramePaint): readonly string[] {
  const rows: { text: string; width: number }[] = [];
  for (const { span, sign, text } of marks.toSorted((a, b) => a.span.start - b.span.start)) {
    const { start, end } = source.columnsOf(span);
    let row = rows.find(({ width }) => width + LABEL_GAP <= start);
    if (!row) rows.push((row = { text: '', width: 0 }));
    const marked = sign.repeat(end - start) + (text && ` ${text}`);
    row.text += ' '.repeat(start - row.width) + paint.mark(marked);
    row.width = start + displayWidth(marked);
  }
  return rows.map(({ text }) => text);
}

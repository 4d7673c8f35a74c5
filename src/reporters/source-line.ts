import type { TextRange } from '../core/text.ts';
import { displayWidth, graphemes } from './display-width.ts';
import { visible } from './visible.ts';

/** Longer lines are cut. This and the next two count UTF-16 units, so that a line of a megabyte is never segmented. */
const LONGEST_LINE = 160;
/** What is kept on both sides of a span in a line that is cut. */
const CONTEXT = 50;
/** What is kept of a span in a line that is cut. */
const LONGEST_SPAN = 60;

/** As wide wherever it stands: marks need not know about tab stops. */
const TAB = '    ';
const ELLIPSIS = '…';

/** A line as it is printed. */
export interface SourceLine {
  readonly text: string;
  /** The columns, from 0, that a span of the line takes on a terminal: at least one, so that every span can be marked. */
  columnsOf(span: TextRange): TextRange;
}

/** A character on the terminal and the part of the line it shows. */
interface Cell extends TextRange {
  readonly shown: string;
  readonly width: number;
}

/** Lays out a line. The offsets of `spans` count from its start; where the line is too long, its text around them is kept. */
export function layOutLine(text: string, spans: readonly TextRange[]): SourceLine {
  const cells: Cell[] = [];
  let at = 0;
  for (const { start, end } of keptWindows(text, spans)) {
    if (end <= at) continue;
    if (start > at) cells.push(gap(at, start));
    cells.push(...cellsOf(text, Math.max(start, at), end));
    at = end;
  }
  if (at < text.length) cells.push(gap(at, text.length));

  return {
    text: cells.map(({ shown }) => shown).join(''),
    columnsOf(span) {
      const start = totalWidth(cells.filter(cell => cell.end <= span.start));
      const end = totalWidth(cells.filter(cell => cell.start < span.end));
      return { start, end: Math.max(end, start + 1) };
    },
  };
}

/** Sorted by start; they may overlap. */
function keptWindows(text: string, spans: readonly TextRange[]): readonly TextRange[] {
  const whole = { start: 0, end: text.length };
  if (text.length <= LONGEST_LINE) return [whole];
  if (spans.length === 0) return [{ start: 0, end: wholeCharacter(text, LONGEST_LINE) }];
  return spans
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => ({
      start: wholeCharacter(text, Math.max(0, start - CONTEXT)),
      end: wholeCharacter(text, Math.min(text.length, Math.min(end, start + LONGEST_SPAN) + CONTEXT)),
    }));
}

/** Steps back from the middle of a surrogate pair. */
const wholeCharacter = (text: string, offset: number): number => (text.codePointAt(offset - 1)! > 0xffff ? offset - 1 : offset);

const gap = (start: number, end: number): Cell => ({ start, end, shown: ELLIPSIS, width: 1 });

function cellsOf(text: string, from: number, to: number): readonly Cell[] {
  return Array.from(graphemes(text.slice(from, to)), ({ segment, index }) => {
    const shown = segment === '\t' ? TAB : visible(segment);
    const start = from + index;
    return { start, end: start + segment.length, shown, width: displayWidth(shown) };
  });
}

const totalWidth = (cells: readonly Cell[]): number => cells.reduce((sum, { width }) => sum + width, 0);

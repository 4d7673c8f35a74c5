import type { TextRange } from '../../core/text.ts';
import { findActions, isOpening, type Action } from './actions.ts';
import type { Place } from './line-reader.ts';
import { templateLines, type TemplateLine } from './places.ts';

export { findActions, isBalanced, type Action } from './actions.ts';

/** A template of the same length and the same lines that YAML can read, with what it hides. */
export interface MaskedTemplate {
  readonly text: string;
  readonly actions: readonly Action[];
}

/** The last text that was looked at: what turns out to be a template is masked next. */
let last: { readonly text: string; readonly actions: readonly Action[]; readonly lines: readonly TemplateLine[] } | undefined;

function linesOf(text: string): NonNullable<typeof last> {
  if (last?.text === text) return last;
  const actions = findActions(text);
  return (last = { text, actions, lines: templateLines(text, actions) });
}

/** Says of each line with actions what stands there instead of each of them. */
type Fill = (line: TemplateLine, index: number) => ' ' | 'x' | '#';

/**
 * The masks to try, in order, until one can be parsed: actions that stand alone as blanks; as comments; and without the
 * bodies of `else`, or those before the last `else`, as YAML knows no alternatives; and without the commas that are printed between items
 * only. Outside of actions the first two change nothing.
 */
export function* masks(text: string): Generator<MaskedTemplate> {
  const { actions, lines } = linesOf(text);
  yield { text: maskLines(text, lines, fill), actions };
  if (lines.some(({ isBare }) => isBare)) yield { text: maskLines(text, lines, fillWithComments), actions };
  for (const bodies of [...alternatives(actions), separators(text, actions)]) {
    if (bodies.length === 0) continue;
    const rest = blank(text, bodies);
    yield { text: maskLines(rest, templateLines(rest, findActions(rest)), fill), actions };
  }
}

/**
 * Whether a text is a template at all: whether YAML would take an action for something else than text. In quotes, block
 * scalars and the middle of plain text `{{ … }}` means nothing to YAML: Prometheus and others write it there.
 */
export function isTemplate(text: string): boolean {
  if (!text.includes('{{')) return false;
  return linesOf(text).lines.some(({ actions, places }) =>
    actions.some(({ range }, index) => {
      const source = text.slice(range.start, range.end);
      return source.endsWith('}}') && isMisread(source, places[index]!);
    }),
  );
}

const isMisread = (source: string, { kind, isFirst, inFlow }: Place): boolean =>
  kind === 'plain' && (isFirst || inFlow || /:\s|\s#|\n/.test(source));

/** Nothing where a value is missing or nothing is printed, so that nested lines may follow; else text. */
const fill: Fill = (line, index) => {
  const { kind } = line.places[index]!;
  if (kind === 'comment') return 'x';
  if (line.isBare) return line.block ? 'x' : ' ';
  if (kind === 'quoted') return 'x';
  return line.wholeFrom !== undefined && index >= line.wholeFrom ? ' ' : inline(line, index);
};

const fillWithComments: Fill = (line, index) =>
  line.isBare && !line.block && line.places[index]!.kind !== 'quoted' ? '#' : fill(line, index);

const inline: Fill = ({ actions }, index) => (actions[index]!.kind === 'value' ? 'x' : ' ');

function maskLines(text: string, lines: readonly TemplateLine[], fill: Fill): string {
  const pieces: string[] = [];
  let at = 0;
  for (const line of lines) {
    for (const [index, { range }] of line.actions.entries()) {
      const sign = fill(line, index);
      pieces.push(text.slice(at, range.start), cover(text.slice(range.start, range.end), sign, marginOf(line, range.start, sign)));
      at = range.end;
    }
  }
  return pieces.join('') + text.slice(at);
}

/** How many columns are blank before a sign counts: on the line where an action begins, and on those below it. */
interface Margin {
  readonly first: number;
  readonly below: number;
}

/**
 * A line of actions in a block scalar becomes text of it, from the column of that text on: blanks above the first words would have to be
 * no deeper than these. Elsewhere what follows the first line of an action is blank, so that no column of it counts.
 */
function marginOf({ start, isBare, block }: TemplateLine, offset: number, sign: string): Margin {
  if (isBare && block) return { first: start + block.indent - offset, below: block.indent };
  return { first: 0, below: sign === '#' ? 0 : Infinity };
}

function cover(source: string, sign: string, { first, below }: Margin): string {
  const lines = source.includes('\n') ? source.split(/(?<=\n)/) : [source];
  return lines.map((line, index) => coverLine(line, sign, Math.max(0, index === 0 ? first : below))).join('');
}

function coverLine(line: string, sign: string, blanks: number): string {
  if (line.includes('\r')) return line.slice(0, blanks).replace(/[^\r\n]/g, ' ') + line.slice(blanks).replace(/[^\r\n]/g, sign);
  const length = line.endsWith('\n') ? line.length - 1 : line.length;
  const blank = Math.min(blanks, length);
  return ' '.repeat(blank) + sign.repeat(length - blank) + line.slice(length);
}

/** Of all that chooses by `else`: what stands behind the first one, and what stands before the last one. */
function alternatives(actions: readonly Action[]): readonly (readonly TextRange[])[] {
  const open: { readonly opening: Action; first?: Action; last?: Action }[] = [];
  const behind: TextRange[] = [];
  const before: TextRange[] = [];
  for (const action of actions) {
    const top = open.at(-1);
    if (isOpening(action)) open.push({ opening: action });
    else if (action.keyword === 'else' && top) {
      top.first ??= action;
      top.last = action;
    } else if (action.keyword === 'end' && top) {
      open.pop();
      if (!top.first || !top.last) continue;
      behind.push({ start: top.first.range.start, end: action.range.start });
      before.push({ start: top.opening.range.end, end: top.last.range.start });
    }
  }
  return [behind, before];
}

/** Bodies that are nothing but a comma: `[{{ range .a }}{{ if . }}, {{ end }}{{ . }}{{ end }}]` would begin with one. */
function separators(text: string, actions: readonly Action[]): readonly TextRange[] {
  const bodies = actions.slice(1).map((action, index) => ({ start: actions[index]!.range.end, end: action.range.start }));
  return bodies.filter(({ start, end }, index) => isOpening(actions[index]!) && /^\s*,\s*$/.test(text.slice(start, end)));
}

function blank(text: string, ranges: readonly TextRange[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    result += text.slice(at, from) + text.slice(from, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return result + text.slice(at);
}

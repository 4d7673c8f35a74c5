import type { TextRange } from '../../core/text.ts';
import { matchAt } from './match-at.ts';

/** One action `{{ … }}` of a template. One that is never closed ends with its line. */
export interface Action {
  readonly range: TextRange;
  /** A `value` prints something; a `control`, an assignment among them, steers what is printed; a `comment` does nothing. */
  readonly kind: 'value' | 'control' | 'comment';
  /** The word it begins with: `if`, `end`, `include`, `toYaml` …; empty where it begins with something else. */
  readonly keyword: string;
}

const OPENING: ReadonlySet<string> = new Set(['if', 'range', 'with', 'define', 'block']);
const CONTROL: ReadonlySet<string> = new Set([...OPENING, 'else', 'end', 'break', 'continue']);

/** What a comment begins with, at `{{`. */
const COMMENT = /\{\{(?:-\s)?\s*\/\*/y;
const COMMENT_END = /\*\/\s*-?\}\}/y;
const WORD = /\{\{-?\s*([A-Za-z_]\w*)?/y;
const ASSIGNMENT = /\{\{-?\s*\$\w*(?:\s*,\s*\$\w+)?\s*:?=(?!=)/y;

/**
 * The actions of a template, in order, in one pass. Strings, raw strings, character constants and comments may hold `}}`;
 * quotes that are escaped for the YAML around an action are not its own.
 */
export function findActions(text: string): readonly Action[] {
  const scanner = new Scanner(text);
  const actions: Action[] = [];
  for (let start = text.indexOf('{{'); start !== -1;) {
    const end = scanner.endOfAction(start);
    actions.push({ range: { start, end }, ...natureOf(text, start, end) });
    start = text.indexOf('{{', end);
  }
  return actions;
}

/**
 * Whether a span of the text holds as many openings as `end`s of control actions, so that it can be cut out without
 * breaking the template. No action may stick out of it, nor an `else` belong to an opening before it.
 */
export function isBalanced(actions: readonly Action[], range: TextRange): boolean {
  let depth = 0;
  for (const action of actions) {
    if (action.range.end <= range.start || action.range.start >= range.end) continue;
    if (action.range.start < range.start || action.range.end > range.end) return false;
    if (isOpening(action)) depth++;
    else if (action.keyword === 'end' && --depth < 0) return false;
    else if (action.keyword === 'else' && depth === 0) return false;
  }
  return depth === 0;
}

/** Whether an `end` belongs to an action. */
export const isOpening = ({ kind, keyword }: Action): boolean => kind === 'control' && OPENING.has(keyword);

/** The index of the first action that ends after an offset. */
export function firstActionAfter(actions: readonly Action[], offset: number): number {
  let low = 0;
  let high = actions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (actions[middle]!.range.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function natureOf(text: string, start: number, end: number): Pick<Action, 'kind' | 'keyword'> {
  if (matchAt(COMMENT, text, start)) return { kind: 'comment', keyword: '' };
  const word = matchAt(WORD, text, start)?.[1] ?? '';
  const keyword = start + 2 + word.length <= end ? word : '';
  return { kind: CONTROL.has(keyword) || matchAt(ASSIGNMENT, text, start) ? 'control' : 'value', keyword };
}

const BROKEN = -1;

/** Finds the ends of actions; what it has read it never reads again, whatever the text holds. */
class Scanner {
  readonly #text: string;
  readonly #lastRaw: number;
  readonly #lastComment: number;
  /** Up to here the text is broken: the actions before it end at the first `}}`. */
  #brokenUntil = 0;
  /** Where the line of a broken action ends, and the `}}` after it: found once for all actions before them. */
  #lineEnd = 0;
  #close = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lastRaw = text.lastIndexOf('`');
    this.#lastComment = text.lastIndexOf('*/');
  }

  endOfAction(start: number): number {
    const end = start < this.#brokenUntil ? BROKEN : this.#endOfSound(start);
    return end === BROKEN ? this.#endOfBroken(start) : end;
  }

  /** The end of a well-formed action; otherwise marks how far the text was read. */
  #endOfSound(start: number): number {
    const comment = matchAt(COMMENT, this.#text, start);
    if (comment) return this.#endOfComment(start + comment[0].length);
    for (let at = start + 2; at < this.#text.length; at++) {
      const char = this.#text[at]!;
      if (char === '}' && this.#text[at + 1] === '}') return at + 2;
      if (char === '{' && this.#text[at + 1] === '{') return this.#break(at);
      if (char === '\\') at++;
      else if (char === '`') {
        if (at >= this.#lastRaw) return this.#break(at);
        at = this.#text.indexOf('`', at + 1);
      } else if (char === '"' || char === "'") {
        const close = this.#endOfString(at);
        if (this.#text[close] !== char) return this.#break(close);
        at = close;
      }
    }
    return this.#break(this.#text.length);
  }

  #endOfComment(from: number): number {
    const close = from > this.#lastComment ? -1 : this.#text.indexOf('*/', from);
    if (close === -1) return this.#break(from);
    const end = matchAt(COMMENT_END, this.#text, close);
    return end ? close + end[0].length : this.#break(close);
  }

  /** The offset of the closing quote, or of the line break or end that comes before it. */
  #endOfString(open: number): number {
    const quote = this.#text[open];
    let at = open + 1;
    for (; at < this.#text.length; at++) {
      const char = this.#text[at];
      if (char === quote || char === '\n') break;
      if (char === '\\' && this.#text[at + 1] !== '\n') at++;
    }
    return at;
  }

  #break(at: number): number {
    this.#brokenUntil = at;
    return BROKEN;
  }

  #endOfBroken(start: number): number {
    if (this.#lineEnd <= start) this.#lineEnd = indexOrEnd(this.#text, '\n', start);
    if (this.#close < start + 2) this.#close = indexOrEnd(this.#text, '}}', start + 2);
    if (this.#close < this.#lineEnd) return this.#close + 2;
    return this.#text[this.#lineEnd - 1] === '\r' ? this.#lineEnd - 1 : this.#lineEnd;
  }
}

function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index === -1 ? text.length : index;
}

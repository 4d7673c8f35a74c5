import type { TextRange } from '../../core/text.ts';
import type { Action } from './actions.ts';
import { matchAt } from './match-at.ts';

/** Where YAML has an action stand, as far as its line tells. */
export interface Place {
  readonly kind: 'comment' | 'quoted' | 'block' | 'plain';
  /** Whether a value, an item, a key or a line begins with it. */
  readonly isFirst: boolean;
  /** Whether it stands between brackets or braces. */
  readonly inFlow: boolean;
}

/** A text written with `|` or `>`. */
export interface Block {
  /** The column of what holds it; what is deeper belongs to it. */
  readonly parent: number;
  /** The least column of its lines; lines of actions alone count only where there is no other. */
  indent: number;
  hasText: boolean;
}

/** What a line leaves open for the next one. */
export interface Open {
  /** The quote, and the column of the line it stands in. */
  quote: { readonly sign: string; readonly indent: number } | undefined;
  /** The number of brackets, and the column of the line with the first of them. */
  flow: { depth: number; indent: number };
  block: Block | undefined;
  /** The column of what holds the plain text at the end of the line: deeper lines go on with it. */
  plain: number | undefined;
}

const BLOCK_HEADER = /[|>][-+\d]*[ \t]*(?=\r?$|#|\{\{)/my;
/** What is text wherever text goes on. */
const WORD = /[\w./-]+/y;
const PROPERTY = /[&!](?:(?!\{\{)\S)*/y;

/** Reads the YAML of one line between its actions. */
export class LineReader {
  readonly places: Place[] = [];
  readonly #text: string;
  readonly #range: TextRange;
  readonly #actions: readonly Action[];
  readonly #indent: number;
  readonly #open: Open;
  #at: number;
  /** Whether what comes next begins a key, an item or a value. */
  #isFirst: boolean;
  /** Whether what came last is plain text. */
  #isPlain: boolean;
  /** Where the key or value that is being read begins, and how many actions stand before it. */
  #token: { at: number; places: number };
  /** The column of the key or dash that holds what comes next. */
  #parent: number;

  constructor(text: string, range: TextRange, actions: readonly Action[], indent: number, open: Open) {
    this.#text = text;
    this.#range = range;
    this.#actions = actions;
    this.#indent = indent;
    this.#open = open;
    this.#at = range.start + indent;
    this.#isFirst = open.plain === undefined;
    this.#isPlain = !this.#isFirst;
    this.#token = { at: this.#at, places: 0 };
    this.#parent = open.plain ?? indent - 1;
  }

  read(): void {
    while (this.#at < this.#range.end) this.#readNext();
    this.#placeRest('plain');
    const { flow, block, quote } = this.#open;
    this.#open.plain = flow.depth > 0 || block || quote || this.#isFirst || !this.#isPlain ? undefined : this.#parent;
  }

  #readNext(): void {
    const action = this.#actions[this.places.length];
    const char = this.#text[this.#at]!;
    if (action && action.range.start <= this.#at) this.#readAction(action);
    else if (this.#open.quote) this.#readQuoted(char, this.#open.quote.sign);
    else if (' \t\r'.includes(char)) this.#at++;
    else if (char === '#' && this.#isBlankAt(this.#at - 1)) this.#readToEnd('comment');
    else if (!this.#readFirst(char) && !this.#readBracket(char)) this.#readPlain(char);
  }

  #readAction({ range, kind }: Action): void {
    const isText = this.#open.quote === undefined;
    if (isText && this.#isFirst && kind === 'value') this.#startToken();
    this.#place(isText ? 'plain' : 'quoted');
    this.#at = Math.max(this.#at, range.end);
    if (!isText || kind !== 'value') return;
    this.#isFirst = false;
    this.#isPlain = true;
  }

  #readQuoted(char: string, sign: string): void {
    const isEscaped = (char === '\\' && sign === '"') || (char === "'" && sign === "'" && this.#text[this.#at + 1] === "'");
    this.#at += isEscaped ? 2 : 1;
    if (!isEscaped && char === sign) this.#open.quote = undefined;
  }

  /** What means something only where a value may begin. */
  #readFirst(char: string): boolean {
    if (!this.#isFirst) return false;
    const inFlow = this.#open.flow.depth > 0;
    if (char === '"' || char === "'") {
      this.#startToken();
      this.#open.quote = { sign: char, indent: this.#indent };
      this.#at++;
      this.#isFirst = this.#isPlain = false;
    } else if (!inFlow && matchAt(BLOCK_HEADER, this.#text, this.#at)) {
      this.#open.block = { parent: this.#parent, indent: Infinity, hasText: false };
      this.#readToEnd('plain');
    } else if (!inFlow && '-?'.includes(char) && this.#isBlankAt(this.#at + 1)) {
      this.#parent = this.#at++ - this.#range.start;
    } else if ('&!'.includes(char)) {
      this.#at += matchAt(PROPERTY, this.#text, this.#at)![0].length;
    } else return false;
    return true;
  }

  #readBracket(char: string): boolean {
    const { flow } = this.#open;
    if ('[{'.includes(char) && (this.#isFirst || flow.depth > 0)) {
      if (flow.depth++ === 0) flow.indent = this.#indent;
      this.#isFirst = true;
    } else if (flow.depth > 0 && ']},'.includes(char)) {
      if (char !== ',') flow.depth--;
      this.#isFirst = char === ',';
    } else return false;
    this.#isPlain = false;
    this.#at++;
    return true;
  }

  #readPlain(char: string): void {
    const isColon = char === ':' && (this.#isBlankAt(this.#at + 1) || (this.#open.flow.depth > 0 && !this.#isPlain));
    if (isColon) this.#endKey();
    else if (this.#isFirst) this.#startToken();
    this.#isFirst = isColon;
    this.#isPlain = true;
    this.#at++;
    if (!isColon && matchAt(WORD, this.#text, this.#at)) this.#at = WORD.lastIndex;
  }

  #startToken(): void {
    this.#token = { at: this.#at, places: this.places.length };
  }

  /** What was read since the token began turns out to be a key. */
  #endKey(): void {
    for (let index = this.#token.places; index < this.places.length; index++)
      this.places[index] = { ...this.places[index]!, isFirst: true };
    this.#parent = this.#token.at - this.#range.start;
    this.#startToken();
  }

  #readToEnd(kind: Place['kind']): void {
    this.#placeRest(kind);
    this.#at = this.#range.end;
  }

  #placeRest(kind: Place['kind']): void {
    while (this.places.length < this.#actions.length) this.#place(kind);
  }

  #place(kind: Place['kind']): void {
    this.places.push({ kind, isFirst: kind === 'plain' && this.#isFirst, inFlow: this.#open.flow.depth > 0 });
  }

  #isBlankAt(at: number): boolean {
    return at < 0 || at >= this.#text.length || ' \t\r\n'.includes(this.#text[at]!);
  }
}

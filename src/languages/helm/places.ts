import type { TextRange } from '../../core/text.ts';
import type { Action } from './actions.ts';
import { LineReader, type Block, type Open, type Place } from './line-reader.ts';
import { matchAt } from './match-at.ts';

/** A line that holds actions; line breaks inside of actions do not end it. */
export interface TemplateLine {
  /** The offset where it begins. */
  readonly start: number;
  readonly actions: readonly Action[];
  /** One for each action. */
  readonly places: readonly Place[];
  /** The index of the first of the actions that end the line and are all there is after a key, a dash or the header of a block scalar. */
  readonly wholeFrom: number | undefined;
  /** Whether there is nothing but actions and blanks. */
  readonly isBare: boolean;
  /** The block scalar it belongs to; of bare lines above the first words also one that is deeper than they are. */
  readonly block?: Block | undefined;
}

const DOCUMENT_MARK = /(?:---|\.\.\.)(?=\s|$)/y;
/** A key in front of an action, with nothing between: `annotations:{{ … }}`. */
const GLUED_KEY = /^[ \t]*[^\s:#'"{}[\],-][^\s:#'"]*:$/;

/**
 * The lines of a template that hold actions, with the places of these. It reads only as much YAML as tells text from
 * structure: quotes, block scalars, comments, brackets; where it takes one for the other, a mask fails.
 */
export function templateLines(text: string, actions: readonly Action[]): readonly TemplateLine[] {
  return new TemplateReader(text, actions).read();
}

class TemplateReader {
  readonly #text: string;
  readonly #actions: readonly Action[];
  readonly #lines: TemplateLine[] = [];
  readonly #open: Open = { quote: undefined, flow: { depth: 0, indent: 0 }, block: undefined, plain: undefined };

  constructor(text: string, actions: readonly Action[]) {
    this.#text = text;
    this.#actions = actions;
  }

  read(): readonly TemplateLine[] {
    let next = 0;
    for (let start = 0; start < this.#text.length;) {
      const first = next;
      let end = this.#lineBreak(start);
      for (; next < this.#actions.length && this.#actions[next]!.range.start < end; next++)
        if (this.#actions[next]!.range.end > end) end = this.#lineBreak(this.#actions[next]!.range.end);
      this.#readLine({ start, end }, this.#actions.slice(first, next));
      start = end + 1;
    }
    return this.#lines;
  }

  #lineBreak(from: number): number {
    const newline = this.#text.indexOf('\n', from);
    return newline === -1 ? this.#text.length : newline;
  }

  #readLine(range: TextRange, actions: readonly Action[]): void {
    const indent = this.#columnOfText(range);
    const isBare = this.#isBare(range, actions);
    if (isBare && actions.length === 0) return;
    if (!isBare) this.#closeBefore(range.start + indent, indent);
    const isInBlock = this.#open.block !== undefined && indent > this.#open.block.parent;
    const block = isInBlock || (isBare && this.#open.block?.hasText === false) ? this.#open.block : undefined;
    if (block && isInBlock) extend(block, indent, isBare);
    const places = isInBlock
      ? placesInBlock(actions)
      : isBare
        ? this.#placesOfBare(actions, indent)
        : this.#placesInText(range, actions, indent);
    if (actions.length > 0)
      this.#lines.push({
        start: range.start,
        actions,
        places,
        wholeFrom: this.#wholeFrom(range, actions, places),
        isBare,
        block,
      });
  }

  #columnOfText({ start, end }: TextRange): number {
    let at = start;
    while (at < end && this.#text[at] === ' ') at++;
    return at - start;
  }

  #isBare({ start, end }: TextRange, actions: readonly Action[]): boolean {
    let at = start;
    for (const { range } of actions) {
      if (this.#text.slice(at, range.start).trim() !== '') return false;
      at = range.end;
    }
    return this.#text.slice(at, end).trim() === '';
  }

  #wholeFrom({ start, end }: TextRange, actions: readonly Action[], places: readonly Place[]): number | undefined {
    let first = actions.length;
    for (let from = end; first > 0 && this.#text.slice(actions[first - 1]!.range.end, from).trim() === '';)
      from = actions[--first]!.range.start;
    const place = places[first];
    if (place?.kind !== 'plain' || place.inFlow) return undefined;
    return place.isFirst || GLUED_KEY.test(this.#text.slice(start, actions[first]!.range.start)) ? first : undefined;
  }

  /** Ends what a line at this column cannot belong to. */
  #closeBefore(at: number, indent: number): void {
    const isMark = indent === 0 && matchAt(DOCUMENT_MARK, this.#text, at) !== null;
    const char = this.#text[at]!;
    const { quote, flow, block, plain } = this.#open;
    if (isMark || (block && indent <= block.parent)) this.#open.block = undefined;
    if (isMark || (flow.depth > 0 && indent <= flow.indent && !']}'.includes(char))) flow.depth = 0;
    if (isMark || (quote && flow.depth === 0 && indent <= quote.indent)) this.#open.quote = undefined;
    if (isMark || (plain !== undefined && indent <= plain)) this.#open.plain = undefined;
  }

  #placesOfBare(actions: readonly Action[], indent: number): readonly Place[] {
    const { quote, flow, plain } = this.#open;
    const goesOn = plain !== undefined && indent > plain && actions.every(({ kind }) => kind === 'value');
    return actions.map(() => ({ kind: quote ? 'quoted' : 'plain', isFirst: !goesOn, inFlow: flow.depth > 0 }));
  }

  #placesInText(range: TextRange, actions: readonly Action[], indent: number): readonly Place[] {
    const reader = new LineReader(this.#text, range, actions, indent, this.#open);
    reader.read();
    return reader.places;
  }
}

const placesInBlock = (actions: readonly Action[]): readonly Place[] =>
  actions.map(() => ({ kind: 'block', isFirst: false, inFlow: false }));

function extend(block: Block, indent: number, isBare: boolean): void {
  if (isBare) {
    if (block.indent === Infinity) block.indent = indent;
  } else {
    block.indent = block.hasText ? Math.min(block.indent, indent) : indent;
    block.hasText = true;
  }
}

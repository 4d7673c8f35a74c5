import type { Node } from '../../core/document.ts';
import { CommentLines } from './comment-lines.ts';
import type { YamlDocument } from './document.ts';
import { isWide, type Layout } from './layout.ts';
import type { Lines } from './lines.ts';
import { Pieces } from './pieces.ts';
import { Refused, quotePath } from './refused.ts';
import { isWholeSource, quote, spellScalar } from './scalar.ts';
import { startOfSlot, type CollectionPlan, type OldSlot } from './slots.ts';
import { isJsonStyle, type Spelling, type Style } from './spell.ts';
import {
  isAlias,
  isBlockScalar,
  chompingOf,
  isMap,
  isScalar,
  lastWithin,
  type YamlCollection,
  type YamlNode,
  type YamlPair,
} from './syntax.ts';

const LINE_BREAKS = { keep: 'all', clip: 'last', strip: 'none' } as const;

/** The lines that a member or item of a block collection fills. */
export interface Extent {
  readonly start: number;
  readonly lineStart: number;
  /** Whether nothing stands before it on its first line. */
  readonly ownLine: boolean;
  /** The start of the line after it; comments that are indented deeper belong to it. */
  readonly end: number;
}

/** The text of a document with what is asked of it while it is changed. Offsets count from the start of the document. */
export class Draft {
  readonly document: YamlDocument;
  readonly text: string;
  readonly lines: Lines;
  readonly comments: CommentLines;
  readonly pieces: Pieces;
  readonly layout: Layout;
  readonly #removed: readonly { readonly start: number; readonly end: number }[];

  /** `removed`: what goes away, so that nothing new refers to it. */
  constructor(document: YamlDocument, removed: readonly OldSlot[]) {
    this.document = document;
    this.text = document.syntax.text;
    this.lines = document.lines;
    this.comments = new CommentLines(document.placedComments(), this.lines);
    this.pieces = new Pieces(this.text, document.excerpt.lineBreak);
    this.layout = document.layout;
    this.#removed = removed.map(slot => ({ start: startOfSlot(slot), end: slot.end }));
  }

  /** How new values are spelled at a place. */
  spellingAt(offset: number): Spelling {
    return { ...this.layout, copy: ({ copyOf }, style) => this.#spellCopy(copyOf, style, offset) };
  }

  /** How values inside a collection are spelled. */
  styleOf({ node }: CollectionPlan): Style {
    if (!node.flow) return 'block';
    const first = node.items[0] as YamlPair | YamlNode | undefined;
    const isJson =
      first === undefined || !('key' in first) ? this.document.isJson : isScalar(first.key) && first.key.type === 'QUOTE_DOUBLE';
    if (!isJson) return 'flow';
    return this.#isTight(node) ? 'minified' : 'json';
  }

  isWide(node: YamlCollection): boolean {
    return isWide(node, this.lines);
  }

  extentOf(slot: OldSlot): Extent {
    const start = startOfSlot(slot);
    const endsLine = slot.end > start && this.text[slot.end - 1] === '\n';
    const lineEnd = endsLine ? slot.end : this.lines.endOfLine(slot.end);
    const rest = endsLine ? '' : this.text.slice(slot.end, lineEnd).trim();
    if (rest !== '' && !rest.startsWith('#')) throw new Refused('another value stands on the same line');
    const end = this.comments.endOfDeeperLines(lineEnd, this.lines.columnOf(start));
    return { start, lineStart: this.lines.startOfLine(start), ownLine: this.lines.beginsLine(start), end };
  }

  /**
   * The start of the comments above a member or item. Those above the first member of a document are about the document.
   */
  startWithComments(plan: CollectionPlan, slot: OldSlot, { start, lineStart }: Extent): number {
    const isFirstOfAll = plan.holder === undefined && plan.old[0] === slot;
    return isFirstOfAll ? lineStart : this.comments.startOfLinesAbove(lineStart, this.lines.columnOf(start));
  }

  /** Whether line breaks after a slot are part of its value. */
  holdsLineBreaks(slot: OldSlot): 'all' | 'last' | 'none' {
    const last = lastWithin(slot.node);
    if (!last || !isBlockScalar(last)) return 'none';
    return LINE_BREAKS[chompingOf(last)];
  }

  /** Joins lines that are to stand below the line of an offset; where that one is indented with tabs, so are they. */
  joinLines(lines: readonly string[], offset: number): string {
    const isTabbed = this.text[this.lines.startOfLine(offset)] === '\t';
    const indented = isTabbed
      ? lines.map((line, index) => (index === 0 ? line : line.replace(/^ +/, spaces => '\t'.repeat(spaces.length))))
      : lines;
    return indented.join(this.pieces.lineBreak);
  }

  /** The end of a line before its line break. */
  withoutBreak(end: number): number {
    if (this.text[end - 1] !== '\n') return end;
    return this.text[end - 2] === '\r' ? end - 2 : end - 1;
  }

  #isTight(node: YamlCollection): boolean {
    if (this.lines.isMultiline(node.range[0], node.range[1])) return false;
    const [first] = node.items as (YamlPair | YamlNode)[];
    if (first && 'key' in first)
      return isMap(node) && this.text[first.key.range[1]] === ':' && !/\s/.test(this.text[first.key.range[1] + 1] ?? ' ');
    return first !== undefined && node.items.length > 1 && /^,\S/.test(this.text.slice(first.range[1], first.range[1] + 2));
  }

  #spellCopy(node: Node, style: Style, at: number): string {
    const { value, source } = node;
    if (value !== null && typeof value === 'object') throw new Refused(`${quotePath(node.path)} is not a scalar`);
    const json = isJsonStyle(style);
    if (source.startsWith('*')) return !json && this.#isAnchorKnown(node, at) ? source : spellScalar(value, { json });
    if (!isWholeSource(source, value) || (json && !source.startsWith('"'))) return spellScalar(value, { json });
    if (style === 'flow' && !/^["']/.test(source) && typeof value === 'string') return quote(value);
    return source;
  }

  /** Whether the anchor behind an alias is the same one at another place. */
  #isAnchorKnown(node: Node, at: number): boolean {
    if (node.document !== this.document) return false;
    const name = node.source.slice(1);
    const home = this.document.aliases.homeOf(name, at);
    if (!home || isAlias(home) || home !== this.document.aliases.homeOf(name, this.document.excerpt.offsetOf(node.range.start)))
      return false;
    return !this.#removed.some(({ start, end }) => start <= home.range[0] && home.range[0] < end);
  }
}

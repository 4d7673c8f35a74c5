import type { Comment, Document, Editor, Node, ParseError, Path, Plain } from '../../core/document.ts';
import type { Model } from '../../core/model.ts';
import type { SourceFile, TextRange } from '../../core/text.ts';
import { firstActionAfter, isOpening, type Action } from './actions.ts';

const NEVER_WRITES: Editor = {
  plan: () => ({
    refused: 'it stands in a template, and templates are never written: move the value to `values.yaml`, then run the fix again',
    code: 'SYNTAX',
  }),
  commentsOf: () => [],
};

/**
 * One document of a template: the tree is that of the masked text, the words are those of the template.
 *
 * `inner` was parsed from the piece of the masked text that `range` spans, so its offsets count from there.
 */
export class HelmDocument implements Document {
  readonly file: SourceFile;
  readonly isTemplate = true;
  readonly editor = NEVER_WRITES;
  readonly index: number;
  readonly range: TextRange;
  readonly actions: readonly Action[];
  readonly root: HelmNode | undefined;
  readonly #inner: Document;

  constructor(file: SourceFile, range: TextRange, index: number, inner: Document, actions: readonly Action[]) {
    this.file = file;
    this.range = range;
    this.index = index;
    this.actions = actions;
    this.#inner = inner;
    this.root = inner.root && new HelmNode(this, inner.root);
  }

  get errors(): readonly ParseError[] {
    return this.#inner.errors.map(({ message, range }) => ({ message, range: this.rangeOf(range) }));
  }

  /** That of the masked text: actions are no part of it. */
  model(): Model {
    return this.#inner.model();
  }

  /** Those of YAML, with the words of the template. */
  comments(): readonly Comment[] {
    return this.#inner
      .comments()
      .map(({ range }) => this.rangeOf(range))
      .filter(({ start }) => !this.holdsAction({ start, end: start + 1 }))
      .map(range => ({ range, text: this.textOf(range) }));
  }

  rangeOf({ start, end }: TextRange): TextRange {
    return { start: this.range.start + start, end: this.range.start + end };
  }

  textOf({ start, end }: TextRange): string {
    return this.file.text.slice(start, end);
  }

  holdsAction({ start, end }: TextRange): boolean {
    const action = this.actions[firstActionAfter(this.actions, start)];
    return action !== undefined && action.range.start < end;
  }

  /** A span with the actions that touch it, so that no `{{ if }}` in it loses its `{{ end }}` next to it. */
  withTouching({ start, end }: TextRange): TextRange {
    let first = firstActionAfter(this.actions, start - 1);
    let last = firstActionAfter(this.actions, end);
    while (first >= 0 && this.actions[first]?.range.end === start) start = this.actions[first--]!.range.start;
    while (this.actions[last]?.range.start === end) end = this.actions[last++]!.range.end;
    return { start, end };
  }

  /**
   * The actions that print the value which YAML does not find at an offset: those up to the next text, each `{{ if }}`
   * with its `{{ end }}`. Nothing where none of them prints.
   */
  printedAt(offset: number): TextRange | undefined {
    const { text } = this.file;
    let found: TextRange | undefined;
    let opened: number | undefined;
    let depth = 0;
    let prints = false;
    let at = this.#startOfBlanks(offset);
    for (let index = firstActionAfter(this.actions, at); index < this.actions.length; index++) {
      const action = this.actions[index]!;
      const {
        range: { start, end },
        keyword,
        kind,
      } = action;
      if (start >= this.range.end || !isBlank(text.slice(at, start))) break;
      at = end;
      if (isOpening(action)) depth++;
      else if (keyword === 'end') depth--;
      if (depth < 0 || (keyword === 'else' && depth === 0)) break;
      if (kind === 'value') prints = true;
      if (kind === 'value' || isOpening(action)) opened ??= start;
      if (depth === 0 && prints && (kind === 'value' || keyword === 'end')) found = { start: opened!, end };
    }
    return found;
  }

  /** Before the blanks and actions that precede an offset on its line: a missing item counts as standing behind them. */
  #startOfBlanks(offset: number): number {
    let at = offset;
    for (let index = firstActionAfter(this.actions, offset) - 1; ;) {
      if (this.actions[index]?.range.end === at) at = this.actions[index--]!.range.start;
      else if (' \t'.includes(this.file.text[at - 1] ?? '\n')) at--;
      else return at;
    }
  }
}

/** Blank lines and comment lines. */
const isBlank = (text: string): boolean => text.split('\n').every(line => /^\s*(?:#|$)/.test(line));

/** A node of a template. Each place has one, as in what it wraps. */
export class HelmNode implements Node {
  readonly document: HelmDocument;
  readonly #inner: Node;
  readonly #parent: HelmNode | undefined;
  readonly #step: string | number;
  #path: Path | undefined;
  #range: TextRange | undefined;
  #entries: readonly (readonly [string, HelmNode])[] | undefined;
  #members: ReadonlyMap<string, HelmNode> | undefined;
  #items: readonly HelmNode[] | undefined;

  constructor(document: HelmDocument, inner: Node, parent?: HelmNode, step: string | number = '') {
    this.document = document;
    this.#inner = inner;
    this.#parent = parent;
    this.#step = step;
  }

  get path(): Path {
    return (this.#path ??= this.#parent ? [...this.#parent.path, this.#step] : []);
  }

  /** The node of the masked text, whose offsets count from where the document begins. */
  get masked(): Node {
    return this.#inner;
  }

  get kind(): Node['kind'] {
    return this.#inner.kind;
  }

  /** What holds an action is a string: what is written, without its quotes. */
  get value(): Plain {
    return this.#plain(new Set());
  }

  /** A value that an action prints is where the action is. */
  get range(): TextRange {
    return (this.#range ??= this.#findRange());
  }

  get keyRange(): TextRange | undefined {
    return this.#inner.keyRange && this.document.rangeOf(this.#inner.keyRange);
  }

  get source(): string {
    return this.document.textOf(this.range);
  }

  get(...path: Path): HelmNode | undefined {
    return path.reduce<HelmNode | undefined>((node, step) => (node ? node.#child(step) : undefined), this);
  }

  entries(): readonly (readonly [string, HelmNode])[] {
    return (this.#entries ??= Array.from(this.#inner.entries(), ([masked, node]) => {
      const key = this.#keyOf(masked, node);
      return [key, new HelmNode(this.document, node, this, key)];
    }));
  }

  items(): readonly HelmNode[] {
    return (this.#items ??= this.#inner.items().map((node, index) => new HelmNode(this.document, node, this, index)));
  }

  #child(step: string | number): HelmNode | undefined {
    if (typeof step === 'number') return this.items()[step];
    // Of keys that are written alike the first one counts.
    this.#members ??= new Map(this.entries().toReversed());
    return this.#members.get(step);
  }

  #keyOf(masked: string, { keyRange }: Node): string {
    const range = keyRange && this.document.rangeOf(keyRange);
    return range && this.document.holdsAction(range) ? unquote(this.document.textOf(range)) : masked;
  }

  #findRange(): TextRange {
    const range = this.document.rangeOf(this.#inner.range);
    if (this.kind !== 'scalar') return range;
    if (range.start === range.end) return this.document.printedAt(range.start) ?? range;
    return this.document.holdsAction(range) ? this.document.withTouching(range) : range;
  }

  #plain(open: Set<string>): Plain {
    if (this.kind === 'scalar') return this.document.holdsAction(this.range) ? textOfScalar(this.source) : this.#inner.value;
    const { start, end } = this.range;
    const place = `${start}-${end}`;
    if (open.has(place)) return null;
    open.add(place);
    const value =
      this.kind === 'list'
        ? this.items().map(item => item.#plain(open))
        : Object.fromEntries([...this.entries()].map(([key, node]) => [key, node.#plain(open)]));
    open.delete(place);
    return value;
  }
}

/** The text of a scalar as it is written, escapes and all, without quotes or the indentation of a block. */
function textOfScalar(source: string): string {
  const [header] = /^[|>][-+\d]*[ \t]*(?:#.*)?\r?\n/.exec(source) ?? [];
  if (header === undefined) return unquote(source);
  const lines = source.slice(header.length).replaceAll('\r\n', '\n').split('\n');
  const columns = lines.filter(line => line.trim() !== '').map(line => /^ */.exec(line)![0].length);
  const text = lines.map(line => line.slice(Math.min(...columns))).join('\n');
  return /^.\d?-/.test(header) ? text : `${text}\n`;
}

const unquote = (source: string): string => (/^(["'])[^]*\1$/.test(source) && source.length > 1 ? source.slice(1, -1) : source);

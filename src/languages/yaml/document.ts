import type { Comment, Document, Editor, Node, ParseError } from '../../core/document.ts';
import type { Model, ModelEntry } from '../../core/model.ts';
import type { SourceFile, TextRange } from '../../core/text.ts';
import type { Excerpt } from '../regions/excerpt.ts';
import { Aliases } from './aliases.ts';
import type { PlacedComment } from './comment-lines.ts';
import { YamlEditor } from './editor.ts';
import { layoutOf, type Layout } from './layout.ts';
import { Lines } from './lines.ts';
import { ParsedValue } from './node.ts';
import { readTree } from './reader/index.ts';
import { ReadValue } from './reader/node.ts';
import type { Tree } from './reader/tree.ts';
import { isTemplate } from './template.ts';
import {
  isAlias,
  isMap,
  isMergeKey,
  isScalar,
  isSeq,
  keyText,
  parseSyntax,
  scalarValue,
  sourceOf,
  sourceTokens,
  type Syntax,
  type YamlNode,
  type YamlPair,
  type YAMLMap,
} from './syntax.ts';

/**
 * One document of a YAML or JSON file, read when it is made.
 *
 * `readTree` reads nearly all of them. The rest goes to the parser, and so does every document whose syntax or model is asked for.
 */
export class YamlDocument implements Document {
  readonly file: SourceFile;
  readonly index: number;
  readonly within?: NonNullable<Document['within']>;
  readonly range: TextRange;
  readonly excerpt: Excerpt;
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  readonly editor: Editor;
  /** Languages leave such documents out: YAML would misread them. */
  readonly isTemplate: boolean;
  readonly #members = new WeakMap<YAMLMap.Parsed, ReadonlyMap<string, YamlPair>>();
  readonly #allMembers = new WeakMap<YAMLMap.Parsed, ReadonlyMap<string, YamlPair>>();
  /** What was read, where the reader did not decline. */
  readonly #tree: Tree | undefined;
  #syntax: Syntax | undefined;
  #lines: Lines | undefined;
  #layout: Layout | undefined;
  #aliases: Aliases | undefined;
  #comments: readonly PlacedComment[] | undefined;

  constructor(file: SourceFile, excerpt: Excerpt, index: number, within?: Document['within']) {
    this.file = file;
    this.index = index;
    if (within) this.within = within;
    this.excerpt = excerpt;
    this.range = excerpt.rangeInFile(0, excerpt.text.length);
    const tree = readTree(excerpt.text);
    this.#tree = typeof tree === 'string' ? undefined : tree;
    const read = this.#tree ? { root: new ReadValue(this, this.#tree), errors: [], isTemplate: false } : this.#parse();
    this.root = read.root;
    this.errors = read.errors;
    this.isTemplate = read.isTemplate;
    this.editor = new YamlEditor(this);
  }

  get syntax(): Syntax {
    return (this.#syntax ??= parseSyntax(this.excerpt.text));
  }

  get lines(): Lines {
    return (this.#lines ??= new Lines(this.syntax.text));
  }

  get layout(): Layout {
    return (this.#layout ??= layoutOf(this.syntax.tree?.contents ?? null, this.lines));
  }

  get aliases(): Aliases {
    return (this.#aliases ??= new Aliases(this.syntax));
  }

  /** Whether the document has to be JSON. */
  get isJson(): boolean {
    return !this.within && this.file.path.toLowerCase().endsWith('.json');
  }

  comments(): readonly Comment[] {
    return this.placedComments().map(({ text, start }) => ({ text, range: this.rangeOf(start, start + text.length) }));
  }

  /** The comments with their offsets in the document, in the order of the text. */
  placedComments(): readonly PlacedComment[] {
    return (this.#comments ??= this.#tree && !this.#syntax ? this.#readComments(this.#tree) : this.#parsedComments());
  }

  model(): Model {
    const contents = this.syntax.tree?.contents;
    return this.#modelOf(contents ?? null);
  }

  /** The own members of a map; of a repeated key the last one. */
  members(map: YAMLMap.Parsed): ReadonlyMap<string, YamlPair> {
    const known = this.#members.get(map);
    if (known) return known;
    const members = new Map<string, YamlPair>();
    for (const pair of map.items as YamlPair[]) if (!isMergeKey(pair)) members.set(keyText(this.syntax, pair), pair);
    this.#members.set(map, members);
    return members;
  }

  /** The members of a map, those that its merge keys bring in last. */
  allMembers(map: YAMLMap.Parsed): ReadonlyMap<string, YamlPair> {
    const known = this.#allMembers.get(map);
    if (known) return known;
    const own = this.members(map);
    const all = own.size === map.items.length ? own : this.#withMerged(map);
    this.#allMembers.set(map, all);
    return all;
  }

  /** Without recursion: maps may merge each other in a chain as long as the file. */
  #withMerged(map: YAMLMap.Parsed): ReadonlyMap<string, YamlPair> {
    const members = new Map<string, YamlPair>();
    const seen = new Set<YAMLMap.Parsed>();
    const left = [map];
    for (let next = left.pop(); next; next = left.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const [key, pair] of this.members(next)) if (!members.has(key)) members.set(key, pair);
      left.push(...this.#merged(next).toReversed());
    }
    return members;
  }

  /** The maps that a map's `<<` keys bring in, the strongest first. */
  #merged(map: YAMLMap.Parsed): readonly YAMLMap.Parsed[] {
    const maps: YAMLMap.Parsed[] = [];
    for (const pair of map.items as YamlPair[]) {
      if (!isMergeKey(pair)) continue;
      const value = this.aliases.resolve(pair.value);
      const sources = isSeq(value) ? value.items.map(item => this.aliases.resolve(item)) : [value];
      maps.push(...sources.filter((source): source is YAMLMap.Parsed => isMap(source)));
    }
    return maps;
  }

  /** A span of the document as one of the file. */
  rangeOf(start: number, end: number): TextRange {
    return this.excerpt.rangeInFile(start, end);
  }

  #readComments({ comments }: Tree): readonly PlacedComment[] {
    const { text } = this.excerpt;
    return comments.map(start => {
      const lineEnd = text.indexOf('\n', start);
      return { text: text.slice(start, lineEnd < 0 ? text.length : lineEnd).trimEnd(), start };
    });
  }

  #parsedComments(): readonly PlacedComment[] {
    const found: PlacedComment[] = [];
    for (const { type, offset, source } of sourceTokens(this.syntax.tokens))
      if (type === 'comment') found.push({ text: source.trimEnd(), start: offset });
    return found.sort((a, b) => a.start - b.start);
  }

  #parse(): Pick<Document, 'root' | 'errors' | 'isTemplate'> {
    const { syntax, aliases } = this;
    const errors = [...syntax.errors, ...aliases.errors].map(({ message, start, end }) => ({
      message: oneLine(message),
      range: this.rangeOf(start, end),
    }));
    const contents = errors.length === 0 ? syntax.tree?.contents : undefined;
    return { root: contents ? new ParsedValue(this, contents) : undefined, errors, isTemplate: isTemplate(syntax) };
  }

  #modelOf(node: YamlNode | null): Model {
    if (!node) return { kind: 'scalar', value: null, source: '' };
    if (isAlias(node)) {
      const target = this.aliases.resolve(node);
      return { kind: 'alias', name: node.source, value: isScalar(target) ? scalarValue(target) : undefined };
    }
    const properties = { anchor: node.anchor, tag: node.tag };
    if (isScalar(node)) {
      // How deep the further lines of a text stand says nothing: what they say does `value`.
      const source = sourceOf(this.syntax.text, node).replace(/\n[ \t]+/g, '\n');
      return { kind: 'scalar', value: scalarValue(node), source, ...properties };
    }
    if (isSeq(node)) return { kind: 'list', items: node.items.map(item => this.#modelOf(item)), ...properties };
    const entries = (node.items as YamlPair[]).map((pair): ModelEntry => ({
      key: keyText(this.syntax, pair),
      value: this.#modelOf(pair.value),
    }));
    return { kind: 'map', entries, ...properties };
  }
}

const oneLine = (message: string): string => message.replace(/\s+/g, ' ').replace(/[.:]$/, '').trim();

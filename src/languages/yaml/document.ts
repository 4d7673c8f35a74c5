import type { Comment, Document, Editor, Node, ParseError, Path, Plain } from '../../core/document.ts';
import type { Model, ModelEntry } from '../../core/model.ts';
import type { SourceFile, TextRange } from '../../core/text.ts';
import type { Excerpt } from '../regions/excerpt.ts';
import { Aliases } from './aliases.ts';
import type { PlacedComment } from './comment-lines.ts';
import { YamlEditor } from './editor.ts';
import { isTemplate } from './template.ts';
import {
  endOf,
  endOfLead,
  isAlias,
  isMap,
  isMergeKey,
  isScalar,
  isSeq,
  isWritten,
  keyText,
  parseSyntax,
  scalarValue,
  sourceOf,
  tokensOf,
  sourceTokens,
  type Syntax,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
  type YAMLMap,
} from './syntax.ts';

/** One document of a YAML or JSON file, parsed when it is made. */
export class YamlDocument implements Document {
  readonly file: SourceFile;
  readonly index: number;
  readonly within?: NonNullable<Document['within']>;
  readonly range: TextRange;
  readonly excerpt: Excerpt;
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  readonly editor: Editor;
  readonly syntax: Syntax;
  readonly aliases: Aliases;
  readonly #members = new WeakMap<YAMLMap.Parsed, ReadonlyMap<string, YamlPair>>();
  #comments: readonly PlacedComment[] | undefined;

  constructor(file: SourceFile, excerpt: Excerpt, index: number, within?: Document['within']) {
    this.file = file;
    this.index = index;
    if (within) this.within = within;
    this.excerpt = excerpt;
    this.range = excerpt.rangeInFile(0, excerpt.text.length);
    this.syntax = parseSyntax(excerpt.text);
    this.aliases = new Aliases(this.syntax);
    const errors = [...this.syntax.errors, ...this.aliases.errors];
    this.errors = errors.map(({ message, start, end }) => ({ message: oneLine(message), range: this.rangeOf(start, end) }));
    const contents = this.errors.length === 0 ? this.syntax.tree?.contents : undefined;
    this.root = contents ? new YamlValue(this, [], contents, undefined) : undefined;
    this.editor = new YamlEditor(this);
  }

  /** Languages leave such documents out: YAML would misread them. */
  get isTemplate(): boolean {
    return isTemplate(this.syntax);
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
    if (this.#comments) return this.#comments;
    const found: PlacedComment[] = [];
    for (const { type, offset, source } of sourceTokens(this.syntax.tokens))
      if (type === 'comment') found.push({ text: source.trimEnd(), start: offset });
    return (this.#comments = found.sort((a, b) => a.start - b.start));
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
  allMembers(map: YAMLMap.Parsed, seen = new Set<YAMLMap.Parsed>()): ReadonlyMap<string, YamlPair> {
    const members = new Map(this.members(map));
    if (seen.has(map)) return members;
    seen.add(map);
    for (const source of this.#merged(map))
      for (const [key, pair] of this.allMembers(source, seen)) if (!members.has(key)) members.set(key, pair);
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

/** A node of a YAML document. */
export class YamlValue implements Node {
  readonly document: YamlDocument;
  readonly path: Path;
  readonly #written: YamlNode | null;
  readonly #node: YamlNode | null;
  readonly #pair: YamlPair | undefined;

  constructor(document: YamlDocument, path: Path, written: YamlNode | null, pair: YamlPair | undefined) {
    this.document = document;
    this.path = path;
    this.#written = written;
    this.#node = document.aliases.resolve(written);
    this.#pair = pair;
  }

  /** The scalar as it is written, where the node is one and no alias. */
  get scalar(): YamlScalar.Parsed | undefined {
    return isScalar(this.#written) ? this.#written : undefined;
  }

  get kind(): Node['kind'] {
    return isMap(this.#node) ? 'map' : isSeq(this.#node) ? 'list' : 'scalar';
  }

  get value(): Plain {
    return this.#plain(this.#node, new Set());
  }

  get range(): TextRange {
    const node = this.#written;
    if (isWritten(node)) return this.document.rangeOf(node.range[0], this.#withoutFinalBreak(node.range[0], endOf(node)));
    const at = (this.#pair && (endOfLead(tokensOf(this.#pair).lead) ?? this.#pair.key.range[1])) ?? this.#written?.range[0] ?? 0;
    return this.document.rangeOf(at, at);
  }

  get keyRange(): TextRange | undefined {
    return this.#pair && this.document.rangeOf(this.#pair.key.range[0], this.#pair.key.range[1]);
  }

  get source(): string {
    const { start, end } = this.range;
    return this.document.file.text.slice(start, end);
  }

  get(...path: Path): Node | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return this;
    return typeof step === 'number' ? this.#item(step)?.get(...rest) : this.#member(step)?.get(...rest);
  }

  *entries(): Generator<readonly [string, Node]> {
    if (!isMap(this.#node)) return;
    for (const [key, pair] of this.document.allMembers(this.#node)) yield [key, this.#child(key, pair.value, pair)];
  }

  items(): readonly Node[] {
    return isSeq(this.#node) ? this.#node.items.map((item, index) => this.#child(index, item, undefined)) : [];
  }

  #item(index: number): YamlValue | undefined {
    const item = isSeq(this.#node) ? this.#node.items[index] : undefined;
    return item && this.#child(index, item, undefined);
  }

  #member(key: string): YamlValue | undefined {
    if (!isMap(this.#node)) return undefined;
    const pair = this.document.members(this.#node).get(key) ?? this.document.allMembers(this.#node).get(key);
    return pair && this.#child(key, pair.value, pair);
  }

  #child(step: string | number, value: YamlNode | null, pair: YamlPair | undefined): YamlValue {
    return new YamlValue(this.document, [...this.path, step], value, pair);
  }

  #plain(node: YamlNode | null, open: Set<YamlNode>): Plain {
    const target = this.document.aliases.resolve(node);
    if (!target || open.has(target)) return null;
    if (isScalar(target)) return scalarValue(target);
    open.add(target);
    const value = isSeq(target)
      ? target.items.map(item => this.#plain(item, open))
      : Object.fromEntries(
          [...this.document.allMembers(target as YAMLMap.Parsed)].map(([key, pair]) => [key, this.#plain(pair.value, open)]),
        );
    open.delete(target);
    return value;
  }

  #withoutFinalBreak(start: number, end: number): number {
    const { text } = this.document.syntax;
    while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    return end;
  }
}

const oneLine = (message: string): string => message.replace(/\s+/g, ' ').replace(/[.:]$/, '').trim();

import type { Comment, Document, Editor, Node, ParseError, Path, Plain } from '../../core/document.ts';
import type { Model, ModelEntry } from '../../core/model.ts';
import type { SourceFile, TextRange } from '../../core/text.ts';
import { Aliases } from './aliases.ts';
import { YamlEditor } from './editor.ts';
import { isTemplate } from './template.ts';
import {
  endOf, endOfLead, isAlias, isMap, isMergeKey, isScalar, isSeq, isWritten, keyText, parseSyntax, scalarValue, sourceOf, tokensOf, sourceTokens,
  type Syntax, type YamlNode, type YamlPair, type YAMLMap,
} from './syntax.ts';

/** One document of a YAML or JSON file, parsed when it is made. */
export class YamlDocument implements Document {
  readonly file: SourceFile;
  readonly language = 'yaml';
  readonly index: number;
  readonly range: TextRange;
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  readonly editor: Editor;
  readonly syntax: Syntax;
  readonly aliases: Aliases;
  readonly #members = new WeakMap<YAMLMap.Parsed, ReadonlyMap<string, YamlPair>>();
  #comments: readonly Comment[] | undefined;

  constructor(file: SourceFile, range: TextRange, index: number) {
    this.file = file;
    this.index = index;
    this.range = range;
    this.syntax = parseSyntax(file.text.slice(range.start, range.end));
    this.aliases = new Aliases(this.syntax);
    const errors = [...this.syntax.errors, ...this.aliases.errors];
    this.errors = errors.map(({ message, start, end }) => ({ message: oneLine(message), range: this.rangeOf(start, end) }));
    const contents = this.errors.length === 0 ? (this.syntax.tree?.contents) : undefined;
    this.root = contents ? new YamlValue(this, [], contents, undefined) : undefined;
    this.editor = new YamlEditor(this);
  }

  get isTemplate(): boolean {
    return isTemplate(this.syntax);
  }

  /** Whether the document has to be JSON. */
  get isJson(): boolean {
    return this.file.path.toLowerCase().endsWith('.json');
  }

  comments(): readonly Comment[] {
    if (this.#comments) return this.#comments;
    const found: Comment[] = [];
    for (const { type, offset, source } of sourceTokens(this.syntax.tokens))
      if (type === 'comment') found.push({ text: source.trimEnd(), range: this.rangeOf(offset, offset + source.trimEnd().length) });
    return (this.#comments = found.sort((a, b) => a.range.start - b.range.start));
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

  /** The maps that a map's `<<` keys bring in, the strongest first. */
  merged(map: YAMLMap.Parsed): readonly YAMLMap.Parsed[] {
    const maps: YAMLMap.Parsed[] = [];
    for (const pair of map.items as YamlPair[]) {
      if (!isMergeKey(pair)) continue;
      const value = this.aliases.resolve(pair.value);
      const sources = isSeq(value) ? (value.items).map(item => this.aliases.resolve(item)) : [value];
      maps.push(...sources.filter((source): source is YAMLMap.Parsed => isMap(source)));
    }
    return maps;
  }

  rangeOf(start: number, end: number): TextRange {
    return { start: this.range.start + start, end: this.range.start + end };
  }

  #modelOf(node: YamlNode | null): Model {
    if (!node) return { kind: 'scalar', value: null, source: '' };
    if (isAlias(node)) {
      const target = this.aliases.resolve(node);
      return { kind: 'alias', name: node.source, value: isScalar(target) ? scalarValue(target) : undefined };
    }
    const properties = { anchor: node.anchor, tag: node.tag };
    if (isScalar(node)) return { kind: 'scalar', value: scalarValue(node), source: sourceOf(this.syntax.text, node), ...properties };
    if (isSeq(node)) return { kind: 'list', items: (node.items).map(item => this.#modelOf(item)), ...properties };
    const entries = (node.items as YamlPair[]).map((pair): ModelEntry => ({ key: keyText(this.syntax, pair), value: this.#modelOf(pair.value) }));
    return { kind: 'map', entries, ...properties };
  }
}

class YamlValue implements Node {
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
    for (const [key, pair] of this.#allMembers(this.#node, new Set())) yield [key, this.#child(key, pair.value, pair)];
  }

  items(): readonly Node[] {
    return isSeq(this.#node) ? (this.#node.items).map((item, index) => this.#child(index, item, undefined)) : [];
  }

  #item(index: number): YamlValue | undefined {
    const item = isSeq(this.#node) ? (this.#node.items[index]) : undefined;
    return item && this.#child(index, item, undefined);
  }

  #member(key: string): YamlValue | undefined {
    if (!isMap(this.#node)) return undefined;
    const own = this.document.members(this.#node).get(key);
    const pair = own ?? this.#allMembers(this.#node, new Set()).get(key);
    return pair && this.#child(key, pair.value, pair);
  }

  #child(step: string | number, value: YamlNode | null, pair: YamlPair | undefined): YamlValue {
    return new YamlValue(this.document, [...this.path, step], value, pair);
  }

  #allMembers(map: YAMLMap.Parsed, seen: Set<YAMLMap.Parsed>): Map<string, YamlPair> {
    const members = new Map(this.document.members(map));
    if (seen.has(map)) return members;
    seen.add(map);
    for (const source of this.document.merged(map))
      for (const [key, pair] of this.#allMembers(source, seen)) if (!members.has(key)) members.set(key, pair);
    return members;
  }

  #plain(node: YamlNode | null, open: Set<YamlNode>): Plain {
    const target = this.document.aliases.resolve(node);
    if (!target || open.has(target)) return null;
    if (isScalar(target)) return scalarValue(target);
    open.add(target);
    const value = isSeq(target)
      ? (target.items).map(item => this.#plain(item, open))
      : Object.fromEntries([...this.#allMembers(target as YAMLMap.Parsed, new Set())].map(([key, pair]) => [key, this.#plain(pair.value, open)]));
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

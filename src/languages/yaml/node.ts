import type { Node, Path, Plain } from '../../core/document.ts';
import type { TextRange } from '../../core/text.ts';
import type { YamlDocument } from './document.ts';
import {
  endOf,
  endOfLead,
  isMap,
  isScalar,
  isSeq,
  isWritten,
  scalarValue,
  tokensOf,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
  type YAMLMap,
} from './syntax.ts';

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

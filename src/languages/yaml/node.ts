import type { CST } from 'yaml';
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
  sourceOf,
  tokensOf,
  type YamlNode,
  type YamlPair,
  type YAMLMap,
  type YAMLSeq,
} from './syntax.ts';

/** How a scalar is written. */
export interface WrittenScalar {
  readonly style: 'flow' | 'literal' | 'folded';
  /** Where it starts, or where the lines of a block scalar do. */
  readonly start: number;
  /** All of it; of a block scalar the lines, without the line breaks that it drops. */
  readonly source: string;
}

/** A node of a YAML document, whoever read it. Each place has one node, so that what was found out about it can be kept. */
export abstract class YamlValue implements Node {
  readonly document: YamlDocument;
  abstract readonly kind: Node['kind'];
  abstract readonly value: Plain;
  abstract readonly keyRange: TextRange | undefined;
  /** The scalar as it is written, where the node is one and no alias. */
  abstract readonly written: WrittenScalar | undefined;
  readonly #parent: YamlValue | undefined;
  readonly #step: string | number;
  #path: Path | undefined;
  #range: TextRange | undefined;
  #members: ReadonlyMap<string, YamlValue> | undefined;
  #items: readonly YamlValue[] | undefined;

  /** `step` leads here from `parent`. */
  constructor(document: YamlDocument, parent: YamlValue | undefined, step: string | number) {
    this.document = document;
    this.#parent = parent;
    this.#step = step;
  }

  get path(): Path {
    return (this.#path ??= this.#parent ? [...this.#parent.path, this.#step] : []);
  }

  get range(): TextRange {
    return (this.#range ??= this.findRange());
  }

  get source(): string {
    const { start, end } = this.range;
    return this.document.file.text.slice(start, end);
  }

  get(...path: Path): YamlValue | undefined {
    return path.reduce<YamlValue | undefined>((node, step) => (node ? node.#child(step) : undefined), this);
  }

  entries(): Iterable<readonly [string, YamlValue]> {
    return this.#memberNodes().entries();
  }

  items(): readonly YamlValue[] {
    return this.#itemNodes();
  }

  protected abstract findRange(): TextRange;

  /** The members of a map, each by its key; of a repeated key the last one. */
  protected abstract findMembers(): ReadonlyMap<string, YamlValue>;

  protected abstract findItems(): readonly YamlValue[];

  #child(step: string | number): YamlValue | undefined {
    return typeof step === 'number' ? this.#itemNodes()[step] : this.#memberNodes().get(step);
  }

  #memberNodes(): ReadonlyMap<string, YamlValue> {
    return (this.#members ??= this.kind === 'map' ? this.findMembers() : NO_MEMBERS);
  }

  #itemNodes(): readonly YamlValue[] {
    return (this.#items ??= this.kind === 'list' ? this.findItems() : NO_ITEMS);
  }
}

const NO_MEMBERS: ReadonlyMap<string, YamlValue> = new Map();
const NO_ITEMS: readonly YamlValue[] = [];

/** A node that the parser found. */
export class ParsedValue extends YamlValue {
  readonly #written: YamlNode | null;
  readonly #node: YamlNode | null;
  readonly #pair: YamlPair | undefined;

  constructor(document: YamlDocument, written: YamlNode | null, pair?: YamlPair, parent?: YamlValue, step: string | number = '') {
    super(document, parent, step);
    this.#written = written;
    this.#node = document.aliases.resolve(written);
    this.#pair = pair;
  }

  get written(): WrittenScalar | undefined {
    const scalar = this.#written;
    if (!isScalar(scalar)) return undefined;
    const token = scalar.srcToken;
    if (token?.type !== 'block-scalar')
      return { style: 'flow', start: scalar.range[0], source: sourceOf(this.document.syntax.text, scalar) };
    return { style: scalar.type === 'BLOCK_LITERAL' ? 'literal' : 'folded', start: startOfLines(token), source: token.source };
  }

  get kind(): Node['kind'] {
    return isMap(this.#node) ? 'map' : isSeq(this.#node) ? 'list' : 'scalar';
  }

  get value(): Plain {
    return this.#plain(this.#node, new Set());
  }

  get keyRange(): TextRange | undefined {
    return this.#pair && this.document.rangeOf(this.#pair.key.range[0], this.#pair.key.range[1]);
  }

  protected findRange(): TextRange {
    const node = this.#written;
    if (isWritten(node)) return this.document.rangeOf(node.range[0], this.#withoutFinalBreak(node.range[0], endOf(node)));
    const at = (this.#pair && (endOfLead(tokensOf(this.#pair).lead) ?? this.#pair.key.range[1])) ?? this.#written?.range[0] ?? 0;
    return this.document.rangeOf(at, at);
  }

  protected findMembers(): ReadonlyMap<string, YamlValue> {
    const pairs = this.document.allMembers(this.#node as YAMLMap.Parsed);
    return new Map(Array.from(pairs, ([key, pair]) => [key, new ParsedValue(this.document, pair.value, pair, this, key)]));
  }

  protected findItems(): readonly YamlValue[] {
    return (this.#node as YAMLSeq.Parsed).items.map((item, index) => new ParsedValue(this.document, item, undefined, this, index));
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

/** Where the lines below the header of a block scalar begin. */
function startOfLines({ props, offset }: CST.BlockScalar): number {
  const last = props.findLast((prop): prop is CST.SourceToken => 'source' in prop);
  return last ? last.offset + last.source.length : offset;
}

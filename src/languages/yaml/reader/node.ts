import type { Node, Plain } from '../../../core/document.ts';
import type { TextRange } from '../../../core/text.ts';
import type { YamlDocument } from '../document.ts';
import { YamlValue, type WrittenScalar } from '../node.ts';
import { resolvePlain } from '../scalar.ts';
import { LIST, MAP, type Tree } from './tree.ts';
import { blockTextAt, isBlockText, isQuoted, unfold, valueOfBlock, valueOfQuoted } from './values.ts';

/** A node that `readTree` found. */
export class ReadValue extends YamlValue {
  readonly #tree: Tree;
  /** What the tree calls it, and what it stands for where it is an alias. */
  readonly #node: number;
  readonly #target: number;
  #value: Plain | undefined;

  constructor(document: YamlDocument, tree: Tree, node = 0, parent?: YamlValue, step: string | number = '') {
    super(document, parent, step);
    this.#tree = tree;
    this.#node = node;
    this.#target = tree.targetOf(node);
  }

  get kind(): Node['kind'] {
    const kind = this.#tree.kindOf(this.#target);
    return kind === MAP ? 'map' : kind === LIST ? 'list' : 'scalar';
  }

  get value(): Plain {
    if (this.kind === 'map') return Object.fromEntries(Array.from(this.entries(), ([key, { value }]) => [key, value]));
    if (this.kind === 'list') return this.items().map(({ value }) => value);
    return (this.#value ??= this.#scalar());
  }

  get keyRange(): TextRange | undefined {
    const start = this.#tree.keyStartOf(this.#node);
    return start < 0 ? undefined : this.document.rangeOf(start, this.#tree.keyEndOf(this.#node));
  }

  get written(): WrittenScalar | undefined {
    if (this.kind !== 'scalar' || this.#target !== this.#node) return undefined;
    const { text } = this.document.excerpt;
    const start = this.#tree.startOf(this.#node);
    const end = this.#tree.endOf(this.#node);
    if (!isBlockText(text, start)) return { style: 'flow', start, source: text.slice(start, end) };
    const block = blockTextAt(text, start, end, this.#column());
    return { style: block.style, start: block.start, source: block.lines };
  }

  protected findRange(): TextRange {
    return this.document.rangeOf(this.#tree.startOf(this.#node), this.#tree.endOf(this.#node));
  }

  protected findMembers(): ReadonlyMap<string, YamlValue> {
    const members = new Map<string, YamlValue>();
    for (const child of this.#tree.childrenOf(this.#target)) {
      const key = this.#keyOf(child);
      members.set(key, new ReadValue(this.document, this.#tree, child, this, key));
    }
    return members;
  }

  protected findItems(): readonly YamlValue[] {
    return this.#tree.childrenOf(this.#target).map((child, index) => new ReadValue(this.document, this.#tree, child, this, index));
  }

  #keyOf(child: number): string {
    const { text } = this.document.excerpt;
    const start = this.#tree.keyStartOf(child);
    const source = text.slice(start, this.#tree.keyEndOf(child));
    return isQuoted(text, start) ? valueOfQuoted(source) : source;
  }

  #scalar(): Plain {
    const { text } = this.document.excerpt;
    const start = this.#tree.startOf(this.#target);
    const end = this.#tree.endOf(this.#target);
    if (start === end) return null;
    if (isBlockText(text, start)) return valueOfBlock(blockTextAt(text, start, end, this.#column()));
    const source = text.slice(start, end);
    return isQuoted(text, start) ? valueOfQuoted(source) : resolvePlain(unfold(source));
  }

  /** The column of the key, which a block scalar that says its indentation counts from. */
  #column(): number {
    const start = this.#tree.keyStartOf(this.#target);
    return start - (this.document.excerpt.text.lastIndexOf('\n', start - 1) + 1);
  }
}

import { isAlias, isMap, isSeq, type Alias, type Syntax, type SyntaxProblem, type YamlNode, type YamlPair } from './syntax.ts';

/** Far more than a file means, far less than a "billion laughs". */
const MAX_SIZE = 1_000_000;

/** Which node each alias stands for: the last one before it that has the name. */
export class Aliases {
  readonly #targets = new Map<Alias, YamlNode>();
  readonly #uses = new Map<YamlNode, Alias[]>();
  /** The nodes that have a name, in the order of the text. */
  readonly #homes = new Map<string, YamlNode[]>();
  readonly #errors: SyntaxProblem[] = [];

  constructor({ text, tree }: Syntax) {
    const root = tree?.contents;
    if (!text.includes('*') || !root) return;
    this.#collect(root);
    if (this.#targets.size > 0 && this.#sizeOf(root, new Map()) > MAX_SIZE)
      this.#errors.push({ message: `its aliases stand for more than ${MAX_SIZE} values`, start: root.range[0], end: root.range[0] + 1 });
  }

  /** What the parser does not mind: aliases that stand for nothing, and those that stand for too much. */
  get errors(): readonly SyntaxProblem[] {
    return this.#errors;
  }

  get isEmpty(): boolean {
    return this.#targets.size === 0;
  }

  /** The node behind an alias; any other node is itself. */
  resolve(node: YamlNode | null): YamlNode | null {
    return isAlias(node) ? (this.#targets.get(node) ?? null) : node;
  }

  /** The aliases that stand for a node. */
  usesOf(node: YamlNode): readonly Alias[] {
    return this.#uses.get(node) ?? [];
  }

  /** The node that an alias of this name would stand for at an offset. */
  homeOf(name: string, offset: number): YamlNode | undefined {
    return this.#homes.get(name)?.findLast(({ range }) => range[0] < offset);
  }

  #collect(node: YamlNode): void {
    if (isAlias(node)) return this.#link(node);
    if (node.anchor) addTo(this.#homes, node.anchor, node);
    if (isSeq(node)) for (const item of node.items) this.#collect(item);
    if (!isMap(node)) return;
    for (const { key, value } of node.items as YamlPair[]) {
      this.#collect(key);
      if (value) this.#collect(value);
    }
  }

  #link(alias: Alias): void {
    const target = this.#homes.get(alias.source)?.at(-1);
    if (!target)
      return void this.#errors.push({
        message: `alias \`*${alias.source}\` has no anchor before it`,
        start: alias.range![0],
        end: alias.range![1],
      });
    this.#targets.set(alias, target);
    addTo(this.#uses, target, alias);
  }

  /** How many values a node holds once every alias is replaced by what it stands for; a cycle counts once. */
  #sizeOf(node: YamlNode, known: Map<YamlNode, number>): number {
    const target = this.resolve(node) ?? node;
    const before = known.get(target);
    if (before !== undefined) return before;
    known.set(target, 1);
    let size = 1;
    if (isSeq(target)) for (const item of target.items) size += this.#sizeOf(item, known);
    if (isMap(target)) for (const { value } of target.items as YamlPair[]) size += value ? this.#sizeOf(value, known) : 1;
    known.set(target, size);
    return size;
  }
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

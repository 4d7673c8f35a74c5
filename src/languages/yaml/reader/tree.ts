export const MAP = 0;
export const LIST = 1;
export const SCALAR = 2;
export const ALIAS = 3;

/** Numbers for each node: its kind, where it starts and ends, where its key does (-1 without one), and the row after its last descendant. */
const [START, END, KEY_START, KEY_END, AFTER, WIDTH] = [1, 2, 3, 4, 5, 6];

/**
 * The nodes of a document in the order of the text, each a row of numbers and called by where that row begins. The first one is the root.
 *
 * Offsets count from the start of the document. Nothing but places is kept: what a scalar says is made of the text when it is asked for.
 */
export class Tree {
  /** Where the comments start, in order. */
  readonly comments: number[] = [];
  #rows: number[] | Int32Array = [];
  /** What each alias stands for. */
  readonly #targets = new Map<number, number>();
  #aliased = 0;

  get size(): number {
    return this.#rows.length / WIDTH;
  }

  /** How many nodes all aliases stand for. */
  get aliased(): number {
    return this.#aliased;
  }

  /** Adds a collection, whose children are those that are added until it is closed. */
  open(kind: typeof MAP | typeof LIST, start: number, keyStart: number, keyEnd: number): number {
    const node = this.#rows.length;
    (this.#rows as number[]).push(kind, start, start, keyStart, keyEnd, node);
    return node;
  }

  close(node: number, end: number): void {
    this.#rows[node + END] = end;
    this.#rows[node + AFTER] = this.#rows.length;
  }

  addScalar(start: number, end: number, keyStart: number, keyEnd: number): void {
    (this.#rows as number[]).push(SCALAR, start, end, keyStart, keyEnd, this.#rows.length + WIDTH);
  }

  addAlias(start: number, end: number, keyStart: number, keyEnd: number, target: number): void {
    this.#targets.set(this.#rows.length, target);
    this.#aliased += this.sizeOf(target);
    (this.#rows as number[]).push(ALIAS, start, end, keyStart, keyEnd, this.#rows.length + WIDTH);
  }

  /** To be called after the last node was added: a tree may be kept for long, and takes half the memory then. */
  seal(): this {
    this.#rows = Int32Array.from(this.#rows);
    return this;
  }

  /** What the next node that is added will be called. */
  get next(): number {
    return this.#rows.length;
  }

  /** How many nodes one holds, itself included. */
  sizeOf(node: number): number {
    return (this.#rows[node + AFTER]! - node) / WIDTH;
  }

  /** The node that an alias stands for; any other one is itself. */
  targetOf(node: number): number {
    return this.#targets.get(node) ?? node;
  }

  kindOf(node: number): number {
    return this.#rows[node]!;
  }

  startOf(node: number): number {
    return this.#rows[node + START]!;
  }

  endOf(node: number): number {
    return this.#rows[node + END]!;
  }

  keyStartOf(node: number): number {
    return this.#rows[node + KEY_START]!;
  }

  keyEndOf(node: number): number {
    return this.#rows[node + KEY_END]!;
  }

  childrenOf(node: number): number[] {
    const children: number[] = [];
    if (this.kindOf(node) >= SCALAR) return children;
    const after = this.#rows[node + AFTER]!;
    for (let child = node + WIDTH; child < after; child = this.#rows[child + AFTER]!) children.push(child);
    return children;
  }
}

import type { Comment, Document, Editor, Members, Node, Path, Plain, Refusal, Region } from '../../core/document.ts';
import type { Model, ModelOp, Place } from '../../core/model.ts';
import type { TextEdit, TextRange } from '../../core/text.ts';
import { SaidNode } from './said-node.ts';

/** A region that is no string, as a document in the words of its reader. */
export const partOf = (region: Region): Document => new PartDocument(region);

/** What is written where a node is read, whatever its reader calls it. */
export const writtenAt = (node: Node): Node => (node instanceof PartNode ? writtenAt(node.written) : node);

/** A part of a document as a document of its own. Its changes are those of the one around it. */
class PartDocument implements Document {
  readonly file;
  readonly isTemplate;
  readonly index;
  readonly within;
  readonly range: TextRange;
  readonly root: PartNode;
  readonly errors = [];
  readonly editor: Editor;

  constructor(region: Region) {
    const { node, names } = region;
    this.file = node.document.file;
    this.isTemplate = node.document.isTemplate;
    this.index = node.document.index;
    this.within = { ...region, part: 0 };
    this.range = node.range;
    this.root = new PartNode(this, [], node, names?.members, names?.says);
    this.editor = new PartEditor(this.root, node.document.editor);
  }

  /** They are those of the document around it, which tells of them. */
  comments(): readonly Comment[] {
    return [];
  }

  model(): Model {
    return modelOf(this.root);
  }
}

/** A node by the names that its reader gives to what is in it. */
class PartNode implements Node {
  readonly document: Document;
  readonly path: Path;
  readonly written: Node;
  readonly #members: Members | undefined;
  readonly #says: Readonly<Record<string, string>>;

  constructor(document: Document, path: Path, written: Node, members: Members | undefined, says: Readonly<Record<string, string>> = {}) {
    this.document = document;
    this.path = path;
    this.written = written;
    this.#members = members;
    this.#says = says;
  }

  get kind(): Node['kind'] {
    return this.written.kind;
  }

  get value(): Plain {
    if (this.kind === 'scalar') return this.written.value;
    if (this.kind === 'list') return this.items().map(({ value }) => value);
    return Object.fromEntries(Array.from(this.entries(), ([key, { value }]) => [key, value]));
  }

  get range(): TextRange {
    return this.written.range;
  }

  get keyRange(): TextRange | undefined {
    return this.written.keyRange;
  }

  get source(): string {
    return this.written.source;
  }

  get(...path: Path): Node | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return this;
    const said = this.#says[step];
    if (said !== undefined) return new SaidNode(this.document, [...this.path, step], said, this.range.start).get(...rest);
    if (typeof step === 'number') return this.items()[step]?.get(...rest);
    const { written = step, members } = this.#members?.[step] ?? {};
    const found = this.written.get(written);
    return found && this.#member(step, found, members).get(...rest);
  }

  *entries(): Generator<readonly [string, Node]> {
    for (const [key, said] of Object.entries(this.#says))
      yield [key, new SaidNode(this.document, [...this.path, key], said, this.range.start)];
    for (const [key, node] of this.written.entries()) {
      const [name, naming] = Object.entries(this.#members ?? {}).find(([, { written }]) => written === key) ?? [key];
      yield [name, this.#member(name, node, naming?.members)];
    }
  }

  items(): readonly Node[] {
    return this.written.items().map((item, index) => new PartNode(this.document, [...this.path, index], item, this.#members));
  }

  /** Where an operation on a path has to be made. */
  toWritten(path: Path): Path {
    const own = this.written.path;
    let members: Members | undefined = this.#members;
    const steps: (string | number)[] = [...own];
    let at: Node | undefined = this.written;
    for (const step of path) {
      if (typeof step === 'number') {
        steps.push(step);
        at = at?.get(step);
        continue;
      }
      const naming: Members[string] | undefined = members?.[step];
      steps.push(naming?.written ?? step);
      at = at?.get(naming?.written ?? step);
      members = naming?.members;
      const block = blockOf(at, naming);
      if (block !== at) steps.push(0);
      at = block;
    }
    return steps;
  }

  #member(key: string, node: Node, members: Members | undefined): PartNode {
    const naming = this.#members?.[key];
    return new PartNode(this.document, [...this.path, key], blockOf(node, naming) ?? node, members);
  }
}

/** A block that there is one of is a list of one where it is written. */
function blockOf(node: Node | undefined, naming: Members[string] | undefined): Node | undefined {
  if (naming?.members === undefined || naming.repeated === true || node?.kind !== 'list') return node;
  const [only, ...others] = node.items();
  return only && others.length === 0 ? only : node;
}

class PartEditor implements Editor {
  readonly #root: PartNode;
  readonly #outer: Editor;

  constructor(root: PartNode, outer: Editor) {
    this.#root = root;
    this.#outer = outer;
  }

  plan(ops: readonly ModelOp[]): readonly TextEdit[] | Refusal {
    const said = ops.find(({ op, path }) => op !== 'comment' && this.#root.get(...path) instanceof SaidNode);
    if (said) return { refused: `\`${said.path.join('.')}\` is not written there` };
    return this.#outer.plan(ops.map(op => this.#translated(op)));
  }

  commentsOf(path: Path): readonly string[] {
    return this.#outer.commentsOf(this.#root.toWritten(path));
  }

  #translated(op: ModelOp): ModelOp {
    if (op.op === 'comment') return op;
    const path = this.#root.toWritten(op.path);
    if (op.op === 'remove')
      return {
        ...op,
        path,
        comments: typeof op.comments === 'object' ? { moveTo: this.#root.toWritten(op.comments.moveTo) } : op.comments,
      };
    if (op.op === 'reshape') return { ...op, path };
    return { ...op, path, ...(op.place && { place: this.#place(op.place, op.path.slice(0, -1)) }) };
  }

  #place(place: Place, parent: Path): Place {
    if (typeof place === 'string') return place;
    const written = (step: string | number): string | number =>
      typeof step === 'number' ? step : lastName(this.#root.toWritten([...parent, step]), step);
    return 'before' in place ? { before: written(place.before) } : { after: written(place.after) };
  }
}

const lastName = (path: Path, fallback: string): string => path.findLast(step => typeof step === 'string') ?? fallback;

function modelOf(node: Node): Model {
  if (node.kind === 'map') return { kind: 'map', entries: Array.from(node.entries(), ([key, value]) => ({ key, value: modelOf(value) })) };
  if (node.kind === 'list') return { kind: 'list', items: node.items().map(modelOf) };
  const { value } = node;
  return { kind: 'scalar', value: value !== null && typeof value === 'object' ? null : value, source: node.source };
}

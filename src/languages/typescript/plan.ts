import type { ts } from 'ts-morph';
import type { Path } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';
import type { ModelOp, NewValue, Place } from '../../core/model.ts';
import type { ProgramDocument } from './document.ts';
import { indexFor, isGone, isKept, within, type CollectionPlan, type Element } from './elements.ts';
import { layoutOf, type Slot } from './layout.ts';
import { ProgramNode } from './node.ts';
import { childOf, isParts, keyOf, type Collection, type Part } from './part.ts';
import { Refused } from './refused.ts';

/** All changes of a document, literal by literal. */
export class ProgramPlan {
  readonly collections = new Map<Collection, CollectionPlan>();
  /** Where the comments of what is removed go: to the element that this leads to. */
  readonly moves: { readonly from: Element; readonly to: Path }[] = [];
  readonly #document: ProgramDocument;

  constructor(document: ProgramDocument) {
    this.#document = document;
  }

  note(op: Extract<ModelOp, { op: 'set' | 'insert' | 'remove' }>): void {
    if (op.op === 'set') this.#set(op.path, op.value, op.place ?? 'last');
    else if (op.op === 'insert') {
      const plan = this.#planOf(this.#partAt(op.path), op.path);
      plan.elements.splice(indexFor(plan.elements, op.place ?? 'last'), 0, { key: undefined, value: op.value });
    } else this.#remove(op);
  }

  /** The literals that change and stay: not those within what goes or is replaced. */
  written(): readonly CollectionPlan[] {
    return [...this.collections.values()].filter(({ literal }) => !this.#isGone(literal));
  }

  #isGone({ pos, end }: Collection): boolean {
    const gone = [...this.collections.values()].flatMap(({ elements }) =>
      elements.flatMap(element => (element.old && !isKept(element) ? [element.old] : [])),
    );
    return gone.some(around => around.pos <= pos && end <= around.end);
  }

  /** The plan of the literal that an element is in. */
  planWith(element: Element): CollectionPlan | undefined {
    return [...this.collections.values()].find(({ elements }) => elements.includes(element));
  }

  /** What a path leads to, or leads through, that stands on lines of its own: an element that is planned, or a slot of a literal that stays. */
  lineFor(path: Path): Element | Slot | undefined {
    for (let length = path.length; length > 0; length--) {
      const literal = (this.#document.root?.get(...path.slice(0, length - 1)) as ProgramNode | undefined)?.part.literal;
      if (!literal || this.#isGone(literal)) continue;
      const layout = layoutOf(literal, this.#document.program!.syntax);
      if (!layout.isWide) continue;
      const planned = this.collections.get(literal)?.elements.find(({ key }) => key === path[length - 1]);
      if (planned && isGone(planned)) continue;
      if (planned) return planned;
      const slot = layout.slots.find(
        ({ node }) => keyOf(node as ts.ObjectLiteralElementLike, this.#document.program!.syntax) === path[length - 1],
      );
      if (slot) return slot;
    }
    return undefined;
  }

  #set(path: Path, value: NewValue, place: Place): void {
    let part = this.#partAt([]);
    for (const [index, step] of path.entries()) {
      const isLast = index === path.length - 1;
      const planned = part.literal && this.collections.get(part.literal);
      const isAsWas = !planned || planned.elements.some(element => element.old && element.key === step && isKept(element));
      const next = isAsWas ? childOf(part, step) : undefined;
      if (next && !isLast && typeof next.content === 'object' && next.content !== null) {
        if (part.literal) this.#refuseSpreadItems(part.literal, path.slice(0, index));
        part = next;
        continue;
      }
      const here = path.slice(0, index);
      const plan = this.#planOf(part, here);
      const known = plan.elements.find(element => element.key === step && !isGone(element));
      if (known) {
        if (known.old) this.#refuseOverridden(plan, known, path.slice(0, index + 1));
        const now = known.value ?? (next && !isLast && next.content !== null ? 'a scalar' : undefined);
        known.value = within(now, path.slice(index + 1), value);
        return;
      }
      if (next) throw new Refused(`${quote(path.slice(0, index + 1))} comes from \`${next.through ?? ''}\``, 'MERGE_KEY');
      if (typeof step === 'number' || isParts(part.content)) throw new Refused(`${quote(path)} is not there`);
      this.#refuseSpread(plan, here);
      plan.elements.splice(indexFor(plan.elements, isLast ? place : 'last'), 0, {
        key: step,
        value: within(undefined, path.slice(index + 1), value),
      });
      return;
    }
  }

  #remove({ path, comments }: Extract<ModelOp, { op: 'remove' }>): void {
    if (comments === 'leave') throw new Refused('a program is one document, and what leaves it has nowhere to go');
    const part = this.#partAt(path);
    if (part.through !== undefined && !part.element) throw new Refused(`${quote(path)} comes from \`${part.through}\``, 'MERGE_KEY');
    const plan = this.#planOf(this.#partAt(path.slice(0, -1)), path.slice(0, -1));
    const element = plan.elements.find(({ key, old }) => old && key === path.at(-1));
    if (!element?.old) throw new Refused(`${quote(path)} is not there`);
    this.#refuseSpread(plan, path.slice(0, -1));
    this.#refuseUnused(part, path);
    element.removed = comments === 'stay' ? 'stay' : 'take';
    if (comments !== 'stay') this.moves.push({ from: element, to: comments.moveTo });
  }

  #partAt(path: Path): Part {
    for (const length of path.keys()) {
      const { literal } = (this.#document.root?.get(...path.slice(0, length)) as ProgramNode | undefined)?.part ?? {};
      if (literal) this.#refuseSpreadItems(literal, path.slice(0, length));
      const planned = literal && this.collections.get(literal)?.elements.filter(({ key }) => key === path[length]);
      if (planned && !planned.some(element => element.old && isKept(element))) throw new Refused(`${quote(path)} changes twice`);
    }
    const node = this.#document.root?.get(...path);
    if (!(node instanceof ProgramNode)) throw new Refused(`${quote(path)} is not there`);
    return node.part;
  }

  #planOf(part: Part, path: Path): CollectionPlan {
    const { literal, through } = part;
    if (!literal)
      throw new Refused(
        through === undefined
          ? `${quote(path)} is no literal: write it out first`
          : `${quote(path)} comes from \`${through}\`, which other code may read: write it out where it is used first`,
        'ANCHOR_OWNED',
      );
    const known = this.collections.get(literal);
    if (known) return known;
    const { syntax } = this.#document.program!;
    const { compiler } = syntax;
    const elements = compiler.isArrayLiteralExpression(literal)
      ? literal.elements.map((old, key): Element => ({ old, key }))
      : literal.properties.map((old): Element => ({ old, key: keyOf(old, syntax) }));
    this.#refuseSpreadItems(literal, path);
    const keys = elements.flatMap(({ key }) => key ?? []);
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined) throw new Refused(`\`${twice}\` is written twice in ${quote(path)}`);
    const plan = { literal, elements };
    this.collections.set(literal, plan);
    return plan;
  }

  /** What a spread brings may be what is written, or hidden by it. */
  #refuseSpread({ literal }: CollectionPlan, path: Path): void {
    const spread = this.#spreadsOf(literal)[0];
    if (spread) throw new Refused(`\`${spread.getText()}\` in ${quote(path)} may bring more: write out what it does first`, 'MERGE_KEY');
  }

  /** The items of a list count otherwise than they are written, then. */
  #refuseSpreadItems(literal: Collection, path: Path): void {
    const { compiler } = this.#document.program!.syntax;
    if (compiler.isArrayLiteralExpression(literal) && literal.elements.some(element => compiler.isSpreadElement(element)))
      throw new Refused(`a spread stands in ${quote(path)}: write its items out first`, 'MERGE_KEY');
  }

  #refuseOverridden({ literal }: CollectionPlan, { old }: Element, path: Path): void {
    const spread = this.#spreadsOf(literal).find(({ pos }) => old && pos > old.pos);
    if (spread) throw new Refused(`\`${spread.getText()}\` after ${quote(path)} may replace it: write out what it does first`, 'MERGE_KEY');
  }

  #spreadsOf(literal: Collection): readonly ts.Node[] {
    const { compiler } = this.#document.program!.syntax;
    return compiler.isObjectLiteralExpression(literal) ? literal.properties.filter(property => compiler.isSpreadAssignment(property)) : [];
  }

  /** A constant that nothing reads any more is an error to many a compiler. */
  #refuseUnused(part: Part, path: Path): void {
    const { uses } = this.#document.program!.scope;
    const unused = namesIn(part).find(name => (uses.get(name) ?? 0) <= 2);
    if (unused !== undefined)
      throw new Refused(`${quote(path)} is all that reads \`${unused}\`: write the value where it is used first`, 'ANCHOR_OWNED');
  }
}

/** The constants that a value names where it is written. */
function namesIn({ through, expression, literal, content }: Part): readonly string[] {
  const name = through !== undefined && expression ? /^[A-Za-z_$][\w$]*/.exec(through)?.[0] : undefined;
  if (name !== undefined) return [name];
  if (!literal) return [];
  return (isParts(content) ? content : [...(content as ReadonlyMap<string, Part>).values()]).flatMap(namesIn);
}

const quote = (path: Path): string => (path.length <= 4 ? 'the call' : `\`${dottedPath(path.slice(4))}\``);

import type { Path } from '../../core/document.ts';
import { isCopy, isList, type ModelOp, type NewValue, type Place } from '../../core/model.ts';
import { Refused, quotePath } from '../yaml/refused.ts';
import { NewMap, NewMember, type Built } from '../yaml/spell.ts';
import { isWord } from './spell.ts';
import type { EntrySyntax, ListSyntax, MapSyntax, Syntax } from './syntax.ts';

/** A member of a map as it is, or one that comes; of a list an item, by its number, or one that comes. */
export type Slot = { readonly old: number } | { readonly member: NewMember };

/** What becomes of a map or list. */
export interface CollectionPlan {
  readonly node: MapSyntax | ListSyntax;
  readonly path: Path;
  readonly slots: Slot[];
  readonly removed: Set<number>;
}

/** A removal whose comments go along: to another place, or out of the document. */
export interface Move {
  readonly plan: CollectionPlan;
  readonly index: number;
  readonly moveTo: Path | undefined;
}

/** A block that comes after all others. */
export interface NewBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: NewValue;
}

/** Notes operations on the maps and lists that they touch, so that what meets at one place has an order. Throws `Refused`. */
export class HclPlan {
  readonly collections = new Map<MapSyntax | ListSyntax, CollectionPlan>();
  readonly replaced = new Map<Syntax, { readonly path: Path; value: Built }>();
  readonly moves: Move[] = [];
  readonly blocks: NewBlock[] = [];
  readonly #root: Syntax;
  readonly #added = new Map<string, NewMember>();

  constructor(root: Syntax) {
    this.#root = root;
  }

  note(op: Exclude<ModelOp, { readonly op: 'comment' }>): void {
    if (op.path.length === 0) throw new Refused('a whole document cannot be replaced');
    if (op.op === 'set') this.#set(op.path, op.value, op.place ?? 'last', op.comments ?? []);
    else if (op.op === 'insert') this.#insert(op.path, op.value, op.place ?? 'last');
    else if (op.op === 'remove') this.#remove(op.path, op.comments);
    else throw new Refused('blocks and objects of HCL are not turned into another shape');
  }

  /** The member that comes at a path. */
  heirAt = (path: Path): NewMember | undefined => this.#added.get(JSON.stringify(path));

  #set(path: Path, value: NewValue, place: Place, comments: readonly string[]): void {
    let at = this.#root;
    for (const [depth, step] of path.entries()) {
      const next = childOf(at, step);
      if (!next) return this.#add(at, path, depth, value, place, comments);
      at = next;
    }
    this.#replace(at, path, value);
  }

  /** Adds what a map does not have: a member, or maps on the way to it. */
  #add(parent: Syntax, path: Path, depth: number, value: NewValue, place: Place, comments: readonly string[]): void {
    const [at, rest] = [path.slice(0, depth), path.slice(depth)];
    if (rest.some(step => typeof step === 'number')) throw new Refused(`${quotePath(path)} is not there`);
    if (parent.kind === 'map' && (parent.form === 'file' || parent.form === 'labels')) return this.#addBlock(path, value);
    const isNull = parent.kind === 'scalar' && parent.value === null;
    if (parent.kind !== 'map' && !isNull)
      throw new Refused(
        `${quotePath(at)} is ${
          parent.kind === 'list' && parent.form === 'blocks' ? 'written as a block' : 'an expression'
        }: set \`${String(path.at(-1))}\` in ${parent.kind === 'list' ? 'it' : 'what it stands for'} by hand`,
      );
    const [key] = rest;
    if (parent.kind === 'map' && parent.form === 'block' && !isWord(String(key)))
      throw new Refused(`${quotePath(at)} is a block, which has no place for \`${String(key)}\`: make it an attribute first, with \`=\``);
    let map = parent.kind === 'map' ? this.#planOf(parent, at) : this.#mapInPlaceOf(parent, at);
    for (const [index, step] of rest.entries()) {
      const isLast = index === rest.length - 1;
      const here = [...at, ...rest.slice(0, index + 1)];
      const known = this.heirAt(here);
      if (isLast && known) throw new Refused(`${quotePath(path)} is set twice`);
      const member = known ?? new NewMember(String(step), isLast ? value : new NewMap(), isLast ? comments : []);
      if (!known) {
        this.#added.set(JSON.stringify(here), member);
        if (map instanceof NewMap) map.add(member, isLast ? place : 'last');
        else map.slots.splice(indexFor(map, isLast ? place : 'last'), 0, { member });
      }
      if (!isLast && !(member.value instanceof NewMap)) throw new Refused(`${quotePath(here)} is set twice`);
      if (member.value instanceof NewMap) map = member.value;
    }
  }

  #mapInPlaceOf(syntax: Syntax, path: Path): NewMap {
    const known = this.replaced.get(syntax);
    if (known) {
      if (known.value instanceof NewMap) return known.value;
      throw new Refused(`${quotePath(path)} is set twice`);
    }
    const value = new NewMap();
    this.replaced.set(syntax, { path, value });
    return value;
  }

  #addBlock(path: Path, value: NewValue): void {
    const [type, ...labels] = path.map(String);
    const [body, other] = isNewList(value) ? value : [];
    if (type === undefined || body === undefined || other !== undefined) throw new Refused(`${quotePath(path)} is no block`);
    const isKnown = this.blocks.some(block => JSON.stringify([block.type, ...block.labels]) === JSON.stringify(path));
    if (isKnown) throw new Refused(`${quotePath(path)} is set twice`);
    this.blocks.push({ type, labels, body });
  }

  #replace(syntax: Syntax, path: Path, value: NewValue): void {
    if (this.replaced.has(syntax)) throw new Refused(`${quotePath(path)} is set twice`);
    const said = value !== null && typeof value === 'object' && isCopy(value) ? value.copyOf.value : value;
    if (syntax.kind === 'scalar' && Object.is(syntax.value, said)) return;
    const isFull = syntax.kind === 'map' ? syntax.form !== 'object' || syntax.entries.length > 0 : syntax.kind === 'list';
    if (isFull && !(syntax.kind === 'list' && syntax.form === 'tuple' && syntax.items.length === 0))
      throw new Refused(`${quotePath(path)} already holds a map or a list`);
    if (syntax.kind === 'scalar' && syntax.form === 'heredoc') throw new Refused(`${quotePath(path)} is text of several lines`);
    if (syntax.kind === 'scalar' && syntax.form === 'expression') throw new Refused(`${quotePath(path)} is an expression`);
    this.replaced.set(syntax, { path, value });
  }

  #insert(path: Path, value: NewValue, place: Place): void {
    const list = this.#at(path);
    if (list.kind !== 'list' || list.form !== 'tuple') throw new Refused(`${quotePath(path)} is not a list`);
    const plan = this.#planOf(list, path);
    plan.slots.splice(indexFor(plan, place), 0, { member: new NewMember('', value) });
  }

  #remove(path: Path, comments: (ModelOp & { readonly op: 'remove' })['comments']): void {
    const step = path.at(-1)!;
    const parent = this.#at(path.slice(0, -1));
    const index =
      parent.kind === 'map' ? parent.entries.findLastIndex(({ key }) => key === step) : parent.kind === 'list' ? Number(step) : -1;
    const isBlock = parent.kind === 'map' ? parent.entries[index]?.span === undefined : parent.kind === 'list' && parent.form === 'blocks';
    if (parent.kind === 'scalar' || index < 0) throw new Refused(`${quotePath(path)} is not there`);
    if (isBlock) throw new Refused(`${quotePath(path)} is a block, and blocks are not removed`);
    const plan = this.#planOf(parent, path.slice(0, -1));
    plan.removed.add(index);
    if (comments !== 'stay') this.moves.push({ plan, index, moveTo: comments === 'leave' ? undefined : comments.moveTo });
  }

  #at(path: Path): Syntax {
    let at: Syntax | undefined = this.#root;
    for (const step of path) at = at && childOf(at, step);
    if (!at) throw new Refused(`${quotePath(path)} is not there`);
    return at;
  }

  #planOf(node: MapSyntax | ListSyntax, path: Path): CollectionPlan {
    const known = this.collections.get(node);
    if (known) return known;
    const keys = node.kind === 'map' ? node.entries.map(({ key }) => key) : [];
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined) throw new Refused(`\`${twice}\` is set twice in ${quotePath(path)}`);
    const size = node.kind === 'map' ? node.entries.length : node.items.length;
    const plan = { node, path, slots: Array.from({ length: size }, (_, old): Slot => ({ old })), removed: new Set<number>() };
    this.collections.set(node, plan);
    return plan;
  }
}

function childOf(syntax: Syntax, step: string | number): Syntax | undefined {
  if (syntax.kind === 'map') return syntax.byKey.get(String(step))?.value;
  return syntax.kind === 'list' && typeof step === 'number' ? syntax.items[step]?.value : undefined;
}

function indexFor({ node, slots }: CollectionPlan, place: Place): number {
  if (place === 'first') return 0;
  if (place === 'last') return slots.length;
  const wanted = 'before' in place ? place.before : place.after;
  const entries: readonly EntrySyntax[] = node.kind === 'map' ? node.entries : [];
  const index = slots.findIndex(slot =>
    'member' in slot
      ? node.kind === 'map' && slot.member.key === wanted
      : node.kind === 'map'
        ? entries[slot.old]!.key === wanted
        : slot.old === wanted,
  );
  return index === -1 ? slots.length : 'before' in place ? index : index + 1;
}

const isNewList = (value: NewValue): value is readonly NewValue[] => isList(value);

import type { Path } from '../../core/document.ts';
import { isBelow, isCopy, type ModelOp, type NewValue, type Place } from '../../core/model.ts';
import type { YamlDocument } from './document.ts';
import { Refused, quotePath } from './refused.ts';
import { refuseAlias, refuseForeign, refuseHome, refuseShared } from './sharing.ts';
import { CollectionPlan, isKept, isOld, type Holder, type OldSlot, type Slot } from './slots.ts';
import { isEmptyOrScalar, NewMap, NewMember } from './spell.ts';
import { isCollection, isMap, isMergeKey, isScalar, isSeq, isWritten, scalarValue, type YamlCollection, type YamlNode } from './syntax.ts';

/** A removal whose comments go along to another place, or to another document. */
export interface Move {
  readonly plan: CollectionPlan;
  readonly slot: OldSlot;
  readonly moveTo: Path | undefined;
}

export interface Reshape {
  readonly plan: CollectionPlan;
  readonly to: 'list' | 'map';
  /** The names of the two members of an item. */
  readonly key: string;
  readonly value: string;
}

/**
 * Notes operations on a plan of the collections they touch, so that changes which meet at one place have an order and a map that
 * two operations fill is made once. Writes nothing; throws `Refused` on what cannot be done.
 */
export class DocumentPlan {
  readonly moves: Move[] = [];
  readonly reshapes: Reshape[] = [];
  readonly #document: YamlDocument;
  readonly #collections = new Map<YamlCollection, CollectionPlan>();
  /** What is changed other than into another shape. */
  readonly #paths: Path[] = [];

  constructor(document: YamlDocument) {
    this.#document = document;
  }

  note(op: ModelOp): void {
    if (op.op !== 'reshape') this.#paths.push(op.path);
    if (op.op === 'set') this.#set(op.path, op.value, op.place ?? 'last', op.comments ?? []);
    else if (op.op === 'insert') this.#insert(op.path, op.value, op.place ?? 'last');
    else if (op.op === 'remove') this.#remove(op.path, op.comments);
    else this.#reshape(op.path, op.to, op.key, op.value);
  }

  /** The collections whose text changes, what stands inside another one before that one. */
  changed(): readonly CollectionPlan[] {
    const changed = [...this.#collections.values()].filter(plan => plan.isChanged);
    for (const plan of changed) refuseLost(plan);
    for (const { plan, to } of this.reshapes) {
      refuseLost(plan);
      // The values of a map may be replaced on the way: each goes whole into its item.
      const mayReplace =
        to === 'list' && plan.slots.every(slot => isKept(slot) && (slot.value === undefined || isEmptyOrScalar(slot.value)));
      if (this.#paths.some(path => isBelow(path, plan.path) && !(mayReplace && path.length === plan.path.length + 1)))
        throw new Refused(`${quotePath(plan.path)} is changed and turned into another shape at once`);
    }
    return changed.toSorted((a, b) => b.path.length - a.path.length);
  }

  /** The member that is to be made at a path, if it can carry comments: in brackets one would swallow what follows it. */
  newMember(path: Path): NewMember | undefined {
    let here: CollectionPlan | NewMap | undefined = this.#root();
    for (const [index, step] of path.entries()) {
      const isLast = index === path.length - 1;
      if (here instanceof NewMap) {
        const member: NewMember | undefined = here.find(step);
        if (isLast) return member;
        here = member?.value instanceof NewMap ? member.value : undefined;
      } else if (here) {
        if (here.node.flow) return undefined;
        const slot: Slot | undefined = here.find(step);
        if (isLast) return slot && !isOld(slot) ? slot.member : undefined;
        here = slot && this.#inside(here, slot, step);
        // A map that fills an item is written on the line of its `-`.
        if (here instanceof NewMap && slot && isOld(slot) && !slot.pair) return undefined;
      }
    }
    return undefined;
  }

  #set(path: Path, value: NewValue, place: Place, comments: readonly string[]): void {
    const step = path.at(-1);
    if (step === undefined) throw new Refused('a whole document cannot be replaced');
    const parent = this.#parentOf(path, true);
    const member = new NewMember(String(step), value, comments);
    if (parent instanceof NewMap) {
      if (typeof step === 'number') throw new Refused(`${quotePath(path)} is not there`);
      const known = parent.find(step);
      if (!known) parent.add(member, place);
      else if (known.value instanceof NewMap) throw new Refused(`${quotePath(path)} is set twice`);
      else known.value = value;
      return;
    }
    const slot = parent.find(step);
    if (slot && isOld(slot)) return this.#replace(slot, value, path);
    if (slot?.member.value instanceof NewMap) throw new Refused(`${quotePath(path)} is set twice`);
    if (slot) slot.member.value = value;
    else if (typeof step === 'number' || !isMap(parent.node)) throw new Refused(`${quotePath(path)} is not there`);
    else {
      parent.add(member, place);
      if (standsBeforeMergeKey(parent, member)) refuseForeign(this.#document, parent.node, member.key, path);
    }
  }

  #replace(slot: OldSlot, value: NewValue, path: Path): void {
    const { node } = slot;
    if (slot.value instanceof NewMap) throw new Refused(`${quotePath(path)} is set twice`);
    if (this.#isSaid(node, value)) {
      delete slot.value;
      return;
    }
    refuseHome(this.#document, node, path);
    if (isCollection(node) && !(node.flow && node.items.length === 0))
      throw new Refused(`${quotePath(path)} already holds a map or a list`);
    this.#refuseTagged(node, path);
    if (isScalar(node) && isWritten(node) && this.#document.syntax.text.slice(node.range[0], node.range[1]).includes('\n'))
      throw new Refused(`${quotePath(path)} is text of several lines`);
    slot.value = value;
  }

  /** Whether a scalar, or the one behind an alias, is written and means what it is to mean: nothing has to change then. */
  #isSaid(node: YamlNode | null, value: NewValue): boolean {
    const scalar = this.#document.aliases.resolve(node);
    if (!isWritten(node) || !isScalar(scalar)) return false;
    return Object.is(scalarValue(scalar), value !== null && typeof value === 'object' && isCopy(value) ? value.copyOf.value : value);
  }

  #insert(path: Path, value: NewValue, place: Place): void {
    const list = this.#collectionAt(path, false);
    if (!(list instanceof CollectionPlan) || !isSeq(list.node)) throw new Refused(`${quotePath(path)} is not a list`);
    list.add(new NewMember('', value), place);
  }

  #remove(path: Path, comments: 'stay' | 'leave' | { readonly moveTo: Path }): void {
    const step = path.at(-1);
    if (step === undefined) throw new Refused('a whole document cannot be removed');
    const parent = this.#parentOf(path, false);
    const slot = parent instanceof CollectionPlan ? parent.find(step) : undefined;
    if (!(parent instanceof CollectionPlan) || !slot) throw this.#notThere(parent, step, path);
    if (!isOld(slot)) throw new Refused(`${quotePath(path)} is set and removed at once`);
    refuseHome(this.#document, slot.node, path);
    if (slot.pair) refuseHome(this.#document, slot.pair.key, path);
    slot.removed = true;
    if (comments !== 'stay') this.moves.push({ plan: parent, slot, moveTo: comments === 'leave' ? undefined : comments.moveTo });
  }

  #reshape(path: Path, to: 'list' | 'map', key: string, value: string): void {
    const plan = this.#collectionAt(path, false);
    if (!(plan instanceof CollectionPlan) || (to === 'list' ? !isMap(plan.node) : !isSeq(plan.node)))
      throw new Refused(`${quotePath(path)} is not a ${to === 'list' ? 'map' : 'list'}`);
    if (this.reshapes.some(known => isBelow(known.plan.path, path) || isBelow(path, known.plan.path)))
      throw new Refused(`${quotePath(path)} is turned into another shape twice`);
    this.reshapes.push({ plan, to, key, value });
  }

  #parentOf(path: Path, make: boolean): CollectionPlan | NewMap {
    return this.#collectionAt(path.slice(0, -1), make);
  }

  /** The collection at a path that may change. With `make`, maps that are missing on the way, or null or empty, are made. */
  #collectionAt(path: Path, make: boolean): CollectionPlan | NewMap {
    let here: CollectionPlan | NewMap | undefined = this.#root();
    if (!here) throw new Refused('the document is neither a map nor a list');
    for (const [index, step] of path.entries()) {
      const at = path.slice(0, index + 1);
      const next: CollectionPlan | NewMap | undefined =
        here instanceof NewMap ? memberMap(here, step, at, make) : this.#descend(here, step, at, make);
      if (!next) throw this.#notThere(here, step, at);
      here = next;
    }
    return here;
  }

  #descend(here: CollectionPlan, step: string | number, path: Path, make: boolean): CollectionPlan | NewMap | undefined {
    const slot = here.find(step);
    if (!slot) {
      if (!make || typeof step === 'number' || !isMap(here.node)) return undefined;
      refuseForeign(this.#document, here.node, step, path);
      const made = new NewMap();
      here.add(new NewMember(step, made), 'last');
      return made;
    }
    if (!isOld(slot) && !(slot.member.value instanceof NewMap)) throw new Refused(`${quotePath(path)} is set twice`);
    if (isOld(slot)) refuseAlias(slot.node, path);
    const known = this.#inside(here, slot, step);
    if (known && !(make && isEmptyMap(known))) return known;
    if (!make) return undefined;
    return this.#makeMap(slot as OldSlot, path);
  }

  /** Fills a null or an empty map. */
  #makeMap(slot: OldSlot, path: Path): NewMap {
    const { node } = slot;
    if (slot.value !== undefined) throw new Refused(`${quotePath(path)} is set twice`);
    const isNull = node === null || (isScalar(node) && scalarValue(node) === null);
    if (!isNull && !isMap(node)) throw new Refused(`${quotePath(path)} is not a map`);
    refuseHome(this.#document, node, path);
    this.#refuseTagged(node, path);
    const made = new NewMap();
    slot.value = made;
    return made;
  }

  /** What a slot holds, if it is a collection. */
  #inside(here: CollectionPlan, slot: Slot, step: string | number): CollectionPlan | NewMap | undefined {
    const value = isOld(slot) ? slot.value : slot.member.value;
    if (value instanceof NewMap) return value;
    return isOld(slot) && isCollection(slot.node) ? this.#planOf(slot.node, [...here.path, step], { plan: here, slot }) : undefined;
  }

  #planOf(node: YamlCollection, path: Path, holder: Holder | undefined): CollectionPlan {
    const known = this.#collections.get(node);
    if (known) return known;
    refuseShared(this.#document, node, path);
    const plan = new CollectionPlan(this.#document.syntax, node, path, holder);
    this.#collections.set(node, plan);
    return plan;
  }

  #root(): CollectionPlan | undefined {
    const contents = this.#document.syntax.tree?.contents;
    return contents && isCollection(contents) ? this.#planOf(contents, [], undefined) : undefined;
  }

  #refuseTagged(node: YamlNode | null, path: Path): void {
    if (node?.tag !== undefined) throw new Refused(`${quotePath(path)} has a tag`);
  }

  #notThere(here: CollectionPlan | NewMap, step: string | number, path: Path): Refused {
    if (here instanceof CollectionPlan && isMap(here.node) && typeof step === 'string')
      refuseForeign(this.#document, here.node, step, path);
    return new Refused(`${quotePath(path)} is not there`);
  }
}

/** A member map of a map that is being made. */
function memberMap(parent: NewMap, step: string | number, path: Path, make: boolean): NewMap | undefined {
  if (typeof step === 'number') return undefined;
  const member = parent.find(step);
  if (member?.value instanceof NewMap) return member.value;
  if (member) throw new Refused(`${quotePath(path)} is set twice`);
  if (!make) return undefined;
  const made = new NewMap();
  parent.add(new NewMember(step, made), 'last');
  return made;
}

/** There go-yaml v2 (`decoder.mapping`), which takes the members of a map one by one, lets what the merge key brings win. */
function standsBeforeMergeKey({ slots }: CollectionPlan, member: NewMember): boolean {
  const index = slots.findIndex(slot => !isOld(slot) && slot.member === member);
  return slots.slice(index).some(slot => isOld(slot) && slot.pair !== undefined && isMergeKey(slot.pair));
}

const isEmptyMap = (plan: CollectionPlan | NewMap): boolean =>
  plan instanceof CollectionPlan && isMap(plan.node) && plan.node.items.length === 0 && plan.holder !== undefined;

/** Refuses a change inside something that is removed or replaced as a whole. */
function refuseLost(plan: CollectionPlan): void {
  for (let { holder } = plan; holder; { holder } = holder.plan)
    if (holder.slot.removed || holder.slot.value !== undefined) throw new Refused(`${quotePath(plan.path)} is changed and removed at once`);
}

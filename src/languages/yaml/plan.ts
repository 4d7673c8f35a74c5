import type { Path } from '../../core/document.ts';
import { isBelow, isCopy, type CommentMove, type ModelOp, type NewValue, type Place } from '../../core/model.ts';
import { CollectionPlans } from './collections.ts';
import type { YamlDocument } from './document.ts';
import { Refused, quotePath, refuseTagged } from './refused.ts';
import { refuseForeign, refuseHome } from './sharing.ts';
import { CollectionPlan, isOld, type OldSlot } from './slots.ts';
import { isEmptyOrScalar, NewMap, NewMember } from './spell.ts';
import { isCollection, isMap, isScalar, isSeq, isWritten, scalarValue, type YamlNode } from './syntax.ts';

/** A member or item with the collection that it is in. */
export interface Placed {
  readonly plan: CollectionPlan;
  readonly slot: OldSlot;
}

/** A removal whose comments go along to another place, or to another document. */
export interface Move extends Placed {
  readonly moveTo: Path | undefined;
  /** Items of what is removed whose comments do not go along, but to another document. */
  readonly leaving: readonly Placed[];
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
  readonly collections: CollectionPlans;
  readonly #document: YamlDocument;
  /** What is changed other than into another shape. */
  readonly #paths: Path[] = [];

  constructor(document: YamlDocument) {
    this.#document = document;
    this.collections = new CollectionPlans(document);
  }

  note(op: Exclude<ModelOp, { readonly op: 'comment' }>): void {
    if (op.op !== 'reshape') {
      for (const { plan } of this.reshapes) if (isBelow(op.path, plan.path)) throw changedAtOnce(plan);
      this.#paths.push(op.path);
    }
    if (op.op === 'set') this.#set(op.path, op.value, op.place ?? 'last', op.comments ?? []);
    else if (op.op === 'insert') this.#insert(op.path, op.value, op.place ?? 'last');
    else if (op.op === 'remove') this.#remove(op.path, op.comments);
    else this.#reshape(op.path, op.to, op.key, op.value);
  }

  /** The collections whose text changes, what stands inside another one before that one. */
  changed(): readonly CollectionPlan[] {
    const changed = [...this.collections.all()].filter(plan => plan.isChanged);
    for (const plan of changed) refuseLost(plan);
    for (const { plan, to } of this.reshapes) {
      refuseLost(plan);
      // The values of a map may be replaced before: each goes whole into its item.
      const mayReplace = to === 'list' && !plan.isReplanned && [...plan.values.values()].every(isEmptyOrScalar);
      if (this.#paths.some(path => isBelow(path, plan.path) && !(mayReplace && path.length === plan.path.length + 1)))
        throw changedAtOnce(plan);
    }
    return changed.toSorted((a, b) => b.path.length - a.path.length);
  }

  #set(path: Path, value: NewValue, place: Place, comments: readonly string[]): void {
    const step = path.at(-1);
    if (step === undefined) throw new Refused('a whole document cannot be replaced');
    const parent = this.collections.at(path.slice(0, -1), true);
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
    if (slot && isOld(slot)) return this.#replace(parent, slot, value, path);
    if (slot?.member.value instanceof NewMap) throw new Refused(`${quotePath(path)} is set twice`);
    if (slot) slot.member.value = value;
    else if (typeof step === 'number' || !isMap(parent.node)) throw new Refused(`${quotePath(path)} is not there`);
    else {
      parent.add(member, place);
      if (parent.isBeforeMergeKey(member)) refuseForeign(this.#document, parent.node, member.key, path);
    }
  }

  #replace({ values }: CollectionPlan, slot: OldSlot, value: NewValue, path: Path): void {
    const { node } = slot;
    if (values.get(slot) instanceof NewMap) throw new Refused(`${quotePath(path)} is set twice`);
    if (this.#isSaid(node, value)) {
      values.delete(slot);
      return;
    }
    refuseHome(this.#document, node, path);
    if (isCollection(node) && !(node.flow && node.items.length === 0))
      throw new Refused(`${quotePath(path)} already holds a map or a list`);
    refuseTagged(node, path);
    if (isScalar(node) && isWritten(node) && this.#document.syntax.text.slice(node.range[0], node.range[1]).includes('\n'))
      throw new Refused(`${quotePath(path)} is text of several lines`);
    values.set(slot, value);
  }

  /** Whether a scalar, or the one behind an alias, is written and means what it is to mean: nothing has to change then. */
  #isSaid(node: YamlNode | null, value: NewValue): boolean {
    const scalar = this.#document.aliases.resolve(node);
    if (!isWritten(node) || !isScalar(scalar)) return false;
    return Object.is(scalarValue(scalar), value !== null && typeof value === 'object' && isCopy(value) ? value.copyOf.value : value);
  }

  #insert(path: Path, value: NewValue, place: Place): void {
    const list = this.collections.at(path, false);
    if (!(list instanceof CollectionPlan) || !isSeq(list.node)) throw new Refused(`${quotePath(path)} is not a list`);
    list.add(new NewMember('', value), place);
  }

  #remove(path: Path, comments: 'stay' | 'leave' | CommentMove): void {
    const step = path.at(-1);
    if (step === undefined) throw new Refused('a whole document cannot be removed');
    const parent = this.collections.at(path.slice(0, -1), false);
    const slot = parent instanceof CollectionPlan ? parent.find(step) : undefined;
    if (!(parent instanceof CollectionPlan) || !slot) throw this.collections.notThere(parent, step, path);
    if (!isOld(slot)) throw new Refused(`${quotePath(path)} is set and removed at once`);
    refuseHome(this.#document, slot.node, path);
    if (slot.pair) refuseHome(this.#document, slot.pair.key, path);
    if (comments === 'leave') this.moves.push({ plan: parent, slot, moveTo: undefined, leaving: [] });
    else if (comments !== 'stay')
      this.moves.push({ plan: parent, slot, moveTo: comments.moveTo, leaving: this.#items(path, comments.leaving ?? []) });
    parent.removed.add(slot);
  }

  #items(path: Path, indexes: readonly number[]): readonly Placed[] {
    const plan = indexes.length > 0 ? this.collections.at(path, false) : undefined;
    return plan instanceof CollectionPlan
      ? indexes.flatMap(index => {
          const slot = plan.find(index);
          return slot && isOld(slot) ? [{ plan, slot }] : [];
        })
      : [];
  }

  #reshape(path: Path, to: 'list' | 'map', key: string, value: string): void {
    const plan = this.collections.at(path, false);
    if (!(plan instanceof CollectionPlan) || (to === 'list' ? !isMap(plan.node) : !isSeq(plan.node)))
      throw new Refused(`${quotePath(path)} is not a ${to === 'list' ? 'map' : 'list'}`);
    if (this.reshapes.some(known => isBelow(known.plan.path, path) || isBelow(path, known.plan.path)))
      throw new Refused(`${quotePath(path)} is turned into another shape twice`);
    this.reshapes.push({ plan, to, key, value });
  }
}

const changedAtOnce = ({ path }: CollectionPlan): Refused =>
  new Refused(`${quotePath(path)} is changed and turned into another shape at once`);

/** Refuses a change inside something that is removed or replaced as a whole. */
function refuseLost(plan: CollectionPlan): void {
  for (let { holder } = plan; holder; { holder } = holder.plan)
    if (holder.plan.removed.has(holder.slot) || holder.plan.values.has(holder.slot))
      throw new Refused(`${quotePath(plan.path)} is changed and removed at once`);
}

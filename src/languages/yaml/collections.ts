import type { Path } from '../../core/document.ts';
import type { YamlDocument } from './document.ts';
import { Refused, quotePath, refuseTagged } from './refused.ts';
import { refuseAlias, refuseForeign, refuseHome, refuseShared } from './sharing.ts';
import { CollectionPlan, isOld, type Holder, type OldSlot, type Slot } from './slots.ts';
import { NewMap, NewMember } from './spell.ts';
import { isCollection, isMap, isScalar, scalarValue, type YamlCollection } from './syntax.ts';

/** The plans of the collections of a document, each made when a path first leads to it. Throws `Refused` on what may not change. */
export class CollectionPlans {
  readonly #document: YamlDocument;
  readonly #plans = new Map<YamlCollection, CollectionPlan>();

  constructor(document: YamlDocument) {
    this.#document = document;
  }

  /** Those that a path led to so far. */
  all(): Iterable<CollectionPlan> {
    return this.#plans.values();
  }

  /** The collection at a path that may change. With `make`, maps that are missing on the way, or null or empty, are made. */
  at(path: Path, make: boolean): CollectionPlan | NewMap {
    let here: CollectionPlan | NewMap | undefined = this.#root();
    if (!here) throw new Refused('the document is neither a map nor a list');
    for (const [index, step] of path.entries()) {
      const at = path.slice(0, index + 1);
      const next: CollectionPlan | NewMap | undefined =
        here instanceof NewMap ? memberMap(here, step, at, make) : this.#descend(here, step, at, make);
      if (!next) throw this.notThere(here, step, at);
      here = next;
    }
    return here;
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

  /** Says why there is nothing at a path, whose last step leads from `here`. */
  notThere(here: CollectionPlan | NewMap, step: string | number | undefined, path: Path): Refused {
    if (here instanceof CollectionPlan && isMap(here.node) && typeof step === 'string')
      refuseForeign(this.#document, here.node, step, path);
    return new Refused(`${quotePath(path)} is not there`);
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
    return this.#makeMap(here, slot as OldSlot, path);
  }

  /** Fills a null or an empty map. */
  #makeMap({ values }: CollectionPlan, slot: OldSlot, path: Path): NewMap {
    const { node } = slot;
    if (values.has(slot)) throw new Refused(`${quotePath(path)} is set twice`);
    const isNull = node === null || (isScalar(node) && scalarValue(node) === null);
    if (!isNull && !isMap(node)) throw new Refused(`${quotePath(path)} is not a map`);
    refuseHome(this.#document, node, path);
    refuseTagged(node, path);
    const made = new NewMap();
    values.set(slot, made);
    return made;
  }

  /** What a slot holds, if it is a collection. */
  #inside(here: CollectionPlan, slot: Slot, step: string | number): CollectionPlan | NewMap | undefined {
    const value = isOld(slot) ? here.values.get(slot) : slot.member.value;
    if (value instanceof NewMap) return value;
    return isOld(slot) && isCollection(slot.node) ? this.#planOf(slot.node, [...here.path, step], { plan: here, slot }) : undefined;
  }

  #planOf(node: YamlCollection, path: Path, holder: Holder | undefined): CollectionPlan {
    const known = this.#plans.get(node);
    if (known) return known;
    refuseShared(this.#document, node, path);
    const plan = new CollectionPlan(this.#document.syntax, node, path, holder);
    this.#plans.set(node, plan);
    return plan;
  }

  #root(): CollectionPlan | undefined {
    const contents = this.#document.syntax.tree?.contents;
    return contents && isCollection(contents) ? this.#planOf(contents, [], undefined) : undefined;
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

const isEmptyMap = (plan: CollectionPlan | NewMap): boolean =>
  plan instanceof CollectionPlan && isMap(plan.node) && plan.node.items.length === 0 && plan.holder !== undefined;

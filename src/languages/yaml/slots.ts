import type { Path } from '../../core/document.ts';
import type { NewValue, Place } from '../../core/model.ts';
import { Refused, quotePath } from './refused.ts';
import type { NewMap, NewMember } from './spell.ts';
import {
  endOfItem,
  endOfLead,
  endOfMember,
  isMap,
  isMergeKey,
  isProperty,
  isSeq,
  keyText,
  leadOfItem,
  tokensOf,
  type Lead,
  type Syntax,
  type YamlCollection,
  type YamlNode,
  type YamlPair,
} from './syntax.ts';

/** A member or item that is there today, whatever becomes of it: all plans of a document share it. */
export interface OldSlot {
  readonly pair: YamlPair | undefined;
  readonly node: YamlNode | null;
  /** The text of the key; nothing for an item. */
  readonly key: string | undefined;
  readonly lead: Lead;
  /** Where it ends, comments and line breaks after it not included. */
  readonly end: number;
}

/** A member or item that is to be made; the key of an item is empty. */
export interface NewSlot {
  readonly member: NewMember;
}

export type Slot = OldSlot | NewSlot;

export const isOld = (slot: Slot): slot is OldSlot => 'lead' in slot;

/** Where a collection stands: under a member, or in an item, of another one. */
export interface Holder {
  readonly plan: CollectionPlan;
  readonly slot: OldSlot;
}

/** What a map or list is going to hold: today's slots in their order, some of them removed, and new ones between them. */
export class CollectionPlan {
  readonly node: YamlCollection;
  readonly path: Path;
  readonly holder: Holder | undefined;
  /** Those of today that go. */
  readonly removed = new Set<OldSlot>();
  /** What the values of some of today's become. */
  readonly values = new Map<OldSlot, NewValue | NewMap>();
  readonly #today: Today;
  /** Nothing as long as no new one came. */
  #slots: Slot[] | undefined;
  readonly #newByKey = new Map<string, NewSlot>();

  constructor(syntax: Syntax, node: YamlCollection, path: Path, holder: Holder | undefined) {
    this.node = node;
    this.path = path;
    this.holder = holder;
    this.#today = todayIn(syntax, node);
  }

  /** All of today's, and new ones between them. */
  get slots(): readonly Slot[] {
    return this.#slots ?? this.old;
  }

  /** All of today's. */
  get old(): readonly OldSlot[] {
    return this.#today.slots;
  }

  /** Whether slots come or go. */
  get isReplanned(): boolean {
    return this.#slots !== undefined || this.removed.size > 0;
  }

  /** Whether all that is there today goes, and nothing comes. */
  get isEmptied(): boolean {
    return this.#slots === undefined && this.removed.size === this.old.length;
  }

  /** Whether the text of the collection has to change. */
  get isChanged(): boolean {
    return this.isReplanned || this.values.size > 0;
  }

  /** Whether a slot is there today and stays. */
  isKept(slot: Slot): slot is OldSlot {
    return isOld(slot) && !this.removed.has(slot);
  }

  /** The slot of a key or index that is not removed. Refuses a key that is there more than once. */
  find(step: string | number): Slot | undefined {
    if (typeof step === 'number') {
      const slot = isSeq(this.node) ? this.old[step] : undefined;
      return slot && this.isKept(slot) ? slot : undefined;
    }
    const [slot, ...others] = this.#ofKey(step);
    if (others.length > 0) throw new Refused(`${quotePath([...this.path, step])} is there more than once`);
    if (slot && isOldMergeKey(slot)) throw new Refused(`${quotePath([...this.path, step])} is a merge key`, 'MERGE_KEY');
    return slot;
  }

  add(member: NewMember, place: Place): void {
    const slot: NewSlot = { member };
    this.#slots ??= [...this.old];
    this.#slots.splice(this.#indexFor(place), 0, slot);
    if (isMap(this.node)) this.#newByKey.set(member.key, slot);
  }

  /** Whether a new member stands where go-yaml v2 (`decoder.mapping`) lets what a merge key brings win: it takes members one by one. */
  isBeforeMergeKey(member: NewMember): boolean {
    if (!this.#today.hasMergeKey) return false;
    const rest = this.slots.slice(this.slots.findIndex(slot => !isOld(slot) && slot.member === member));
    return rest.some(isOldMergeKey);
  }

  #indexFor(place: Place): number {
    if (place === 'first') return 0;
    if (place === 'last') return this.slots.length;
    const step = 'before' in place ? place.before : place.after;
    const neighbour = typeof step === 'number' ? this.find(step) : this.#ofKey(step)[0];
    if (!neighbour) return this.slots.length;
    return this.slots.indexOf(neighbour) + ('before' in place ? 0 : 1);
  }

  #ofKey(key: string): readonly Slot[] {
    const kept = this.#today.byKey.get(key)?.filter(slot => this.isKept(slot)) ?? [];
    const added = this.#newByKey.get(key);
    return added ? [...kept, added] : kept;
  }
}

const isOldMergeKey = (slot: Slot): boolean => isOld(slot) && slot.pair !== undefined && isMergeKey(slot.pair);

/** Where a member or item begins: at its key, `?` or `-`, in brackets at its value; anchors and tags included. */
export function startOfSlot(slot: OldSlot): number {
  if (slot.pair) return startOfKey(slot.pair);
  const dash = slot.lead.find(({ type }) => type === 'seq-item-ind');
  const property = slot.lead.find(isProperty);
  return dash?.offset ?? property?.offset ?? slot.node?.range[0] ?? slot.end;
}

/** Where the sign before a value, or the anchor or tag after that sign, ends. */
export function endOfHead({ pair, key, lead, node }: OldSlot): number {
  if (pair && !lead.some(({ type }) => type === 'map-value-ind')) throw new Refused(`\`${key ?? ''}\` has no colon`);
  return endOfLead(lead) ?? node?.range[0] ?? 0;
}

function startOfKey(pair: YamlPair): number {
  const { start } = tokensOf(pair);
  const sign = start.find(({ type }) => type === 'explicit-key-ind') ?? start.find(isProperty);
  return sign?.offset ?? pair.key.range[0];
}

/** What a collection holds today. */
interface Today {
  readonly slots: readonly OldSlot[];
  readonly byKey: ReadonlyMap<string, readonly OldSlot[]>;
  readonly hasMergeKey: boolean;
}

/** A plan is made for each fix of a document, and all of them lead through the same collections. */
const todays = new WeakMap<YamlCollection, Today>();

function todayIn(syntax: Syntax, node: YamlCollection): Today {
  const known = todays.get(node);
  if (known) return known;
  const slots = oldSlots(syntax, node);
  const byKey = new Map<string, OldSlot[]>();
  for (const slot of slots) {
    if (slot.key === undefined) continue;
    const others = byKey.get(slot.key);
    if (others) others.push(slot);
    else byKey.set(slot.key, [slot]);
  }
  const today = { slots, byKey, hasMergeKey: slots.some(isOldMergeKey) };
  todays.set(node, today);
  return today;
}

function oldSlots(syntax: Syntax, node: YamlCollection): readonly OldSlot[] {
  if (isMap(node))
    return (node.items as YamlPair[]).map(pair => ({
      pair,
      node: pair.value,
      key: keyText(syntax, pair),
      lead: tokensOf(pair).lead,
      end: endOfMember(pair),
    }));
  return node.items.map((item, index) => ({
    pair: undefined,
    node: item,
    key: undefined,
    lead: leadOfItem(node, index),
    end: endOfItem(node, index),
  }));
}

import type { Path, Refusal, Scalar } from '../core/document.ts';
import { isCopy, isList, type Model, type ModelOp, type NewValue, type Place } from '../core/model.ts';

/**
 * What a document says after some operations, one after the other, worked out on the plain model. The index of an item in a path
 * is that of today, whatever was inserted or removed before.
 *
 * Knows nothing of text: the editor that spells the same operations cannot vouch for itself.
 */
export function replay(model: Model, ops: readonly ModelOp[]): Model | Refusal {
  const root: Cell = { value: toDraft(model) };
  try {
    for (const op of ops) applyOp(root, op);
    return toModel(root.value);
  } catch (error) {
    if (error instanceof NotThere) return { refused: error.message };
    throw error;
  }
}

/**
 * Whether a document says what was intended. What was read must be spelled as before and mean the same; what is new must mean the same.
 */
export function sameModel(expected: Model, actual: Model): boolean {
  if (expected.anchor !== actual.anchor || expected.tag !== actual.tag) return false;
  if (expected.kind === 'scalar') {
    if (expected.source === undefined && actual.kind === 'alias') return Object.is(expected.value, actual.value);
    if (actual.kind !== 'scalar' || !Object.is(expected.value, actual.value)) return false;
    return expected.source === undefined || expected.source === actual.source;
  }
  if (expected.kind === 'alias') return actual.kind === 'alias' && expected.name === actual.name && Object.is(expected.value, actual.value);
  if (expected.kind === 'list')
    return (
      actual.kind === 'list' &&
      expected.items.length === actual.items.length &&
      expected.items.every((item, index) => sameModel(item, actual.items[index]!))
    );
  return (
    actual.kind === 'map' &&
    expected.entries.length === actual.entries.length &&
    expected.entries.every(({ key, value }, index) => actual.entries[index]!.key === key && sameModel(value, actual.entries[index]!.value))
  );
}

class NotThere extends Error {}

/** A model that can be changed in place. */
type Draft = MapDraft | ListDraft | (Model & { readonly kind: 'scalar' | 'alias' });

interface Cell {
  value: Draft;
}

/** A member of a map or an item of a list. */
interface Part<Step> extends Cell {
  /** The key, or the index today; nothing for a new item. */
  readonly step: Step;
}

type Entry = Part<string>;
type Item = Part<number | undefined>;

type Properties = Pick<Model, 'anchor' | 'tag'>;

interface MapDraft extends Properties {
  readonly kind: 'map';
  readonly parts: Parts<string>;
}

interface ListDraft extends Properties {
  readonly kind: 'list';
  readonly parts: Parts<number | undefined>;
}

/** What a map or list holds, in order. Found by step, since each item of a long list may change. */
class Parts<Step extends string | number | undefined> {
  readonly #all: Part<Step>[];
  /** Of a repeated key the last one; made when first asked for, as most collections are only passed on. */
  #byStep: Map<string | number | undefined, Part<Step>> | undefined;

  constructor(all: Part<Step>[]) {
    this.#all = all;
  }

  get all(): readonly Part<Step>[] {
    return this.#all;
  }

  find(step: string | number): Part<Step> | undefined {
    return this.#index().get(step);
  }

  add(part: Part<Step>, place: Place): void {
    this.#index().set(part.step, part);
    this.#all.splice(this.#indexFor(place), 0, part);
  }

  /** Answers whether it was there. */
  remove(step: string | number): boolean {
    const part = this.find(step);
    if (part) this.#all.splice(this.#all.indexOf(part), 1);
    return this.#index().delete(step);
  }

  #index(): Map<string | number | undefined, Part<Step>> {
    return (this.#byStep ??= new Map(this.#all.map(part => [part.step, part])));
  }

  #indexFor(place: Place): number {
    if (place === 'first') return 0;
    if (place === 'last') return this.#all.length;
    const neighbour = 'before' in place ? place.before : place.after;
    const index = this.#all.findIndex(({ step }) => step === neighbour);
    return index === -1 ? this.#all.length : 'before' in place ? index : index + 1;
  }
}

function applyOp(root: Cell, op: ModelOp): void {
  switch (op.op) {
    case 'set':
      return set(root, op.path, draftOf(op.value), op.place ?? 'last');
    case 'insert':
      return insert(find(root, op.path).value, draftOf(op.value), op.place ?? 'last');
    case 'remove':
      return remove(find(root, op.path.slice(0, -1)).value, op.path.at(-1));
    case 'comment':
      return;
    case 'reshape': {
      const cell = find(root, op.path);
      cell.value = op.to === 'list' ? toList(cell.value, op.key, op.value) : toMap(cell.value, op.key, op.value);
    }
  }
}

function set(root: Cell, path: Path, value: Draft, place: Place): void {
  let cell = root;
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number') {
      cell = child(cell, step);
      continue;
    }
    if (isNull(cell.value)) cell.value = withProperties({ kind: 'map', parts: new Parts<string>([]) }, cell.value);
    if (cell.value.kind !== 'map') throw new NotThere(`\`${step}\` cannot be set in what is not a map`);
    const { parts } = cell.value;
    const known = parts.find(step);
    const entry: Entry = known ?? { step, value: { kind: 'scalar', value: null } };
    if (!known) parts.add(entry, index === path.length - 1 ? place : 'last');
    cell = entry;
  }
  cell.value = withProperties(value, cell.value);
}

function insert(list: Draft, value: Draft, place: Place): void {
  if (list.kind !== 'list') throw new NotThere('an item cannot be inserted in what is not a list');
  list.parts.add({ step: undefined, value }, place);
}

function remove(parent: Draft, step: string | number | undefined): void {
  const parts = 'parts' in parent && step !== undefined ? parent.parts : undefined;
  if (!parts?.remove(step!)) throw new NotThere(`\`${String(step)}\` is not there`);
}

function toList(map: Draft, key: string, value: string): Draft {
  if (map.kind !== 'map') throw new NotThere('it is not a map');
  const items = map.parts.all.map((entry): Item => {
    const parts = new Parts<string>([
      { step: key, value: { kind: 'scalar', value: entry.step } },
      { step: value, value: entry.value },
    ]);
    return { step: undefined, value: { kind: 'map', parts } };
  });
  return { kind: 'list', parts: new Parts(items), anchor: map.anchor, tag: map.tag };
}

function toMap(list: Draft, key: string, value: string): Draft {
  if (list.kind !== 'list') throw new NotThere('it is not a list');
  const entries = list.parts.all.map(({ value: item }): Entry => {
    const member = (name: string): Draft | undefined => (item.kind === 'map' ? item.parts.find(name)?.value : undefined);
    const [name, text] = [member(key), member(value)];
    if (name?.kind !== 'scalar' || typeof name.value !== 'string' || !text) throw new NotThere('an item has no name or no value');
    return { step: name.value, value: text };
  });
  return { kind: 'map', parts: new Parts(entries), anchor: list.anchor, tag: list.tag };
}

const find = (root: Cell, path: Path): Cell => path.reduce(child, root);

function child({ value }: Cell, step: string | number): Cell {
  const found = 'parts' in value ? value.parts.find(step) : undefined;
  if (!found) throw new NotThere(`\`${step}\` is not there`);
  return found;
}

function draftOf(value: NewValue): Draft {
  if (value === null || typeof value !== 'object') return { kind: 'scalar', value };
  if (isCopy(value)) return { kind: 'scalar', value: scalarOf(value.copyOf.value) };
  if (isList(value)) return { kind: 'list', parts: new Parts(value.map(item => ({ step: undefined, value: draftOf(item) }))) };
  return { kind: 'map', parts: new Parts(Object.entries(value).map(([step, member]) => ({ step, value: draftOf(member) }))) };
}

function scalarOf(value: unknown): Scalar {
  if (value !== null && typeof value === 'object') throw new NotThere('only a scalar can be carried over');
  return value as Scalar;
}

/** An anchor stands before the value, and stays where the value is replaced. */
const withProperties = (value: Draft, { anchor, tag }: Properties): Draft =>
  anchor === undefined && tag === undefined ? value : { ...value, anchor, tag };

const isNull = (draft: Draft): boolean => draft.kind === 'scalar' && draft.value === null;

function toDraft(model: Model): Draft {
  const { anchor, tag } = model;
  if (model.kind === 'map')
    return { kind: 'map', parts: new Parts(model.entries.map(({ key, value }) => ({ step: key, value: toDraft(value) }))), anchor, tag };
  if (model.kind === 'list')
    return { kind: 'list', parts: new Parts(model.items.map((item, step) => ({ step, value: toDraft(item) }))), anchor, tag };
  return model;
}

function toModel(draft: Draft): Model {
  if (!('parts' in draft)) return draft;
  const { anchor, tag } = draft;
  if (draft.kind === 'list') return { kind: 'list', items: draft.parts.all.map(({ value }) => toModel(value)), anchor, tag };
  return { kind: 'map', entries: draft.parts.all.map(({ step, value }) => ({ key: step, value: toModel(value) })), anchor, tag };
}

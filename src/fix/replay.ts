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

interface Entry extends Cell {
  readonly key: string;
}

interface Item extends Cell {
  /** Its index today; nothing for a new one. */
  readonly was: number | undefined;
}

type Properties = Pick<Model, 'anchor' | 'tag'>;

interface MapDraft extends Properties {
  readonly kind: 'map';
  readonly entries: Entry[];
}

interface ListDraft extends Properties {
  readonly kind: 'list';
  readonly items: Item[];
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
    if (isNull(cell.value)) cell.value = withProperties({ kind: 'map', entries: [] }, cell.value);
    if (cell.value.kind !== 'map') throw new NotThere(`\`${step}\` cannot be set in what is not a map`);
    const { entries } = cell.value;
    const known = entries.findLast(({ key }) => key === step);
    const entry: Entry = known ?? { key: step, value: { kind: 'scalar', value: null } };
    if (!known)
      entries.splice(
        indexFor(
          entries.map(({ key }) => key),
          index === path.length - 1 ? place : 'last',
        ),
        0,
        entry,
      );
    cell = entry;
  }
  cell.value = withProperties(value, cell.value);
}

function insert(list: Draft, value: Draft, place: Place): void {
  if (list.kind !== 'list') throw new NotThere('an item cannot be inserted in what is not a list');
  list.items.splice(
    indexFor(
      list.items.map(({ was }) => was),
      place,
    ),
    0,
    { was: undefined, value },
  );
}

function remove(parent: Draft, step: string | number | undefined): void {
  const siblings: (Entry | Item)[] = parent.kind === 'map' ? parent.entries : parent.kind === 'list' ? parent.items : [];
  const index = siblings.findIndex(sibling => ('key' in sibling ? sibling.key : sibling.was) === step);
  if (index === -1 || step === undefined) throw new NotThere(`\`${String(step)}\` is not there`);
  siblings.splice(index, 1);
}

function toList(map: Draft, key: string, value: string): Draft {
  if (map.kind !== 'map') throw new NotThere('it is not a map');
  const items = map.entries.map((entry): Item => {
    const entries: Entry[] = [
      { key, value: { kind: 'scalar', value: entry.key } },
      { key: value, value: entry.value },
    ];
    return { was: undefined, value: { kind: 'map', entries } };
  });
  return { kind: 'list', items, anchor: map.anchor, tag: map.tag };
}

function toMap(list: Draft, key: string, value: string): Draft {
  if (list.kind !== 'list') throw new NotThere('it is not a list');
  const entries = list.items.map(({ value: item }): Entry => {
    const member = (name: string): Draft | undefined =>
      item.kind === 'map' ? item.entries.find(entry => entry.key === name)?.value : undefined;
    const [name, text] = [member(key), member(value)];
    if (name?.kind !== 'scalar' || typeof name.value !== 'string' || !text) throw new NotThere('an item has no name or no value');
    return { key: name.value, value: text };
  });
  return { kind: 'map', entries, anchor: list.anchor, tag: list.tag };
}

const find = (root: Cell, path: Path): Cell => path.reduce(child, root);

function child({ value }: Cell, step: string | number): Cell {
  const found =
    value.kind === 'map'
      ? value.entries.findLast(({ key }) => key === step)
      : value.kind === 'list'
        ? value.items.find(({ was }) => was === step)
        : undefined;
  if (!found) throw new NotThere(`\`${step}\` is not there`);
  return found;
}

function indexFor(steps: readonly (string | number | undefined)[], place: Place): number {
  if (place === 'first') return 0;
  if (place === 'last') return steps.length;
  const index = steps.indexOf('before' in place ? place.before : place.after);
  return index === -1 ? steps.length : 'before' in place ? index : index + 1;
}

function draftOf(value: NewValue): Draft {
  if (value === null || typeof value !== 'object') return { kind: 'scalar', value };
  if (isCopy(value)) return { kind: 'scalar', value: scalarOf(value.copyOf.value) };
  if (isList(value)) return { kind: 'list', items: value.map(item => ({ was: undefined, value: draftOf(item) })) };
  return { kind: 'map', entries: Object.entries(value).map(([key, member]) => ({ key, value: draftOf(member) })) };
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
    return { kind: 'map', entries: model.entries.map(({ key, value }) => ({ key, value: toDraft(value) })), anchor, tag };
  if (model.kind === 'list') return { kind: 'list', items: model.items.map((item, was) => ({ was, value: toDraft(item) })), anchor, tag };
  return model;
}

function toModel(draft: Draft): Model {
  if (draft.kind === 'map') return { ...draft, entries: draft.entries.map(({ key, value }) => ({ key, value: toModel(value) })) };
  if (draft.kind === 'list') return { ...draft, items: draft.items.map(({ value }) => toModel(value)) };
  return draft;
}

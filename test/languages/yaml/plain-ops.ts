import type { Path, Plain } from '../../../src/core/document.ts';
import { isCopy, isList, type ModelOp, type NewValue, type Place } from '../../../src/core/model.ts';

/** What another YAML reader makes of a document whose scalars all are strings. */
export type Texts = string | Texts[] | { [key: string]: Texts };

interface Item {
  readonly was: number | undefined;
  value: Working;
}

type Working = string | Item[] | Map<string, Working>;

/**
 * The same operations a third time, on what another YAML reader made of the text: an oracle that shares no code with the editor
 * and the proof. `undefined` where an operation has no meaning there.
 */
export function applyToTexts(before: Texts, ops: readonly ModelOp[]): Texts | undefined {
  let root = toWorking(before);
  const at = (path: Path): Working | undefined => path.reduce<Working | undefined>((node, step) => child(node, step), root);
  const textAt = (path: Path): string | undefined =>
    path.reduce<Texts | undefined>((node, step) => (node as Record<string | number, Texts> | undefined)?.[step], before) as
      string | undefined;

  for (const op of ops) {
    const step = op.path.at(-1);
    const parentPath = op.path.slice(0, -1);
    if (op.op === 'set') {
      for (let length = 1; length < op.path.length; length++) {
        const [holder, key] = [at(op.path.slice(0, length - 1)), op.path[length - 1]];
        const held = child(holder, key);
        if (holder instanceof Map && typeof key === 'string' && (held === undefined || isNothing(held))) holder.set(key, new Map());
        else if (Array.isArray(holder) && held !== undefined && isNothing(held)) holder.find(({ was }) => was === key)!.value = new Map();
      }
      const [holder, value] = [at(parentPath), toWorking(spell(op.value, textAt))];
      if (holder instanceof Map) holder.set(String(step), value);
      else if (Array.isArray(holder)) holder.find(({ was }) => was === step)!.value = value;
      else return undefined;
    } else if (op.op === 'insert') {
      const list = at(op.path);
      const items = Array.isArray(list) ? list : undefined;
      if (!items) return undefined;
      items.splice(indexFor(items, op.place ?? 'last'), 0, { was: undefined, value: toWorking(spell(op.value, textAt)) });
    } else if (op.op === 'remove') {
      const holder = at(parentPath);
      if (holder instanceof Map) holder.delete(String(step));
      else if (Array.isArray(holder))
        holder.splice(
          holder.findIndex(({ was }) => was === step),
          1,
        );
      else return undefined;
    } else if (op.op === 'reshape') {
      const node = at(op.path);
      const turned = turn(node, op.key, op.value);
      if (turned === undefined) return undefined;
      const holder = at(parentPath);
      if (op.path.length === 0) root = turned;
      else if (holder instanceof Map) holder.set(String(step), turned);
      else if (Array.isArray(holder)) holder.find(({ was }) => was === step)!.value = turned;
    }
  }
  return fromWorking(root);
}

/** A value with each text as one of its spellings: a copy may be spelled as JSON demands. */
export function canonical(value: Texts): Texts {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'string') return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, canonical(member)]));
  if (['', '~', 'Null', 'NULL'].includes(value)) return 'null';
  if (/^(?:y|yes|on|true)$/i.test(value)) return 'true';
  if (/^(?:n|no|off|false)$/i.test(value)) return 'false';
  if (/^0[0-7]+$/.test(value)) return String(parseInt(value, 8));
  return Number.isFinite(Number(value)) ? String(Number(value)) : value;
}

function child(node: Working | undefined, step: string | number | undefined): Working | undefined {
  if (node instanceof Map) return node.get(String(step));
  return Array.isArray(node) ? node.find(({ was }) => was === step)?.value : undefined;
}

function isNothing(node: Working): boolean {
  return node instanceof Map ? node.size === 0 : ['', '~', 'null', 'Null', 'NULL'].includes(node as string);
}

function indexFor(items: readonly Item[], place: Place): number {
  if (place === 'first') return 0;
  if (place === 'last') return items.length;
  const index = items.findIndex(({ was }) => was !== undefined && was === ('before' in place ? place.before : place.after));
  return index === -1 ? items.length : 'before' in place ? index : index + 1;
}

function turn(node: Working | undefined, key: string, value: string): Working | undefined {
  if (node instanceof Map && [...node.keys()].some(name => /^\d+$/.test(name))) return undefined;
  if (node instanceof Map)
    return [...node].map(([name, text], was): Item => ({
      was,
      value: new Map<string, Working>([
        [key, name],
        [value, text],
      ]),
    }));
  if (!Array.isArray(node)) return undefined;
  return new Map(node.map(({ value: item }) => [(item as Map<string, string>).get(key)!, (item as Map<string, Working>).get(value)!]));
}

function spell(value: NewValue, textAt: (path: Path) => string | undefined): Texts {
  if (value === null || typeof value !== 'object') return String(value);
  if (isCopy(value)) return value.copyOf.source === '' ? 'null' : (textAt(value.copyOf.path) ?? textOf(value.copyOf.value));
  if (isList(value)) return value.map(item => spell(item, textAt));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, spell(member, textAt)]));
}

/** A member that a merge key brings has no text at its path. */
const textOf = (value: Plain): string => (typeof value === 'string' ? value : JSON.stringify(value));

function toWorking(value: Texts): Working {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((item, was) => ({ was, value: toWorking(item) }));
  return new Map(Object.entries(value).map(([key, member]) => [key, toWorking(member)]));
}

function fromWorking(value: Working): Texts {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(item => fromWorking(item.value));
  return Object.fromEntries([...value].map(([key, member]) => [key, fromWorking(member)]));
}

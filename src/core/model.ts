import type { Node, Path, Plain, Scalar } from './document.ts';

/**
 * Everything a document says, without places and comments, in the order it is written.
 *
 * A part that was read keeps how it is spelled (`source`), so that a change of quotes counts as a change; a part that
 * an operation made has no `source` and matches any spelling of its value.
 */
export type Model = (
  | { readonly kind: 'map'; readonly entries: readonly ModelEntry[] }
  | { readonly kind: 'list'; readonly items: readonly Model[] }
  | { readonly kind: 'scalar'; readonly value: Scalar; readonly source?: string }
  /** `value`: what it stands for, where that is a scalar. */
  | { readonly kind: 'alias'; readonly name: string; readonly value?: Scalar | undefined }
) & { readonly anchor?: string | undefined; readonly tag?: string | undefined };

export interface ModelEntry {
  readonly key: string;
  readonly value: Model;
}

/** Where a new member of a map or item of a list goes. A neighbour that is not there means `last`. */
export type Place = 'first' | 'last' | { readonly before: string | number } | { readonly after: string | number };

/** A scalar spelled as it stands at another place: quotes and placeholder kept, an alias within the same document. */
export interface Copy {
  readonly copyOf: Node;
}

/** The comments of a member of a map in a new object, each with its `#`. */
export interface MemberComments {
  /** The way to the member, through maps and lists. */
  readonly path: Path;
  readonly above: readonly string[];
  /** On the line of its value. */
  readonly trailing?: string | undefined;
}

/** A whole new object. */
export interface AddedObject {
  readonly object: NewValue;
  /** Comments that come along: those that leave another document of the file. */
  readonly comments?: readonly MemberComments[];
}

/** Where the comments of a removed list or member go; those of items that are `leaving` are taken by another document. */
export interface CommentMove {
  readonly moveTo: Path;
  readonly leaving?: readonly number[];
}

/** What `set` and `insert` write: a value, some of whose scalars may be copies. */
export type NewValue = Copy | Scalar | readonly NewValue[] | { readonly [key: string]: NewValue };

/**
 * One intent, read twice: the editor spells it into text, the proof replays it on the plain model.
 *
 * Indexes of items, in paths and places, are those of the document as it is: no operation moves them under another one.
 *
 * - `set` gives a member of a map, or an item of a list, a value. Maps that are missing on the way are made, as last members.
 *   `place` and `comments` (each with its `#`; never in brackets) count only where the member is new.
 * - `insert` adds an item to a list.
 * - `remove` takes a member or an item away. Its comments stay as lines where it was, or go along to the place it moved to. They
 *   `leave` where another document of the file takes them, with a `set` of its own or as a new object.
 * - `comment` writes a comment anew, or takes it away: the one at `index` of those of the document. It may touch any place, so its path is
 *   that of the whole document.
 * - `reshape` turns a map into a list of maps with two members, or such a list back into a map: `{a: b}` and
 *   `[{name: a, value: b}]` for `key: 'name'`, `value: 'value'`. Order, comments and spelling are kept. Values of a map may be `set`
 *   before it turns.
 */
export type ModelOp =
  | { readonly op: 'set'; readonly path: Path; readonly value: NewValue; readonly place?: Place; readonly comments?: readonly string[] }
  | { readonly op: 'insert'; readonly path: Path; readonly value: NewValue; readonly place?: Place }
  | { readonly op: 'remove'; readonly path: Path; readonly comments: 'stay' | 'leave' | CommentMove }
  | { readonly op: 'comment'; readonly path: readonly []; readonly index: number; readonly text: string | undefined }
  | { readonly op: 'reshape'; readonly path: Path; readonly to: 'list' | 'map'; readonly key: string; readonly value: string };

export const isCopy = (value: NewValue): value is Copy => typeof value === 'object' && value !== null && 'copyOf' in value;

export const isList = (value: NewValue): value is readonly NewValue[] => Array.isArray(value);

/** A new value with each copy replaced by what it says. */
export function plainOf(value: NewValue): Plain {
  if (value === null || typeof value !== 'object') return value;
  if (isCopy(value)) return value.copyOf.value;
  if (isList(value)) return value.map(plainOf);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainOf(member)]));
}

/** Whether `path` is `prefix` or lies below it. */
export const isBelow = (path: Path, prefix: Path): boolean => prefix.every((step, index) => path[index] === step);

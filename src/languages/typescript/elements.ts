import type { ts } from 'ts-morph';
import type { Path } from '../../core/document.ts';
import type { NewValue, Place } from '../../core/model.ts';
import type { Collection } from './part.ts';
import { Refused } from './refused.ts';
import type { New, NewMap } from './spell.ts';

/** An element of a literal as it is to be: one of today, or a new one. */
export type Element =
  | { readonly old: ts.Node; readonly key: string | number | undefined; removed?: 'stay' | 'take'; value?: New }
  | { readonly old?: undefined; readonly key: string | undefined; value: New };

/** A literal with its elements as they are to be, those that go included. */
export interface CollectionPlan {
  readonly literal: Collection;
  readonly elements: Element[];
}

/** Whether an element of today goes. */
export const isGone = (element: Element): boolean => element.old !== undefined && element.removed !== undefined;

/** Whether an element of today stays as it is, but for what changes in it. */
export const isKept = (element: Element): boolean => !isGone(element) && element.value === undefined;

/** A value at the end of a path within what is new, or in its place. */
export function within(holder: New | undefined, [step, ...rest]: Path, value: NewValue): New {
  if (step === undefined) return value;
  if (typeof step === 'number' || (holder !== undefined && holder !== null && !(holder instanceof Map) && !isPlainMap(holder)))
    throw new Refused(`\`${step}\` cannot be set in what is no map`);
  const map: NewMap = holder instanceof Map ? holder : new Map<string, New>(isPlainMap(holder) ? Object.entries(holder) : []);
  map.set(step, within(map.get(step), rest, value));
  return map;
}

const isPlainMap = (value: New | undefined): value is { readonly [key: string]: NewValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('copyOf' in value);

/** As `replay` counts: a neighbour that is not there, or not any more, means the end. */
export function indexFor(elements: readonly Element[], place: Place): number {
  if (place === 'first') return 0;
  if (place === 'last') return elements.length;
  const step = 'before' in place ? place.before : place.after;
  const index = elements.findIndex(element => element.key === step && !isGone(element));
  return index === -1 ? elements.length : 'before' in place ? index : index + 1;
}

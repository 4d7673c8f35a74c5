import type { Document, Path } from '../../src/core/document.ts';
import { isCopy, isList, type ModelOp, type NewValue } from '../../src/core/model.ts';

/** Operations as JSON can say them: a copy is the path of what is copied. */
export type SavedOps = readonly unknown[];

export const saveOps = (ops: readonly ModelOp[]): SavedOps =>
  ops.map(op => ('value' in op && op.op !== 'reshape' ? { ...op, value: saveValue(op.value) } : op));

/** Nothing where a document does not hold what is copied. */
export function loadOps(saved: SavedOps, document: Document): readonly ModelOp[] | undefined {
  try {
    return (saved as readonly ModelOp[]).map(op =>
      'value' in op && op.op !== 'reshape' ? { ...op, value: loadValue(op.value, document) } : op,
    );
  } catch {
    return undefined;
  }
}

function saveValue(value: NewValue): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isCopy(value)) return { copyOf: value.copyOf.path };
  if (isList(value)) return value.map(saveValue);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, saveValue(member)]));
}

function loadValue(value: NewValue, document: Document): NewValue {
  if (value === null || typeof value !== 'object') return value;
  if (isCopy(value)) {
    const node = document.root?.get(...(value.copyOf as unknown as Path));
    if (!node) throw new Error('it is not there');
    return { copyOf: node };
  }
  if (isList(value)) return value.map(item => loadValue(item, document));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, loadValue(member, document)]));
}

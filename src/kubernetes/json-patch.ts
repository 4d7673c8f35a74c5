import { readPointer } from './json-pointer.ts';
import type { Document, Node, Path } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { patchUses, usesIn, type PatchUse } from './kustomizations.ts';
import { textOf } from './object.ts';
import { mayBeKind } from './patch-target.ts';

/** An operation whose pointer can be read. */
export interface Operation {
  readonly index: number;
  readonly op: string;
  readonly pointer: readonly string[];
  readonly path: Node;
  readonly value: Node | undefined;
  readonly node: Node;
}

/** A list of operations with what says what they are for. */
export interface OperationList {
  readonly list: Node;
  readonly uses: readonly PatchUse[];
}

/** The lists of operations in a document that may be for objects of one of some kinds. `root`: the first step of a pointer into them. */
export function* operationLists(document: Document, kinds: readonly string[], facts: Facts): Generator<OperationList> {
  const { root, within } = document;
  const mayBeOurs = ({ entry }: PatchUse): boolean => kinds.some(kind => mayBeKind(entry.target, kind));
  for (const use of usesIn(document))
    if (use.entry.inline?.kind === 'list' && mayBeOurs(use)) yield { list: use.entry.inline, uses: [use] };

  if (root?.kind !== 'list' || !root.items().some(item => readPointer(item.get('path'))?.[0] === 'spec')) return;
  const uses = patchUses(document, facts);
  const ours = uses.filter(mayBeOurs);
  // What else holds operations in a string, as the kubeadm patches of kind, is never about these.
  if (ours.length > 0 || (uses.length === 0 && !within)) yield { list: root, uses: ours };
}

/** The operations of a list whose pointers can be read. */
export const operationsOf = (list: Node): readonly Operation[] => list.items().flatMap(readOperation);

/** A JSON Pointer (RFC 6901) of some steps. */
export const spell = (pointer: readonly string[]): string =>
  pointer.map(step => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export const samePath = (a: Path, b: Path): boolean => a.length === b.length && a.every((step, index) => step === b[index]);

function readOperation(node: Node, index: number): readonly Operation[] {
  const [op, path] = [textOf(node.get('op')), node.get('path')];
  const pointer = readPointer(path);
  return op !== undefined && path && pointer ? [{ index, op, pointer, path, value: node.get('value'), node }] : [];
}

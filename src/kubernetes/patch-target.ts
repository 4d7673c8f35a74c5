import type { Node } from '../core/document.ts';
import { textOf } from './object.ts';

/** Which objects a patch is for. */
export interface PatchTarget {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Whether one object is meant: no selector, no regular expression. */
  readonly isOne: boolean;
}

/** Names and kinds of a target are regular expressions, anchored at both ends; this is what stands for itself. */
export const LITERAL = /^[\w-]+$/;

/** The `target` of a patch. */
export function targetOf(node: Node | undefined): PatchTarget | undefined {
  if (node?.kind !== 'map') return undefined;
  const [kind, name, namespace] = ['kind', 'name', 'namespace'].map(key => textOf(node.get(key)));
  const selects = ['labelSelector', 'annotationSelector'].some(key => textOf(node.get(key)) !== undefined);
  const isOne = !selects && name !== undefined && [kind, name, namespace].every(word => word === undefined || LITERAL.test(word));
  return { kind, name, namespace, isOne };
}

/** Whether a patch for this target may be one for a Service. */
export const mayBeService = (target: PatchTarget | undefined): boolean => mayBeKind(target, 'Service');

/** Whether a patch for this target may be one for objects of a kind. */
export function mayBeKind(target: PatchTarget | undefined, wanted: string): boolean {
  const kind = target?.kind;
  if (kind === undefined) return true;
  return kind.split('|').some(word => word === wanted || !LITERAL.test(word));
}

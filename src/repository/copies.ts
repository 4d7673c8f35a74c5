import { posix } from 'node:path';
import type { Facts } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { objectsOfKind } from './objects-of-kind.ts';

/** An object as it is written in one file. */
export interface Written {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly file: SourceFile;
}

/** Whether what belongs to an object of this name belongs to a copy of it, for another cluster: it stands in the folder of that copy. */
export function isOfCopy(candidate: KubernetesObject, { kind = '', name, namespace, file }: Written, facts: Facts): boolean {
  const folder = posix.dirname(candidate.node.document.file.path);
  if (folder === posix.dirname(file.path)) return false;
  return facts
    .around(objectsOfKind(kind), file)
    .some(({ value, file: its }) => posix.dirname(its.path) === folder && value.name === name && value.namespace === namespace);
}

import type { Fact } from '../core/fact.ts';
import { objects, type KubernetesObject } from '../kubernetes/object.ts';

/** The objects of one kind in the repository, of whatever group. */
export const objectsOfKind = (kind: string): Fact<KubernetesObject> => ({
  id: `objects of kind ${kind}`,
  words: [kind],
  *read(document) {
    for (const object of objects(document))
      if (object.kind === kind) yield { value: object, file: document.file, range: object.node.range };
  },
});

import type { Node, Query } from '../core/document.ts';
import { patchUses } from './kustomizations.ts';
import { objects, textOf, type KubernetesObject } from './object.ts';

/** An IPAddressPool of MetalLB that is written out whole, with a name that is no expression. */
export interface AddressPool {
  readonly object: KubernetesObject;
  readonly name: Node;
}

/** The pools of a document, without patches of some. */
export const addressPools: Query<AddressPool> = function* (document, facts) {
  for (const object of objects(document)) {
    const name = object.node.get('metadata', 'name');
    if (
      object.kind !== 'IPAddressPool' ||
      !object.apiVersion.startsWith('metallb.io/') ||
      !name ||
      /^$|\$[({]|\{\{/.test(textOf(name) ?? '')
    )
      continue;
    // A template may print its labels, and with them whatever announces it. The patches are asked last: it is the question that costs something.
    if (object.node.get('spec') && !document.isTemplate && patchUses(document, facts).length === 0) yield { object, name };
  }
};

import { defineFact } from '../core/fact.ts';
import { objects, textOf } from '../kubernetes/object.ts';

/** A GatewayClass of the repository. */
export interface GatewayClass {
  readonly name: string;
  /** Who serves it, as written. */
  readonly controller: string;
}

export const gatewayClasses = defineFact<GatewayClass>({
  id: 'gateway-classes',
  words: ['GatewayClass'],
  *read(document) {
    for (const { apiVersion, kind, name, node } of objects(document)) {
      const controller = textOf(node.get('spec', 'controllerName'));
      if (kind === 'GatewayClass' && apiVersion.startsWith('gateway.networking.k8s.io/') && name !== undefined && controller !== undefined)
        yield { value: { name, controller }, file: document.file, range: node.range };
    }
  },
});

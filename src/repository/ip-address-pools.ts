import type { Node } from '../core/document.ts';
import { defineFact } from '../core/fact.ts';
import { objects, textOf, type KubernetesObject } from '../kubernetes/object.ts';

/** An IPAddressPool of MetalLB: addresses it may hand to Services. */
export interface IPAddressPool {
  readonly object: KubernetesObject;
  readonly name: string;
  readonly namespace: string | undefined;
  /** As written: networks in CIDR form, or `first-last`. */
  readonly addresses: readonly string[];
  /** Where they stand. */
  readonly list: Node | undefined;
  /** Whether it never gives away addresses that end in 0 or 255. */
  readonly avoidsBuggyIPs: boolean;
  /** The namespaces whose Services it serves, where it does not serve all. */
  readonly namespaces: readonly string[];
  /** Whether selectors of Services or namespaces decide as well. */
  readonly hasSelectors: boolean;
}

/** The MetalLB pools of the repository (`metallb.io`, since MetalLB 0.13). */
export const ipAddressPools = defineFact<IPAddressPool>({
  id: 'ip-address-pools',
  words: ['IPAddressPool'],
  *read(document) {
    for (const object of objects(document)) {
      const { apiVersion, kind, name = '', namespace, node } = object;
      if (kind !== 'IPAddressPool' || !apiVersion.startsWith('metallb.io/')) continue;
      const list = node.get('spec', 'addresses');
      const allocation = node.get('spec', 'serviceAllocation');
      const value: IPAddressPool = {
        object,
        name,
        namespace,
        addresses: textsOf(list),
        list,
        avoidsBuggyIPs: node.get('spec', 'avoidBuggyIPs')?.value === true,
        namespaces: textsOf(allocation?.get('namespaces')),
        hasSelectors: ['namespaceSelectors', 'serviceSelectors'].some(key => (allocation?.get(key)?.items().length ?? 0) > 0),
      };
      yield { value, file: document.file, range: list?.keyRange ?? node.range };
    }
  },
});

const textsOf = (list: Node | undefined): readonly string[] => list?.items().flatMap(item => textOf(item) ?? []) ?? [];

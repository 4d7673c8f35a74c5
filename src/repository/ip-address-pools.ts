import { defineFact } from '../core/fact.ts';
import { objects, textOf } from '../kubernetes/object.ts';

/** An IPAddressPool of MetalLB: addresses it may hand to Services. */
export interface IPAddressPool {
  readonly name: string;
  readonly namespace: string | undefined;
  /** As written: networks in CIDR form, or `first-last`. */
  readonly addresses: readonly string[];
}

/** The MetalLB pools of the repository (`metallb.io`, since MetalLB 0.13). */
export const ipAddressPools = defineFact<IPAddressPool>({
  id: 'ip-address-pools',
  words: ['IPAddressPool'],
  rare: true,
  *read(document) {
    for (const { apiVersion, kind, name = '', namespace, node } of objects(document)) {
      if (kind !== 'IPAddressPool' || !apiVersion.startsWith('metallb.io/')) continue;
      const addresses = node.get('spec', 'addresses');
      const value = { name, namespace, addresses: addresses?.items().flatMap(item => textOf(item) ?? []) ?? [] };
      yield { value, file: document.file, range: addresses?.keyRange ?? node.range };
    }
  },
});

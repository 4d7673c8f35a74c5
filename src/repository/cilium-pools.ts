import type { Node } from '../core/document.ts';
import { defineFact } from '../core/fact.ts';
import type { Address } from '../kubernetes/address.ts';
import { isEdgeOf } from '../kubernetes/address-edges.ts';
import { rangeHolds } from '../kubernetes/metallb.ts';
import { objects, textOf } from '../kubernetes/object.ts';
import { selectorOf, type LabelSelector } from './metallb-advertisements.ts';

/** A CiliumLoadBalancerIPPool: addresses that LB IPAM may give to Services (https://docs.cilium.io/en/stable/network/lb-ipam/#pools). */
export interface CiliumPool {
  readonly name: string;
  readonly networks: readonly string[];
  /** As `first-last`. */
  readonly ranges: readonly string[];
  /** Whether the first and the last address of each network are kept back. */
  readonly keepsEdges: boolean;
  readonly isDisabled: boolean;
  /** Nothing where it serves all Services. */
  readonly selector: LabelSelector | undefined;
}

export const ciliumPools = defineFact<CiliumPool>({
  id: 'cilium-pools',
  words: ['CiliumLoadBalancerIPPool'],
  *read(document) {
    for (const { apiVersion, kind, name = '', node } of objects(document)) {
      if (kind !== 'CiliumLoadBalancerIPPool' || !apiVersion.startsWith('cilium.io/')) continue;
      const spec = node.get('spec');
      // Up to 1.14 they were called `cidrs`.
      const blocks = [spec?.get('blocks'), spec?.get('cidrs')].flatMap(list => list?.items() ?? []);
      const selector = spec?.get('serviceSelector');
      const value: CiliumPool = {
        name,
        networks: blocks.flatMap(block => textOf(block.get('cidr')) ?? []),
        ranges: blocks.flatMap(rangeOf),
        keepsEdges: spec?.get('allowFirstLastIPs')?.value === 'No',
        isDisabled: spec?.get('disabled')?.value === true,
        selector: selector && selectorOf(selector),
      };
      yield { value, file: document.file, range: node.range };
    }
  },
});

/** Whether a pool holds an address: `reserved` where it holds it and gives it to nobody. */
export function poolHolds({ networks, ranges, keepsEdges }: CiliumPool, address: Address): 'yes' | 'reserved' | 'no' {
  if (address.kind !== 'ip') return 'no';
  const { canonical, family } = address;
  const isIn = (range: string): boolean => rangeHolds(range, canonical, family);
  if (ranges.some(isIn)) return 'yes';
  const around = networks.filter(isIn);
  if (around.length === 0) return 'no';
  return keepsEdges && around.every(network => isEdgeOf(network, canonical, family)) ? 'reserved' : 'yes';
}

/** Without an end a range is one address. */
function rangeOf(block: Node): readonly string[] {
  const [start, stop] = ['start', 'stop'].map(key => textOf(block.get(key)));
  return start === undefined || start === '' ? [] : [`${start}-${stop === undefined || stop === '' ? start : stop}`];
}

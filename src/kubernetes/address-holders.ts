import { defineFact, wholeRepository, type Facts, type Located } from '../core/fact.ts';
import { addressKey, isAnother, type AddressHolder } from './address-sharing.ts';
import { fieldOf, portsOf, serviceIdentity, serviceTitle } from './exposures/written-service.ts';
import { ADDRESS_REQUESTS, requestedAddresses } from './load-balancer.ts';
import { objects, resourceOf } from './object.ts';

/** The Services that have no externalIPs and ask a load balancer for addresses: written so, or moved by an earlier run. */
const holders = defineFact<AddressHolder>({
  id: 'address-holders',
  words: [...ADDRESS_REQUESTS, 'loadBalancerIP'],
  *read(document) {
    for (const object of objects(document)) {
      const spec = object.node.get('spec');
      if (object.apiVersion !== 'v1' || object.kind !== 'Service' || !spec || spec.get('externalIPs')) continue;
      if (spec.get('type')?.value !== 'LoadBalancer') continue;
      const says: Pick<AddressHolder, 'field' | 'annotation'> = {
        field: name => fieldOf(spec.get(name)),
        annotation: name => fieldOf(object.node.get('metadata', 'annotations', name)),
      };
      // What a template computes is not the same in two charts because it is spelled so.
      const addresses = requestedAddresses(says).filter(({ kind }) => kind !== 'template');
      if (addresses.length === 0) continue;
      const value: AddressHolder = {
        ...says,
        document,
        resource: resourceOf(object, spec.path, 'service'),
        identity: serviceIdentity(object),
        title: serviceTitle(object),
        addresses,
        ports: portsOf(spec),
      };
      yield { value, file: document.file, range: object.node.range };
    }
  },
});

/** Who holds an address, by what was read. */
const known = new WeakMap<readonly Located<AddressHolder>[], ReadonlyMap<string, readonly AddressHolder[]>>();

/** The Services beside a group that a load balancer has given, or will give, one of the addresses of the group, in a cluster of theirs. */
export function holdersBeside(group: readonly AddressHolder[], facts: Facts): readonly AddressHolder[] {
  const byAddress = holdersByAddress(facts.all(holders, wholeRepository));
  const isBeside = (holder: AddressHolder): boolean =>
    group.every(member => isOther(member, holder)) &&
    group.some(({ document }) => facts.areTogether(document.file.path, holder.document.file.path));
  const candidates = group.flatMap(({ addresses }) => addresses.flatMap(address => byAddress.get(addressKey(address)) ?? []));
  return [...new Set(candidates)].filter(isBeside);
}

/** Values whose release is not known make a Service that is written nowhere. */
const isOther = (member: AddressHolder, holder: AddressHolder): boolean =>
  (member.identity === undefined && member.renderer !== undefined) || isAnother(member, holder);

function holdersByAddress(all: readonly Located<AddressHolder>[]): ReadonlyMap<string, readonly AddressHolder[]> {
  const before = known.get(all);
  if (before) return before;
  const byAddress = new Map<string, AddressHolder[]>();
  for (const { value } of all) {
    for (const address of value.addresses) {
      const key = addressKey(address);
      byAddress.set(key, [...(byAddress.get(key) ?? []), value]);
    }
  }
  known.set(all, byAddress);
  return byAddress;
}

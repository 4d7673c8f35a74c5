import { BlockList } from 'node:net';

/** Annotations that MetalLB reads on a Service (metallb v0.16 controller/service.go); the old prefix is deprecated since 0.14.9. */
export const LOAD_BALANCER_IPS = 'metallb.io/loadBalancerIPs';
export const ALLOW_SHARED_IP = 'metallb.io/allow-shared-ip';

/** The same, under the prefix of before 0.14.9; the new one wins where both are set. */
export const OLD_LOAD_BALANCER_IPS = 'metallb.universe.tf/loadBalancerIPs';
export const OLD_ALLOW_SHARED_IP = 'metallb.universe.tf/allow-shared-ip';

/** The oldest MetalLB that reads `metallb.io/…` annotations; an older one ignores them and assigns some address. */
export const ANNOTATIONS_SINCE = '0.14.9';

/** Whether a pool's network (`192.0.2.0/24`) or range (`192.0.2.1-192.0.2.9`) holds an address in its normal form. False for what is neither. */
export const rangeHolds = (range: string, address: string, family: 4 | 6): boolean => rangesHold([range])(address, family);

/** The same of many networks and ranges, which are read once: there may be as many addresses to ask for. */
export function rangesHold(ranges: Iterable<string>): (address: string, family: 4 | 6) => boolean {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const range of ranges) {
    const type = range.includes(':') ? 'ipv6' : 'ipv4';
    const [network, prefix] = range.split('/');
    const [first, last] = range.split('-').map(part => part.trim());
    try {
      if (network !== undefined && prefix !== undefined) lists[type].addSubnet(network.trim(), Number(prefix), type);
      else if (first !== undefined && last !== undefined) lists[type].addRange(first, last, type);
    } catch {
      // A placeholder, or no range at all.
    }
  }
  return (address, family) => {
    const type = family === 4 ? 'ipv4' : 'ipv6';
    return lists[type].check(address, type);
  };
}

import { isIP } from 'node:net';
import type { Label } from '../src/core/diagnostic.ts';
import type { Facts, Located, Scope } from '../src/core/fact.ts';
import { defineRule } from '../src/core/rule.ts';
import { LOAD_BALANCER_IP_WORDS, loadBalancerServices, type AddressRequest } from '../src/kubernetes/load-balancer-services.ts';
import { LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS, rangesHold } from '../src/kubernetes/metallb.ts';
import { resourceOf } from '../src/kubernetes/object.ts';
import { ciliumPools } from '../src/repository/cilium-pools.ts';
import { ipAddressPools, type IPAddressPool } from '../src/repository/ip-address-pools.ts';

export default defineRule({
  id: 'address-outside-pools',
  severity: 'warning',
  fixable: 'never',
  words: [LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS, ...LOAD_BALANCER_IP_WORDS],
  facts: [ipAddressPools, ciliumPools],

  docs: {
    summary: 'A Service asks MetalLB for an address that no pool holds',
    why: `
      MetalLB gives a Service the address that it asks for, or none: the Service stays pending, and only an event on it tells why ("is not
      allowed in config").

      Nothing is reported where the repository declares no IPAddressPool, or one whose addresses are a placeholder or an expression, nor for a
      Service with a \`loadBalancerClass\`. \`loadBalancerIP\` is left alone where Cilium has pools too.
    `,
    bad: [
      {
        text: `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: edge
          spec:
            addresses:
              - 192.0.2.0/26
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.64
          spec:
            type: LoadBalancer
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: edge
          spec:
            addresses:
              - 192.0.2.0/26
              - 2001:db8::1-2001:db8::9
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.63,2001:db8::9
          spec:
            type: LoadBalancer
        `,
      },
    ],
    references: ['https://metallb.io/usage/#requesting-specific-ips', 'https://metallb.io/configuration/'],
  },

  query: loadBalancerServices,

  check({ object, spec, title, requests }, { document: { file }, facts, report }) {
    const loadBalancerClass = spec?.get('loadBalancerClass')?.value ?? null;
    if (loadBalancerClass !== null) return;
    for (const request of requests) {
      const pools = facts
        .scopesOf(file)
        .map(scope => poolsWithout(request, scope, facts))
        .find(found => found !== undefined);
      if (!pools) continue;
      report({
        at: request.range,
        message: `${title} asks MetalLB for \`${request.address.text}\`, which is in no IPAddressPool`,
        label: 'no address is assigned',
        related: pools,
        help: 'ask for an address of a pool, or add this one to a pool; none may be the address of a node',
        resource: resourceOf(object, request.address.node.path, 'service'),
      });
    }
  },
});

/** So many pools are named, and so many addresses of each: thousands of findings must not name thousands of pools each. */
const MOST_NAMED = 20;

/** The pools of a scope, where it has some, all their addresses can be read, and none holds what is asked for. */
function poolsWithout({ address, by }: AddressRequest, scope: Scope, facts: Facts): readonly Label[] | undefined {
  if (address.kind !== 'ip' || (by === 'field' && facts.all(ciliumPools, scope).length > 0)) return undefined;
  const located = facts.all(ipAddressPools, scope);
  const pools = known.get(located) ?? readPools(located);
  known.set(located, pools);
  return pools.areReadable && !pools.hold(address.canonical, address.family) ? pools.labels : undefined;
}

/** What is asked of all pools of a scope. */
interface Pools {
  readonly areReadable: boolean;
  readonly labels: readonly Label[];
  readonly hold: ReturnType<typeof rangesHold>;
}

/** By what was read: what is read again after a change is another list. */
const known = new WeakMap<readonly Located<IPAddressPool>[], Pools>();

const readPools = (located: readonly Located<IPAddressPool>[]): Pools => ({
  areReadable: located.length > 0 && located.every(({ value: { addresses } }) => addresses.length > 0 && addresses.every(isRange)),
  labels: located.slice(0, MOST_NAMED).map(({ file, range, value: { name, addresses } }, index) => ({
    file,
    range,
    text: `pool \`${name}\` holds ${quoted(addresses)}${index + 1 === MOST_NAMED && located.length > MOST_NAMED ? ` (${MOST_NAMED} of ${located.length} pools are named)` : ''}`,
  })),
  hold: rangesHold(located.flatMap(({ value: { addresses } }) => addresses)),
});

function quoted(addresses: readonly string[]): string {
  const more = addresses.length - MOST_NAMED;
  const named = addresses.slice(0, MOST_NAMED).map(text => `\`${text}\``);
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** A network, or the first and the last address of a range. */
function isRange(text: string): boolean {
  const [network = '', prefix] = text.split('/');
  return prefix === undefined
    ? /^[^-]+-[^-]+$/.test(text) && text.split('-').every(part => isIP(part.trim()) !== 0)
    : isIP(network.trim()) !== 0 && /^\d{1,3}$/.test(prefix);
}

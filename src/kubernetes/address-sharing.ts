import { wordFor } from '../core/document.ts';
import type { Address } from './address.ts';
import type { ServiceExposure } from './service-exposure.ts';

/** Two Services that claim one address, protocol and port: which of them gets the traffic is undefined. */
export interface PortConflict {
  readonly claims: readonly [ServiceExposure, ServiceExposure];
  /** As `192.0.2.4:80/TCP`. */
  readonly endpoint: string;
}

/** One text for each address, the same for two spellings of it. */
export const addressKey = (address: Address): string => (address.kind === 'ip' ? address.canonical : address.text);

/** Address, protocol and port of everything a Service listens on through externalIPs. */
export const endpointsOf = ({ addresses, ports = [] }: ServiceExposure): readonly string[] =>
  addresses.flatMap(address => ports.map(({ protocol, port }) => `${addressKey(address)}:${wordFor(port)}/${protocol}`));

/**
 * Whether two manifests define one Service: its copies for several clusters, or a base and its patch. No cluster holds an object twice, so
 * they neither conflict nor share.
 */
export const isSameService = (a: ServiceExposure, b: ServiceExposure): boolean =>
  a === b || (a.identity !== undefined && a.identity === b.identity);

/** The first endpoint that two Services of a group claim both. */
export function portConflict(group: readonly ServiceExposure[]): PortConflict | undefined {
  const owners = new Map<string, ServiceExposure>();
  for (const exposure of group) {
    for (const endpoint of new Set(endpointsOf(exposure))) {
      const owner = owners.get(endpoint);
      if (owner && !isSameService(owner, exposure)) return { claims: [owner, exposure], endpoint };
      owners.set(endpoint, exposure);
    }
  }
  return undefined;
}

/**
 * Whether a load balancer may serve several Services at one address: all with the traffic policy Cluster, or all with Local and the same
 * pods (metallb internal/allocator `sharingOK`, cilium operator/pkg/lbipam).
 */
export function maySharePods(group: readonly ServiceExposure[]): boolean {
  const backends = group.map((exposure, index) => {
    const policy = exposure.field('externalTrafficPolicy');
    if (policy.state !== 'set' || policy.value !== 'Local') return 'Cluster';
    const selector = exposure.field('selector');
    // Of one release they most likely are the same; the codemod says that it takes that for granted.
    if (selector.state === 'unknown') return `Local ${exposure.renderer?.release ?? index}`;
    return selector.state === 'set' ? `Local ${JSON.stringify(sortedEntries(selector.value))}` : 'Local without selector';
  });
  return new Set(backends).size === 1;
}

const sortedEntries = (value: unknown): unknown =>
  value !== null && typeof value === 'object' ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value;

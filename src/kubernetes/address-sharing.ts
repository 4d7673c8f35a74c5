import { wordFor, type Document } from '../core/document.ts';
import type { Address } from './address.ts';
import type { ServiceExposure } from './service-exposure.ts';

/** A Service at addresses, by externalIPs or by a load balancer, as far as it matters to others at the same ones. */
export type AddressHolder = Pick<
  ServiceExposure,
  'document' | 'resource' | 'identity' | 'title' | 'addresses' | 'ports' | 'field' | 'annotation' | 'renderer'
>;

/** Two Services that claim one address, protocol and port: which of them gets the traffic is undefined. */
export interface PortConflict {
  readonly claims: readonly [AddressHolder, AddressHolder];
  /** As `192.0.2.4:80/TCP`. */
  readonly endpoint: string;
}

/** One text for each address, the same for two spellings of it. */
export const addressKey = (address: Address): string => (address.kind === 'ip' ? address.canonical : address.text);

/**
 * Whether two manifests define one Service: its copies for several clusters, or a base and its patch. No cluster holds an object twice, so
 * they neither conflict nor share.
 */
export const isSameService = (a: AddressHolder, b: AddressHolder): boolean =>
  a === b || (a.identity !== undefined && a.identity === b.identity);

/**
 * Whether two manifests are for sure about two Services. One without a name, or of values whose release is not known, may be any; and where one
 * does not say its namespace, a kustomization or Argo CD may give it that of the other.
 */
export function isAnother(a: AddressHolder, b: AddressHolder): boolean {
  if (a.identity === undefined || b.identity === undefined || isSameService(a, b)) return false;
  const [one, other] = [a.resource, b.resource];
  const isSameObject =
    one.kind === other.kind &&
    one.name === other.name &&
    (one.namespace === undefined || other.namespace === undefined || one.namespace === other.namespace);
  // Two of one release are told apart by where they stand in it.
  return !isSameObject || isSameDocument(a.document, b.document);
}

/** What was linted and what was read for a fact are two readings of one text. */
const isSameDocument = (a: Document, b: Document): boolean =>
  a.file.path === b.file.path && a.range.start === b.range.start && a.within?.part === b.within?.part;

/** The first endpoint that two Services claim both, one of the group at least. */
export function portConflict(group: readonly AddressHolder[], others: readonly AddressHolder[] = []): PortConflict | undefined {
  const owners = new Map<string, Set<AddressHolder>>();
  const own = (holder: AddressHolder, key: string): void => void owners.set(key, (owners.get(key) ?? new Set()).add(holder));
  for (const other of others) for (const address of other.addresses) own(other, addressKey(address));
  for (const member of group) {
    for (const key of new Set(member.addresses.map(addressKey))) {
      for (const owner of owners.get(key) ?? []) {
        const [port] = isSameService(owner, member) ? [] : commonPorts(member, owner);
        if (port !== undefined) return { claims: [owner, member], endpoint: `${key}:${port}` };
      }
      own(member, key);
    }
  }
  return undefined;
}

const portsOf = new WeakMap<AddressHolder, ReadonlySet<string>>();

/** The ports of a Service that another one has as well, as `80/TCP`. Addresses are not looked at: there may be as many of them as of ports. */
export function* commonPorts(one: AddressHolder, other: AddressHolder): Generator<string> {
  const [ports, others] = [one, other].map(holder => {
    const known = portsOf.get(holder) ?? new Set(holder.ports?.map(({ protocol, port }) => `${wordFor(port)}/${protocol}`));
    portsOf.set(holder, known);
    return known;
  }) as [ReadonlySet<string>, ReadonlySet<string>];
  for (const port of ports) if (others.has(port)) yield port;
}

/** A port number that two Services listen on whatever the protocol, one of the group at least. */
export function portOfTwo(group: readonly AddressHolder[], others: readonly AddressHolder[] = []): string | undefined {
  const numbersOf = ({ ports = [] }: AddressHolder): readonly string[] => ports.map(({ port }) => wordFor(port));
  const owners = new Map<string, AddressHolder>(others.flatMap(other => numbersOf(other).map(port => [port, other])));
  for (const member of group) {
    for (const port of numbersOf(member)) {
      const owner = owners.get(port);
      if (owner && !isSameService(owner, member)) return port;
      owners.set(port, member);
    }
  }
  return undefined;
}

/**
 * Whether a load balancer may serve several Services at one address: all with the traffic policy Cluster, or all with Local and the same
 * pods (metallb internal/allocator `sharingOK`, cilium operator/pkg/lbipam).
 */
export function maySharePods(group: readonly AddressHolder[]): boolean {
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

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

/** Who claims a port at an address that several claim something of, in their order. Ports are written `80/TCP`. */
export type Claims<Holder> = ReadonlyMap<string, ReadonlyMap<string, readonly Holder[]>>;

/**
 * Who claims what of the addresses that several claim something of, by `addressKey`.
 *
 * What the same Services claim at several addresses is noted once: one with thousands of ports may have as many addresses.
 */
export function claimsOf<Holder extends AddressHolder>(holders: readonly Holder[]): Claims<Holder> {
  const at = new Map<string, Set<number>>();
  for (const [index, { addresses }] of holders.entries())
    for (const key of addresses.map(addressKey)) at.set(key, (at.get(key) ?? new Set()).add(index));
  const byHolders = new Map<string, ReadonlyMap<string, readonly Holder[]>>();
  const claims = new Map<string, ReadonlyMap<string, readonly Holder[]>>();
  for (const [key, indexes] of at) {
    if (indexes.size === 1) continue;
    const all = [...indexes];
    const byPort = byHolders.get(all.join()) ?? byPortOf(all.map(index => holders[index]!));
    byHolders.set(all.join(), byPort);
    claims.set(key, byPort);
  }
  return claims;
}

function byPortOf<Holder extends AddressHolder>(holders: readonly Holder[]): ReadonlyMap<string, readonly Holder[]> {
  const byPort = new Map<string, Holder[]>();
  for (const holder of holders)
    for (const port of portsOf(holder)) {
      const known = byPort.get(port);
      if (known) known.push(holder);
      else byPort.set(port, [holder]);
    }
  return byPort;
}

/** The ports of a Service, each once, as `80/TCP`. */
export const portsOf = ({ ports = [] }: AddressHolder): ReadonlySet<string> =>
  new Set(ports.map(({ protocol, port }) => `${wordFor(port)}/${protocol}`));

/** The first endpoint that two Services claim both, one of the group at least. */
export function portConflict(group: readonly AddressHolder[], others: readonly AddressHolder[] = []): PortConflict | undefined {
  const claims = claimsOf([...others, ...group]);
  const isEarlier = new Set(others);
  for (const member of group) {
    for (const key of new Set(member.addresses.map(addressKey))) {
      const byPort = claims.get(key);
      if (!byPort) continue;
      for (const port of portsOf(member)) {
        const owner = byPort.get(port)?.find(other => isEarlier.has(other) && !isSameService(other, member));
        if (owner) return { claims: [owner, member], endpoint: `${key}:${port}` };
      }
    }
    isEarlier.add(member);
  }
  return undefined;
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

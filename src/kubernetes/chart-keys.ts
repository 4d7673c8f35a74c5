import type { Node, Path } from '../core/document.ts';
import { readAddress, type Address } from './address.ts';

/** A key of chart values that becomes the externalIPs of a Service. `docs/which-values-count.md` says which do. */
export interface ServiceKey {
  readonly externalIPs: Node;
  /** Never empty. */
  readonly addresses: readonly Address[];
  /** The map that holds the key: a Service's `spec`, or what the chart makes one of. */
  readonly fields: Node;
  /** The map that stands for the Service: the same, or the one around its `spec`. */
  readonly service: Node;
  /** What holds `service`, where it is not the values themselves. */
  readonly around: Node | undefined;
  /** Known from the table or from the chart alone: what the chart takes beside it is not known. */
  readonly isAlone: boolean;
}

/** Keys that a chart turns into externalIPs although nothing around them says so. */
const KNOWN_KEYS: readonly { readonly chart: string; readonly path: readonly string[] }[] = [
  // helm/charts stable/unbound/templates/service.yaml
  { chart: 'unbound', path: ['externalIP'] },
  // cozystack packages/core/platform/templates/apps.yaml, packages/extra/ingress/templates/nginx-ingress.yaml
  { chart: 'cozystack/platform', path: ['publishing', 'externalIPs'] },
];

/** A key that is named for a Service: `service`, `services`, `serviceTCP`, `guiService`, `additionalServices`, `svc`. */
const SERVICE_NAME = /^(?:service|svc)s?(?:$|[-_.A-Z0-9](?!ccount|onitor|esh|iscovery|ntr))|(?:[a-z0-9_.-]s|S)(?:ervice|vc)s?$/;

/** Where `externalIPs` means something else: addresses that Kafka advertises, of a router, of BGP. */
const OTHER_MEANING = /^(?:externalAccess|bgp|router|managedRouter)$/;

/** Nothing but a Service has these. */
const SERVICE_FIELDS = [
  'loadBalancerIP',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'externalTrafficPolicy',
  'internalTrafficPolicy',
  'healthCheckNodePort',
  'allocateLoadBalancerNodePorts',
  'sessionAffinity',
  'clusterIP',
  'ipFamilies',
  'ipFamilyPolicy',
  'nodePort',
  'nodePorts',
];

const SERVICE_TYPES: ReadonlySet<unknown> = new Set(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);

const CIDR = /\/\d{1,3}$/;

/** The keys of some values that become externalIPs. `chart`: its name, where it is known; `rendered`: paths that it shows to become some. */
export function* serviceKeys(
  values: Node,
  chart: string | undefined,
  rendered: readonly (readonly string[])[] = [],
): Generator<ServiceKey> {
  const yielded = new Set<number>();
  for (const key of keysBelow(values, [values], values.path.length, new Set())) {
    const { start } = key.externalIPs.keyRange ?? key.externalIPs.range;
    if (yielded.has(start)) continue;
    yielded.add(start);
    yield key;
  }
  for (const path of [...KNOWN_KEYS.filter(known => known.chart === chart).map(known => known.path), ...rendered]) {
    const externalIPs = values.get(...path);
    const addresses = externalIPs ? addressesAt(externalIPs) : [];
    const start = externalIPs && (externalIPs.keyRange ?? externalIPs.range).start;
    if (!externalIPs || start === undefined || addresses.length === 0 || yielded.has(start)) continue;
    yielded.add(start);
    const fields = values.get(...path.slice(0, -1)) ?? values;
    yield { externalIPs, addresses, fields, service: fields, around: undefined, isAlone: true };
  }
}

/** Whether a path of values leads to a Service: its last two names, `spec` and indexes aside, tell. */
export function namesService(path: Path): boolean {
  if (path.some(step => typeof step === 'string' && OTHER_MEANING.test(step))) return false;
  return path
    .filter((step): step is string => typeof step === 'string' && step !== 'spec')
    .slice(-2)
    .some(name => SERVICE_NAME.test(name));
}

/** The addresses of a list, or of one placeholder or address in the place of a list; none where anything else is there. */
export function addressesAt(node: Node): readonly Address[] {
  if (node.kind === 'map') return [];
  const items = node.kind === 'list' ? node.items() : [node];
  if (items.some(item => item.kind !== 'scalar')) return [];
  const addresses = items.filter(({ value }) => value !== null && value !== '').map(item => readAddress(item));
  if (addresses.some(({ text }) => CIDR.test(text))) return [];
  return node.kind === 'scalar' && addresses.some(({ kind }) => kind === 'invalid') ? [] : addresses;
}

/**
 * `seen`: what was looked at, by where it is written and whether a Service was named on the way to it. So a value with aliases is
 * walked at most a few times, and a cycle once.
 */
function* keysBelow(node: Node, above: readonly Node[], depth: number, seen: Set<string>): Generator<ServiceKey> {
  const path = node.path.slice(depth);
  const entries = [...node.entries()];
  const children = node.kind === 'list' ? node.items() : entries.map(([, value]) => value);
  const [first] = children;
  if (!first) return;
  const here = [
    node.kind,
    (first.keyRange ?? first.range).start,
    ...above.slice(0, 3).map((_, index) => namesService(path.slice(0, path.length - index))),
  ].join(' ');
  if (seen.has(here)) return;
  seen.add(here);

  const externalIPs = entries.find(([key]) => key === 'externalIPs')?.[1];
  const addresses = externalIPs ? addressesAt(externalIPs) : [];
  if (externalIPs && addresses.length > 0 && feedsService(node, path)) {
    const isSpec = path.at(-1) === 'spec' && path.length > 1;
    yield { externalIPs, addresses, fields: node, service: isSpec ? above[1]! : node, around: above[isSpec ? 2 : 1], isAlone: false };
  }
  for (const child of children) if (child.kind !== 'scalar') yield* keysBelow(child, [child, ...above], depth, seen);
}

function feedsService(fields: Node, path: Path): boolean {
  if (path.some(step => typeof step === 'string' && OTHER_MEANING.test(step))) return false;
  return namesService(path) || SERVICE_FIELDS.some(name => fields.get(name)) || SERVICE_TYPES.has(fields.get('type')?.value);
}

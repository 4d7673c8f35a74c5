import { BlockList, isIP, isIPv4 } from 'node:net';
import { loadAll } from 'js-yaml';
import { hasSchemas, schemaErrors, type TypeMeta } from './schemas.ts';

interface Manifest<Spec = Readonly<Record<string, unknown>>> extends TypeMeta {
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>> | null;
  };
  readonly spec: Spec;
}

interface ServiceSpec {
  readonly type?: string | null;
  readonly clusterIP?: string;
  readonly ports?: readonly { readonly port: number; readonly name?: string; readonly protocol?: string }[] | null;
  readonly externalIPs?: readonly string[] | null;
  readonly externalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
  readonly loadBalancerIP?: string | null;
  readonly loadBalancerClass?: string;
  readonly allocateLoadBalancerNodePorts?: boolean;
}

interface GatewaySpec {
  readonly addresses?: readonly { readonly type: string; readonly value: string }[];
  readonly listeners: readonly {
    readonly name: string;
    readonly port: number;
    readonly protocol: string;
    readonly allowedRoutes?: { readonly kinds?: readonly { readonly kind: string }[] };
  }[];
}

interface RouteSpec {
  readonly parentRefs: readonly { readonly name: string; readonly sectionName?: string }[];
  readonly rules: readonly { readonly backendRefs: readonly { readonly name: string; readonly port: number }[] }[];
}

/** What Kubernetes and the controllers would refuse of the objects in some files, by sentences. Where no schemas are at hand, only what is in none. */
export function refusals(texts: Readonly<Record<string, string>>): readonly string[] {
  const objects = Object.values(texts).flatMap(text => objectsIn(text));
  return [
    ...(hasSchemas ? objects.flatMap(schemaErrors) : []),
    ...ofKind<ServiceSpec>(objects, 'Service')
      .filter(({ spec }) => spec.ports !== undefined && spec.ports !== null)
      .flatMap(againstService),
    ...ofKind<GatewaySpec>(objects, 'Gateway', 'gateway.networking.k8s.io').flatMap(againstGateway),
    ...['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'UDPRoute'].flatMap(kind =>
      ofKind<RouteSpec>(objects, kind).flatMap(route => againstRoute(route, objects)),
    ),
    ...againstPools(ofKind<{ readonly addresses?: readonly string[] }>(objects, 'IPAddressPool')),
  ];
}

/** The objects of a file, whatever holds them: lists, other objects, strings; placeholders filled in. A file that is no YAML, as a template, holds none. */
function objectsIn(text: string): readonly Manifest[] {
  try {
    return (loadAll(text.replaceAll(/\$\{\w+\}/g, '192.0.2.99')) as unknown as readonly unknown[]).flatMap(objectsOf);
  } catch {
    return [];
  }
}

function objectsOf(value: unknown): readonly Manifest[] {
  if (typeof value === 'string') return value.includes('\n') && value.includes('apiVersion:') ? objectsIn(value) : [];
  if (typeof value !== 'object' || value === null) return [];
  const { apiVersion, kind, spec } = value as Readonly<Record<string, unknown>>;
  const isObject = [apiVersion, kind].every(text => typeof text === 'string') && spec instanceof Object;
  return [...(isObject ? [value as Manifest] : []), ...Object.values(value).flatMap(objectsOf)];
}

const ofKind = <Spec>(objects: readonly Manifest[], wanted: string, group = ''): readonly Manifest<Spec>[] =>
  objects.filter(({ kind, apiVersion }) => kind === wanted && apiVersion.startsWith(group)) as unknown as readonly Manifest<Spec>[];

const nameOf = ({ kind, metadata }: Manifest<unknown>): string => `${kind} ${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;

const isUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

const claims = (manifest: Manifest<unknown>, held: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.entries(held).flatMap(([claim, holds]) => (holds ? [] : [`${nameOf(manifest)}: ${claim}`]));

/** What is in no schema (kubernetes pkg/apis/core/validation `ValidateService`, metallb controller/service.go). */
function againstService(manifest: Manifest<ServiceSpec>): readonly string[] {
  const { clusterIP, healthCheckNodePort, externalIPs, loadBalancerIP, ...spec } = manifest.spec;
  const ports = spec.ports ?? [];
  const type = spec.type ?? 'ClusterIP';
  const isLoadBalancer = type === 'LoadBalancer';
  const isReachable = isLoadBalancer || type === 'NodePort' || (externalIPs ?? []).length > 0;
  const annotations = manifest.metadata?.annotations ?? {};
  const requests = ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'].flatMap(name => annotations[name] ?? []);
  const asked = requests.flatMap(text => text.split(','));
  const ips = asked.filter(text => isIP(text) > 0);
  return claims(manifest, {
    'a class is for a LoadBalancer': isLoadBalancer || spec.loadBalancerClass === undefined,
    'node ports are allocated for a LoadBalancer': isLoadBalancer || spec.allocateLoadBalancerNodePorts === undefined,
    'a traffic policy needs a way in': isReachable || spec.externalTrafficPolicy === undefined,
    'a port for health checks is for a LoadBalancer with Local':
      healthCheckNodePort === undefined || (isLoadBalancer && spec.externalTrafficPolicy === 'Local'),
    'a headless Service is no LoadBalancer': !isLoadBalancer || clusterIP !== 'None',
    'ports have names where there are several': ports.length < 2 || ports.every(({ name }) => name !== undefined),
    'no two ports have one name': isUnique(ports.flatMap(({ name }) => name ?? [])),
    'no two ports are the same': isUnique(ports.map(({ port, protocol = 'TCP' }) => `${port}/${protocol}`)),
    'MetalLB takes the annotation or the field': requests.length === 0 || (loadBalancerIP ?? '') === '',
    'MetalLB gives one address of a family': isUnique(ips.map(text => isIPv4(text))),
  });
}

/** What the CustomResourceDefinition says in CEL, or in prose. */
function againstGateway(manifest: Manifest<GatewaySpec>): readonly string[] {
  const { listeners, addresses = [] } = manifest.spec;
  return claims(manifest, {
    'no two listeners have one name': isUnique(listeners.map(({ name }) => name)),
    // One of TCP conflicts with one of HTTP.
    'no two listeners have one port': isUnique(listeners.map(({ port, protocol }) => `${port}/${protocol === 'UDP' ? 'UDP' : 'TCP'}`)),
    'no address is listed twice': isUnique(addresses.map(({ value }) => value)),
    'an address is one': addresses.every(({ type, value }) => type === 'IPAddress' && isIP(value) > 0),
  });
}

/** A route of ours hangs at a listener of a Gateway of its namespace that takes its kind, and leads to the same port of a Service. */
function againstRoute(manifest: Manifest<RouteSpec>, objects: readonly Manifest[]): readonly string[] {
  const { namespace } = manifest.metadata ?? {};
  const [parent] = manifest.spec.parentRefs;
  const [backend] = manifest.spec.rules[0]?.backendRefs ?? [];
  const listener = ofKind<GatewaySpec>(objects, 'Gateway')
    .filter(({ metadata }) => metadata?.name === parent?.name && metadata?.namespace === namespace)
    .flatMap(({ spec }) => spec.listeners)
    .find(({ name }) => name === parent?.sectionName);
  const kinds = listener?.allowedRoutes?.kinds?.map(({ kind }) => kind) ?? ['HTTPRoute', 'GRPCRoute'];
  const services = ofKind<ServiceSpec>(objects, 'Service').filter(({ metadata }) => metadata?.name === backend?.name);
  return claims(manifest, {
    'it hangs at a listener that takes its kind': listener !== undefined && kinds.includes(manifest.kind),
    'it leads to a port of a Service': services.some(
      ({ spec }) => !spec.ports || spec.ports.some(({ port }) => port === backend?.port && port === listener?.port),
    ),
  });
}

/** The webhook of MetalLB (internal/config `poolsFor`): no two networks of any pools overlap. */
function againstPools(pools: readonly Manifest<{ readonly addresses?: readonly string[] }>[]): readonly string[] {
  const networks = pools.flatMap(pool => (pool.spec.addresses ?? []).map(text => ({ pool, text })));
  return networks.flatMap(({ pool, text }, index) =>
    networks
      .slice(index + 1)
      .filter(other => overlap(text, other.text))
      .map(other => `${nameOf(pool)}: ${text} overlaps ${other.text} of ${nameOf(other.pool)}`),
  );
}

function overlap(a: string, b: string): boolean {
  const holds = (network: string, text: string): boolean => {
    const [address = '', prefix] = network.split('/');
    const [first = ''] = text.split(/[/-]/);
    if (isIP(address) === 0 || isIP(first.trim()) !== isIP(address) || prefix === undefined) return false;
    const list = new BlockList();
    list.addSubnet(address, Number(prefix), isIPv4(address) ? 'ipv4' : 'ipv6');
    return list.check(first.trim(), isIPv4(address) ? 'ipv4' : 'ipv6');
  };
  return holds(a, b) || holds(b, a);
}

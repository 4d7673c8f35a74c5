import type { NewValue } from '../core/model.ts';
import type { Address } from './address.ts';
import type { ServicePort } from './service-exposure.ts';

/** A kind of route, which all have a `v1` from the release of the Gateway API in `ROUTES_SINCE`. */
export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TCPRoute' | 'UDPRoute';

/** The minor version in which the standard channel got the `v1` of a route (kubernetes-sigs/gateway-api config/crd/standard at each tag). */
export const ROUTES_SINCE: Readonly<Record<RouteKind, number>> = { HTTPRoute: 0, GRPCRoute: 1, TCPRoute: 6, UDPRoute: 6 };

/** What a port of a Service becomes. */
export interface Listener {
  /** The same for the listener and, behind the name of the Service, the route. */
  readonly name: string;
  readonly protocol: 'HTTP' | 'TCP' | 'UDP';
  readonly port: number;
  readonly route: RouteKind;
}

/** A Service that a Gateway is to serve. */
export interface Backend {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly listeners: readonly Listener[];
}

/** The listener for a port, or nothing where none can serve it: SCTP has no kind of listener. `l4`: never one of HTTP. */
export function listenerFor(servicePort: ServicePort, routes: 'auto' | 'l4'): Listener | undefined {
  const { protocol, port } = servicePort;
  if (typeof port !== 'number') return undefined;
  if (protocol === 'UDP') return { name: `udp-${port}`, protocol, port, route: 'UDPRoute' };
  if (protocol !== 'TCP') return undefined;
  const kind = routes === 'l4' ? 'tcp' : applicationOf(servicePort);
  if (kind === 'http') return { name: `http-${port}`, protocol: 'HTTP', port, route: 'HTTPRoute' };
  if (kind === 'grpc') return { name: `grpc-${port}`, protocol: 'HTTP', port, route: 'GRPCRoute' };
  return { name: `tcp-${port}`, protocol, port, route: 'TCPRoute' };
}

/** The Gateway of some Services at the same addresses. */
export const gatewayManifest = (
  gateway: { readonly name: string; readonly namespace: string | undefined; readonly className: string },
  addresses: readonly Address[],
  listeners: readonly Listener[],
) => ({
  apiVersion: GROUP,
  kind: 'Gateway',
  metadata: metadataOf(gateway),
  spec: {
    gatewayClassName: gateway.className,
    // NGINX Gateway Fabric does not take the default of `type`, and others may not.
    addresses: addresses.map(({ node, text }) => ({ type: 'IPAddress', value: node.value === text ? { copyOf: node } : text })),
    listeners: listeners.map(({ name, protocol, port, route }) => ({
      name,
      protocol,
      port,
      ...(protocol !== 'HTTP' && { allowedRoutes: { kinds: [{ kind: route }] } }),
    })),
  },
});

/** The routes from the listeners of a Gateway to a Service of its namespace. */
export const routeManifests = (gateway: string, { name, namespace, listeners }: Backend) =>
  listeners.map(({ name: sectionName, port, route }) => ({
    apiVersion: GROUP,
    kind: route,
    metadata: metadataOf({ name: `${name}-${sectionName}`, namespace }),
    spec: {
      parentRefs: [{ name: gateway, sectionName }],
      rules: [{ backendRefs: [{ name, port }] }],
    } satisfies NewValue,
  }));

const GROUP = 'gateway.networking.k8s.io/v1';

/** What `appProtocol` says of a port, else its name, else its number (KEP-3726, GEP-1911). */
function applicationOf({ appProtocol, name = '', port }: ServicePort): 'http' | 'grpc' | 'other' {
  if (appProtocol !== undefined) {
    const protocol = appProtocol.replace(/^kubernetes\.io\//, '').toLowerCase();
    return protocol === 'grpc' ? 'grpc' : ['http', 'h2c', 'ws'].includes(protocol) ? 'http' : 'other';
  }
  // TLS, whatever its number.
  if (/^https|^tls/.test(name)) return 'other';
  return name.startsWith('http') || port === 80 ? 'http' : 'other';
}

const metadataOf = ({ name, namespace }: { readonly name: string; readonly namespace: string | undefined }) => ({
  name,
  ...(namespace !== undefined && { namespace }),
});

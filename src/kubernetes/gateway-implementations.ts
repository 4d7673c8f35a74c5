/** A program that serves Gateways, with what it makes of the addresses that they ask for. */
export interface GatewayImplementation {
  /** What the configuration calls it. */
  readonly id: string;
  readonly name: string;
  /** The `controllerName` of its GatewayClasses. */
  readonly controllers: RegExp;
  /** The charts that install it, and the class that they make, if they make one. */
  readonly charts: readonly string[];
  readonly ownClass?: string;
  readonly addresses: StaticAddresses | { readonly refused: string; readonly code: string };
}

interface StaticAddresses {
  /** The least release that gives a Gateway the addresses it asks for. */
  readonly since?: string;
  readonly most?: { readonly count: number; readonly code: string; readonly why: string };
  /** The least release that serves the `v1` of a route; without one, none does. */
  readonly routes: { readonly TCPRoute?: string; readonly UDPRoute?: string };
  /** What must be in the cluster besides; `{}` stands for an address. */
  readonly needs: string;
}

const unsupported = (name: string): GatewayImplementation['addresses'] => ({
  code: 'ADDR_UNSUPPORTED',
  refused: `${name} does not give a Gateway the addresses it asks for: its own Service must have them, so move that one to a load balancer`,
});

/**
 * Who honours `spec.addresses`, by the feature GatewayStaticAddresses in the reports at kubernetes-sigs/gateway-api conformance/reports/v1.3 to v1.6,
 * and how, by the sources named. The profiles GATEWAY-TCP and GATEWAY-UDP of the same reports say who serves which route.
 */
export const IMPLEMENTATIONS: readonly GatewayImplementation[] = [
  {
    id: 'cilium',
    name: 'Cilium',
    controllers: /^io\.cilium\/gateway-controller$/,
    charts: ['cilium'],
    ownClass: 'cilium',
    // cilium Documentation/network/servicemesh/gateway-api/addresses.rst; routes: cilium#46184, cilium#46970
    addresses: {
      routes: { TCPRoute: '1.20', UDPRoute: '1.20' },
      needs:
        'a CiliumLoadBalancerIPPool holds {} and selects the Service of the Gateway, and BGP or L2 announcements cover load-balancer addresses',
    },
  },
  {
    id: 'istio',
    name: 'Istio',
    controllers: /^istio\.io\/gateway-controller$/,
    charts: ['istiod'],
    ownClass: 'istio',
    // istio pilot/pkg/config/kube/gatewaycommon/gateway_utils.go `IsManaged`, manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml; istio#60744, istio#1430
    addresses: {
      most: {
        count: 1,
        code: 'ISTIO_MULTI_ADDR',
        why: 'Istio makes no gateway at all for a Gateway with more than one address: give the Service one address, or one Service for each',
      },
      routes: { TCPRoute: '1.31' },
      needs: 'a load balancer in the cluster gives {} to the Service of the Gateway, which asks for it in `loadBalancerIP`',
    },
  },
  {
    id: 'kgateway',
    name: 'kgateway',
    controllers: /^kgateway\.dev\/kgateway$/,
    charts: ['kgateway'],
    ownClass: 'kgateway',
    addresses: {
      since: '2.3',
      routes: { TCPRoute: '2.4' },
      needs: 'a load balancer in the cluster gives {} to the Service of the Gateway',
    },
  },
  {
    id: 'agentgateway',
    name: 'agentgateway',
    controllers: /^agentgateway\.dev\/agentgateway$/,
    charts: ['agentgateway'],
    ownClass: 'agentgateway',
    addresses: {
      since: '1.0',
      routes: { TCPRoute: '1.3' },
      needs: 'a load balancer in the cluster gives {} to the Service of the Gateway',
    },
  },
  {
    id: 'envoy-gateway',
    name: 'Envoy Gateway',
    controllers: /^gateway\.envoyproxy\.io\/gatewayclass-controller$/,
    charts: ['gateway-helm'],
    // envoyproxy/gateway internal/infrastructure/kubernetes/proxy/resource_provider.go
    addresses: {
      code: 'EG_EXTERNALIPS',
      refused:
        'Envoy Gateway writes the addresses of a Gateway into `externalIPs` of its own Service: give that one the address with `envoyService` of an EnvoyProxy, or choose a load balancer',
    },
  },
  {
    id: 'nginx-gateway-fabric',
    name: 'NGINX Gateway Fabric',
    controllers: /^gateway\.nginx\.org\//,
    charts: ['nginx-gateway-fabric'],
    ownClass: 'nginx',
    // nginx/nginx-gateway-fabric#5294, #5886, #5896
    addresses: {
      code: 'NGF_EXTERNALIPS',
      refused:
        'NGINX Gateway Fabric writes the addresses of a Gateway into `externalIPs` of its own Service, in all releases but 2.7.0, which breaks load balancers: choose another class, or a load balancer',
    },
  },
  {
    id: 'traefik',
    name: 'Traefik',
    controllers: /^traefik\.io\/gateway-controller$/,
    charts: ['traefik'],
    ownClass: 'traefik',
    addresses: unsupported('Traefik'),
  },
  {
    id: 'contour',
    name: 'Contour',
    controllers: /^projectcontour\.io\//,
    charts: ['contour'],
    addresses: unsupported('Contour'),
  },
  {
    id: 'kong',
    name: 'Kong',
    controllers: /^konghq\.com\//,
    charts: ['kong-operator', 'gateway-operator'],
    addresses: unsupported('Kong'),
  },
  {
    id: 'haproxy-ingress',
    name: 'HAProxy Ingress',
    controllers: /^haproxy-ingress\.github\.io\//,
    charts: ['haproxy-ingress'],
    addresses: unsupported('HAProxy Ingress'),
  },
  {
    id: 'aws-load-balancer-controller',
    name: 'The AWS Load Balancer Controller',
    controllers: /^gateway\.k8s\.aws\//,
    charts: ['aws-load-balancer-controller'],
    addresses: unsupported('the AWS Load Balancer Controller'),
  },
  { id: 'gke', name: 'GKE', controllers: /^networking\.gke\.io\/gateway$/, charts: [], addresses: unsupported('GKE') },
];

/** Whether a release, as `v1.20.1`, is as new as the least one, as `1.20`; unknown for what is no release, as a range. */
export function isRelease(release: string | undefined, least: string): 'yes' | 'no' | 'unknown' {
  const found = /^v?(\d+)\.(\d+)(?:\.|$)/.exec(release ?? '');
  if (!found) return 'unknown';
  const [major, minor] = least.split('.').map(Number);
  const [itsMajor, itsMinor] = [Number(found[1]), Number(found[2])];
  return itsMajor > major! || (itsMajor === major && itsMinor >= minor!) ? 'yes' : 'no';
}

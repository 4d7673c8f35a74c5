/** Files, and what a run is asked to make of them. */
export interface Asked {
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** A Service with one address, and members of its `spec` besides. */
export const service = (name: string, port: number, address: string, rest = ''): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: {app: ${name}}
  ports:
    - port: ${port}
  externalIPs:
    - ${address} # of ${name}
${rest}`;

export const kustomization = (...resources: readonly string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map(path => `  - ${path}\n`).join('')}`;

/** A release of Flux. */
export const release = (chart: string, namespace: string, version: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${chart}
  namespace: ${namespace}
spec:
  chart:
    spec:
      chart: ${chart}
      version: ${version}
      sourceRef:
        kind: HelmRepository
        name: ${chart}
`;

/** Two that share an address, one beside them in the file of another, and one apart. */
const SERVICES = {
  'kubemend.yaml': 'nodes: {addresses: []}\n',
  'apps/web.yaml': service('web', 80, '192.0.2.4'),
  'apps/api.yaml': `${service('api', 443, '192.0.2.4')}---\n${service('mail', 25, '192.0.2.5')}`,
  'dns/dns.yaml': service('dns', 53, '192.0.2.6'),
};

export const GATEWAY = [
  '--to',
  'gateway',
  '--gateway-class',
  'cilium',
  '--set',
  'gateway.implementation=cilium',
  '--set',
  'gateway.bundle=1.6',
];

const kubeadm = (extra: string): string => `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
kubernetesVersion: v1.36.0
controlPlaneEndpoint: api.example.com:6443
apiServer:
  timeoutForControlPlane: 9m0s # slow disks
  extraArgs:
    ${extra}
---
apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
`;

const status = (...services: readonly (readonly [name: string, address: string])[]): string =>
  JSON.stringify({
    kind: 'List',
    items: services.map(([name, ip]) => ({
      kind: 'Service',
      metadata: { namespace: 'shop', name },
      spec: { type: 'LoadBalancer' },
      status: { loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] } },
    })),
  });

const prepared = (text: string): string =>
  text.replaceAll(
    'spec:\n',
    'spec:\n  type: LoadBalancer\n  loadBalancerClass: non-existent-class\n  allocateLoadBalancerNodePorts: false\n',
  );

/** A few files for each way to go, as small as they can be where every call of the file system is tried. */
export const TREES: Readonly<Record<string, Asked>> = {
  'metallb, with a new pool that a kustomization lists': {
    files: {
      ...SERVICES,
      'infra/kustomization.yaml': kustomization('metallb.yaml'),
      'infra/metallb.yaml': release('metallb', 'metallb-system', '0.14.8'),
    },
    args: ['--to', 'metallb'],
  },
  'metallb, with a pool that grows': {
    files: {
      ...SERVICES,
      'infra/metallb.yaml': `${release('metallb', 'metallb-system', '0.14.8')}---
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: external-ips
  namespace: metallb-system
spec:
  addresses:
    - 192.0.2.9/32
  autoAssign: false
---
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata:
  name: external-ips
  namespace: metallb-system
spec:
  ipAddressPools:
    - external-ips
`,
    },
    args: ['--to', 'metallb'],
  },
  'metallb, a Service for each address': {
    files: {
      ...SERVICES,
      'infra/metallb.yaml': release('metallb', 'metallb-system', '0.14.8'),
      'dns/dns.yaml': service('dns', 53, '192.0.2.6', '    - 192.0.2.7 # second\n'),
    },
    args: ['--to', 'metallb', '--split'],
  },
  gateway: { files: SERVICES, args: GATEWAY },
  'gateway, with routes in a file of their own that a kustomization lists': {
    files: {
      ...SERVICES,
      'apps/kustomization.yaml': kustomization('web.json', 'api.yaml'),
      'apps/web.json': `${JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop', namespace: 'shop' }, spec: { ports: [{ port: 8080 }], externalIPs: ['192.0.2.4'] } }, undefined, 2)}\n`,
    },
    args: GATEWAY,
  },
  'gateway, prepared': { files: SERVICES, args: [...GATEWAY, '--stage', 'prepare'] },
  cilium: {
    files: {
      ...SERVICES,
      'infra/cilium.yaml': release('cilium', 'kube-system', '1.18.2'),
      'infra/kustomization.yaml': kustomization('cilium.yaml'),
    },
    args: ['--to', 'cilium'],
  },
  'kube-vip': { files: SERVICES, args: ['--to', 'kube-vip'] },
  'load-balancer, prepared': { files: SERVICES, args: ['--to', 'load-balancer', '--stage', 'prepare'] },
  'load-balancer, finished': {
    files: {
      ...Object.fromEntries(Object.entries(SERVICES).map(([path, text]) => [path, prepared(text)])),
      'status.json': status(['web', '192.0.2.4'], ['api', '192.0.2.4'], ['mail', '192.0.2.5'], ['dns', '192.0.2.6']),
    },
    args: ['--to', 'load-balancer', '--stage', 'finish', '--cluster-status', 'status.json'],
  },
  'load-balancer-ip-to-annotation': {
    files: {
      'infra/metallb.yaml': release('metallb', 'metallb-system', '0.14.8'),
      ...Object.fromEntries(
        ['a', 'b'].map(name => [
          `${name}.yaml`,
          `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec:\n  type: LoadBalancer\n  loadBalancerIP: 192.0.2.4 # theirs\n  ports: [{port: 80}]\n`,
        ]),
      ),
    },
    args: ['codemod', 'load-balancer-ip-to-annotation'],
  },
  'add-peer-ca-file': {
    files: { 'a.yaml': kubeadm('v: "2"').replaceAll('v1beta3', 'v1beta3'), 'b/b.yaml': kubeadm('v: "4"') },
    args: ['codemod', 'add-peer-ca-file'],
  },
  'kubeadm-v1beta3-to-v1beta4': {
    files: { 'a.yaml': kubeadm('v: "2"'), 'b/b.yaml': kubeadm('v: "4"') },
    args: ['codemod', 'kubeadm-v1beta3-to-v1beta4'],
  },
  'all that is unsafe': {
    files: {
      ...SERVICES,
      'infra/metallb.yaml': release('metallb', 'metallb-system', '0.14.8'),
      'a.yaml': kubeadm('v: 2'),
      'apps/off.yaml': service('off', 80, '192.0.2.8').replace('spec:\n', 'spec:\n  clusterIP: None\n'),
    },
    args: ['--to', 'metallb', '--unsafe'],
  },
};

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Reserved for documentation. */
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'];

/** A manifest without a word that kubemend looks for. */
export const plainManifest = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.2.3
          ports:
            - containerPort: 8080
`;

/** A manifest with a finding. */
export const manifestWithFinding = (name: string): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: {app: ${name}}
  ports:
    - port: 80
      targetPort: 8080
  externalIPs:
    - 192.0.2.10
`;

/** Releases, each with an address of its own that `--to metallb` moves, and the pool that holds them; by their paths. */
export function releases(count: number): ReadonlyMap<string, string> {
  const release = (index: number): [string, string] => [
    `releases/release-${index}.yaml`,
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: web-${index}
  namespace: web-${index}
spec:
  interval: 1h
  chart:
    spec:
      chart: web
      version: 1.2.3
      sourceRef:
        kind: HelmRepository
        name: example
  values:
    replicas: 2
    # What people type into their browsers leads here.
    service:
      type: ClusterIP
      ports:
        http:
          port: 80
      externalIPs:
        - ${addressOf(index)}
`,
  ];
  return new Map([['pool.yaml', POOL], ...Array.from({ length: count }, (_, index) => release(index))]);
}

const addressOf = (index: number): string => `${NETWORKS[Math.floor(index / 254)]!}.${(index % 254) + 1}`;

const POOL = `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: edge
  namespace: metallb-system
spec:
  autoAssign: false
  addresses:
${NETWORKS.map(network => `    - ${network}.0/24\n`).join('')}---
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata:
  name: edge
  namespace: metallb-system
spec:
  ipAddressPools:
    - edge
`;

/** Writes files below a folder. */
export function writeBelow(folder: string, texts: ReadonlyMap<string, string>): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

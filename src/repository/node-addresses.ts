import type { Document, Node } from '../core/document.ts';
import type { CodemodContext, Skip } from '../core/codemod.ts';
import { defineFact } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import type { Address } from '../kubernetes/address.ts';
import { rangeHolds } from '../kubernetes/metallb.ts';
import { listedNodes } from '../kubernetes/node-addresses.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { nodesAt, objects, textOf, type Pattern } from '../kubernetes/object.ts';

/** Where files tell the addresses of machines that are nodes of a cluster. */
interface Table {
  /** What the document must be. */
  readonly kind?: RegExp;
  readonly group?: RegExp;
  /** For what has no kind: a key at the top that tells. */
  readonly has?: string;
  /** From the object, or from the top: strings, each an address, a network of one (`192.0.2.10/24` of an interface), or a list with commas. */
  readonly places: readonly Pattern[];
}

const TABLES: readonly Table[] = [
  // kubernetes/api core/v1 NodeStatus.addresses; a Machine of the Cluster API has the same
  { kind: /^(?:Node|Machine)$/, group: /^v1$|^cluster\.x-k8s\.io\//, places: [['status', 'addresses', '*', 'address']] },
  // https://www.talos.dev/latest/reference/configuration/v1alpha1/config/: addresses of interfaces, and those that control planes share
  {
    has: 'machine',
    places: [
      ['machine', 'network', 'interfaces', '*', 'addresses', '*'],
      ['machine', 'network', 'interfaces', '*', 'vip', 'ip'],
      ['machine', 'network', 'interfaces', '*', 'vlans', '*', 'addresses', '*'],
      ['machine', 'network', 'interfaces', '*', 'vlans', '*', 'vip', 'ip'],
    ],
  },
  // https://budimanjojo.github.io/talhelper/latest/reference/configuration/
  {
    has: 'nodes',
    places: [
      ['nodes', '*', 'ipAddress'],
      ['nodes', '*', 'networkInterfaces', '*', 'addresses', '*'],
      ['nodes', '*', 'networkInterfaces', '*', 'vip', 'ip'],
      // https://rke.docs.rancher.com/config-options/nodes
      ['nodes', '*', 'address'],
      ['nodes', '*', 'internal_address'],
    ],
  },
  // https://docs.k0sproject.io/stable/k0sctl-install/
  {
    kind: /^Cluster$/,
    group: /^k0sctl\.k0sproject\.io\//,
    places: [
      ['spec', 'hosts', '*', 'ssh', 'address'],
      ['spec', 'hosts', '*', 'openSSH', 'address'],
      ['spec', 'hosts', '*', 'privateAddress'],
    ],
  },
  // https://docs.kubermatic.com/kubeone/main/references/kubeone-cluster-v1beta2/
  {
    kind: /^KubeOneCluster$/,
    group: /^kubeone\.k8c\.io\//,
    places: ['controlPlane', 'staticWorkers'].flatMap(role => [
      [role, 'hosts', '*', 'publicAddress'],
      [role, 'hosts', '*', 'privateAddress'],
    ]),
  },
  // https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
  { kind: /^(?:InitConfiguration)$/, group: /^kubeadm\.k8s\.io\//, places: [['localAPIEndpoint', 'advertiseAddress']] },
  { kind: /^(?:JoinConfiguration)$/, group: /^kubeadm\.k8s\.io\//, places: [['controlPlane', 'localAPIEndpoint', 'advertiseAddress']] },
  // https://tinkerbell.org/docs/services/tinkerbell/hardware/
  { kind: /^Hardware$/, group: /^tinkerbell\.org\//, places: [['spec', 'interfaces', '*', 'dhcp', 'ip', 'address']] },
];

/** Variables of an inventory of Ansible, as that of kubespray: https://kubespray.io/#/docs/ansible/inventory */
const HOST_VARIABLES = ['ansible_host', 'ip', 'access_ip', 'ansible_ssh_host'] as const;

/** The addresses of nodes that the repository tells. */
export const nodeAddresses = defineFact<string>({
  id: 'node-addresses',
  words: [
    'InternalIP',
    'ExternalIP',
    'interfaces',
    'ipAddress',
    'networkInterfaces',
    'internal_address',
    'k0sctl.k0sproject.io',
    'publicAddress',
    'privateAddress',
    'advertiseAddress',
    'tinkerbell.org',
    'ansible_host',
    'ansible_ssh_host',
    'access_ip',
  ],
  *read(document) {
    for (const node of [...placesOf(document), ...hostsOf(document)])
      for (const part of textOf(node)?.split(',') ?? []) {
        const [address = ''] = part.trim().split('/');
        if (/^[\d.]+$|^[\da-f]*:[\da-f:.]*$/i.test(address)) yield { value: address, file: document.file, range: node.range };
      }
  },
});

/** Who asks about nodes. */
type Asking = Pick<CodemodContext, 'facts' | 'settings'>;

/** Whether anything tells which addresses are those of nodes: the repository, or a setting, which may say that none in question is one. */
export const nodesAreKnown = (file: SourceFile, { facts, settings }: Asking): boolean =>
  settings.of(listedNodes, file) !== undefined || facts.scopesOf(file).some(scope => facts.all(nodeAddresses, scope).length > 0);

/** Where it is told that an address is one of a node, as the end of a sentence. */
export function nodeWith(address: Address, file: SourceFile, { facts, settings }: Asking): string | undefined {
  if (address.kind !== 'ip') return undefined;
  const { family, canonical } = address;
  if (settings.of(listedNodes, file)?.some(network => rangeHolds(network, canonical, family))) return '`nodes.addresses`';
  return facts
    .scopesOf(file)
    .flatMap(scope => facts.all(nodeAddresses, scope))
    .find(({ value }) => value === canonical)?.file.path;
}

/** Why a Service may not get its addresses from what announces them: one is the address of a node, and would be taken away from it. */
export function nodeObstacle({ addresses, externalIPs, document: { file } }: ServiceExposure, context: Asking): Skip | undefined {
  for (const address of addresses) {
    const where = nodeWith(address, file, context);
    if (where !== undefined)
      return {
        at: externalIPs,
        code: 'NODE_IP',
        reason: `\`${address.text}\` is the address of a node (${where}), and whoever announces it takes it away from that node: \`--to load-balancer\` leaves the way of its packets as it is`,
      };
  }
  return undefined;
}

function* placesOf(document: Document): Generator<Node> {
  const { root } = document;
  const found = [...objects(document)];
  for (const { kind, apiVersion, node } of found)
    for (const table of TABLES)
      if (table.kind?.test(kind) === true && table.group?.test(apiVersion) === true)
        for (const pattern of table.places) yield* nodesAt(node, pattern);
  if (found.length > 0) return;
  for (const { has, places } of TABLES)
    if (has !== undefined && root?.get(has)) for (const pattern of places) yield* nodesAt(root, pattern);
}

/** The hosts of an inventory: `all.hosts.<name>.ansible_host`, in groups of groups (`children`) as well. */
function* hostsOf({ root, within }: Document): Generator<Node> {
  if (within || root?.kind !== 'map') return;
  for (const [, group] of root.entries()) yield* hostsOfGroup(group, 0);
}

/** Deeper groups are no inventory that somebody wrote. */
const DEEPEST_GROUP = 10;

function* hostsOfGroup(group: Node, depth: number): Generator<Node> {
  if (depth > DEEPEST_GROUP) return;
  for (const [, host] of group.get('hosts')?.entries() ?? [])
    for (const name of HOST_VARIABLES) {
      const node = host.get(name);
      if (node) yield node;
    }
  for (const [, child] of group.get('children')?.entries() ?? []) yield* hostsOfGroup(child, depth + 1);
}

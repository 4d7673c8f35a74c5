import type { Assumption, Label } from '../../core/diagnostic.ts';
import type { Document, Members, Node, PartNames, Refusal, Region } from '../../core/document.ts';
import type { ServiceChange } from '../service-exposure.ts';
import { obstacleInBlock, blocksOf, type TerraformResource } from './resources.ts';

const PORT: Members = {
  appProtocol: { written: 'app_protocol' },
  nodePort: { written: 'node_port' },
  targetPort: { written: 'target_port' },
};

/** Maps with keys of their own, which Terraform up to 0.11 writes as blocks. */
const BLOCK_OR_MAP: Members = {};

const SPEC: Members = {
  allocateLoadBalancerNodePorts: { written: 'allocate_load_balancer_node_ports' },
  clusterIP: { written: 'cluster_ip' },
  clusterIPs: { written: 'cluster_ips' },
  externalIPs: { written: 'external_ips' },
  externalName: { written: 'external_name' },
  externalTrafficPolicy: { written: 'external_traffic_policy' },
  healthCheckNodePort: { written: 'health_check_node_port' },
  internalTrafficPolicy: { written: 'internal_traffic_policy' },
  ipFamilies: { written: 'ip_families' },
  ipFamilyPolicy: { written: 'ip_family_policy' },
  loadBalancerClass: { written: 'load_balancer_class' },
  loadBalancerIP: { written: 'load_balancer_ip' },
  loadBalancerSourceRanges: { written: 'load_balancer_source_ranges' },
  ports: { written: 'port', members: PORT, repeated: true },
  publishNotReadyAddresses: { written: 'publish_not_ready_addresses' },
  selector: { written: 'selector', members: BLOCK_OR_MAP },
  sessionAffinity: { written: 'session_affinity' },
};

const METADATA: Members = {
  annotations: { written: 'annotations', members: BLOCK_OR_MAP },
  generateName: { written: 'generate_name' },
  labels: { written: 'labels', members: BLOCK_OR_MAP },
};

const SAYS = { apiVersion: 'v1', kind: 'Service' };

/** https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/service_v1 */
const SERVICE: PartNames = {
  says: SAYS,
  members: { metadata: { written: 'metadata', members: METADATA }, spec: { written: 'spec', members: SPEC } },
};

/** The same where a `dynamic` block makes the spec. */
const DYNAMIC: PartNames = { says: SAYS, members: { spec: { written: 'content', members: SPEC } } };

/** The resources of the provider that are Services. */
export const isService = ({ type }: TerraformResource): boolean => type === 'kubernetes_service' || type === 'kubernetes_service_v1';

export const isServiceBlock = ({ within }: Document): boolean => within?.names === SERVICE || within?.names === DYNAMIC;

/** What the provider does besides: kubernetes/resource_kubernetes_service_v1.go, `ForceNew` and `wait_for_load_balancer`. */
export const assumptionsOf = ({ set }: ServiceChange, at: Label): readonly Assumption[] => [
  ...(set.loadBalancerClass === undefined
    ? []
    : [{ at, text: 'Terraform may delete the Service and make it anew, with another cluster IP: it does not change a class in place' }]),
  ...(set.type === undefined
    ? []
    : [{ at, text: '`terraform apply` waits until the load balancer has given an address, unless `wait_for_load_balancer` is `false`' }]),
];

/** A Service as the provider writes it: in blocks, and in names of its own. */
export function* serviceRegions(resource: TerraformResource): Generator<Region> {
  const { node } = resource;
  const obstacle = obstacleInSpec(node) ?? (isCounted(node) ? undefined : obstacleInBlock(resource));
  yield { node, holds: 'manifests', names: SERVICE, obstacle };
  for (const dynamic of blocksOf(node.get('dynamic')).flatMap(block => blocksOf(block.get('spec'))))
    yield {
      node: dynamic,
      holds: 'manifests',
      names: DYNAMIC,
      obstacle: { refused: 'a `dynamic` block makes the spec of the Service: change it by hand' },
    };
}

/** What a `dynamic` block makes, as ports, is not known here. */
function obstacleInSpec(node: Node): Refusal | undefined {
  const made = blocksOf(node.get('spec')).flatMap(spec => blocksOf(spec.get('dynamic')).flatMap(block => [...block.entries()]));
  const [first] = made;
  return first && { refused: `a \`dynamic\` block makes \`${first[0]}\` of the Service: change it by hand` };
}

/** Whether each of several Services has addresses of its own. */
const isCounted = (node: Node): boolean =>
  blocksOf(node.get('spec')).every(spec => /\b(?:each\.|count\.index)/.test(spec.get('external_ips')?.source ?? ''));

import type { Resource } from '../core/diagnostic.ts';
import type { Document, Node } from '../core/document.ts';
import type { ModelOp } from '../core/model.ts';
import { nodesAt, objects, resourceOf, textOf, type KubernetesObject } from './object.ts';

/** What announces addresses of Services to the network: Calico, Cilium, kube-router. Each by what gave the address. */
export interface Announcer {
  readonly object: KubernetesObject;
  readonly title: string;
  /** Which program reads it. */
  readonly program: 'Calico' | 'Cilium' | 'kube-router';
  /** Where it is told to announce the addresses of externalIPs, if it is. */
  readonly externalIPs: Node | undefined;
  /** Whether it announces addresses that a load balancer gave. */
  readonly loadBalancers: 'yes' | 'no' | 'unknown';
  readonly resource: Resource;
  /** Makes it announce those of load balancers as well. */
  readonly ops: () => readonly ModelOp[];
}

/** A document without any of these announces no addresses of externalIPs. */
export const EXTERNAL_IP_ANNOUNCER_WORDS = [
  'serviceExternalIPs',
  'CiliumBGPAdvertisement',
  'CiliumL2AnnouncementPolicy',
  'advertise-external-ip',
] as const;

/** A document without any of these announces no addresses of load balancers. */
export const LOAD_BALANCER_ANNOUNCER_WORDS = [
  'serviceLoadBalancerIPs',
  'CiliumBGPAdvertisement',
  'CiliumL2AnnouncementPolicy',
  'advertise-loadbalancer-ip',
] as const;

/** The announcers of a document. */
export function* announcers(document: Document): Generator<Announcer> {
  for (const object of objects(document)) {
    const group = object.apiVersion.split('/')[0];
    if (object.kind === 'BGPConfiguration' && (group === 'projectcalico.org' || group === 'crd.projectcalico.org')) yield calico(object);
    if (object.kind === 'CiliumL2AnnouncementPolicy' && group === 'cilium.io') yield ciliumL2(object);
    if (object.kind === 'CiliumBGPAdvertisement' && group === 'cilium.io') yield* ciliumBGP(object);
    if (object.kind === 'DaemonSet' && group === 'apps') yield* kubeRouter(object);
  }
}

/** https://docs.tigera.io/calico/latest/reference/resources/bgpconfig: both are lists of networks. */
function calico(object: KubernetesObject): Announcer {
  const [external, balanced] = ['serviceExternalIPs', 'serviceLoadBalancerIPs'].map(name => object.node.get('spec', name));
  const networks = external?.items().flatMap(item => item.get('cidr') ?? []) ?? [];
  return {
    ...about(object, 'Calico', networks.length > 0 ? external : undefined),
    loadBalancers: answerOf(balanced, (balanced?.items().length ?? 0) > 0),
    ops: () => [
      {
        op: 'set',
        path: [...object.node.path, 'spec', 'serviceLoadBalancerIPs'],
        value: networks.map(node => ({ cidr: { copyOf: node } })),
        place: { after: 'serviceExternalIPs' },
      },
    ],
  };
}

/** https://docs.cilium.io/en/stable/network/l2-announcements/ */
function ciliumL2(object: KubernetesObject): Announcer {
  const [external, balanced] = ['externalIPs', 'loadBalancerIPs'].map(name => object.node.get('spec', name));
  return {
    ...about(object, 'Cilium', external?.value === true ? external : undefined),
    loadBalancers: answerOf(balanced, balanced?.value === true),
    ops: () => [{ op: 'set', path: [...object.node.path, 'spec', 'loadBalancerIPs'], value: true, place: { after: 'externalIPs' } }],
  };
}

/** https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/#service-virtual-ips */
function* ciliumBGP(object: KubernetesObject): Generator<Announcer> {
  for (const addresses of nodesAt(object.node, ['spec', 'advertisements', '*', 'service', 'addresses'])) {
    const items = addresses.items();
    const index = items.findIndex(({ value }) => value === 'ExternalIP');
    yield {
      ...about(object, 'Cilium', items[index]),
      loadBalancers:
        addresses.kind === 'list'
          ? answerOf(
              undefined,
              items.some(({ value }) => value === 'LoadBalancerIP'),
            )
          : 'unknown',
      ops: () => [{ op: 'insert', path: addresses.path, value: 'LoadBalancerIP', place: { after: index } }],
    };
  }
}

/** https://www.kube-router.io/docs/user-guide/: both are off unless they are given. */
function* kubeRouter(object: KubernetesObject): Generator<Announcer> {
  for (const args of nodesAt(object.node, ['spec', 'template', 'spec', 'containers', '*', 'args'])) {
    const items = args.items();
    const [external, balanced] = ['advertise-external-ip', 'advertise-loadbalancer-ip'].map(name =>
      items.findLastIndex(item => flagName(item) === name),
    );
    if (external === undefined || balanced === undefined || Math.max(external, balanced) === -1) continue;
    const flag = items[balanced];
    yield {
      ...about(object, 'kube-router', items[external] && isOn(items[external]) ? items[external] : undefined),
      loadBalancers: flag && /[${]/.test(textOf(flag) ?? '') ? 'unknown' : flag && isOn(flag) ? 'yes' : 'no',
      ops: () =>
        flag
          ? [{ op: 'set', path: flag.path, value: '--advertise-loadbalancer-ip=true' }]
          : [{ op: 'insert', path: args.path, value: '--advertise-loadbalancer-ip=true', place: { after: external } }],
    };
  }
}

const flagName = (item: Node): string | undefined => /^--([a-z-]+)(?:=|$)/.exec(textOf(item) ?? '')?.[1];

const isOn = (item: Node): boolean => /^--[a-z-]+(?:=(?:1|t|T|TRUE|true|True))?$/.test(textOf(item) ?? '');

function about(object: KubernetesObject, program: Announcer['program'], externalIPs: Node | undefined) {
  const { kind, name } = object;
  return {
    object,
    program,
    externalIPs,
    title: name === undefined ? `a ${kind}` : `${kind} \`${name}\``,
    resource: resourceOf(object, externalIPs?.path ?? object.node.path, 'announcer'),
  };
}

/** A string in the place of a list or boolean is a placeholder or an expression. */
const answerOf = (node: Node | undefined, isOn: boolean): Announcer['loadBalancers'] =>
  isOn ? 'yes' : typeof node?.value === 'string' && node.value !== '' ? 'unknown' : 'no';

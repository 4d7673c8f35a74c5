import { defineCodemod, type Skip } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import { isRefusal } from '../src/core/document.ts';
import type { Facts } from '../src/core/fact.ts';
import type { NewValue } from '../src/core/model.ts';
import { addressKey, isSameService, maySharePods, portConflict } from '../src/kubernetes/address-sharing.ts';
import type { Address } from '../src/kubernetes/address.ts';
import { requestedAddresses } from '../src/kubernetes/load-balancer.ts';
import { ALLOW_SHARED_IP, ANNOTATIONS_SINCE, LOAD_BALANCER_IPS, OLD_ALLOW_SHARED_IP, OLD_LOAD_BALANCER_IPS, rangeHolds } from '../src/kubernetes/metallb.ts';
import { obstacleToLoadBalancer } from '../src/kubernetes/migration.ts';
import { ignoredBecause, typeOf, type ServiceChange, type ServiceExposure } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../src/kubernetes/service-exposures.ts';
import { ipAddressPools } from '../src/repository/ip-address-pools.ts';

export default defineCodemod({
  id: 'external-ips-to-metallb',
  resolves: ['service-external-ips'],
  askedBy: { to: 'metallb' },
  words: EXPOSURE_WORDS,
  facts: [ipAddressPools],

  docs: {
    summary: 'Asks MetalLB for the addresses of `externalIPs`',
    before: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
        externalIPs:
          - 192.0.2.4 # office uplink
    `,
    after: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        annotations:
          metallb.io/loadBalancerIPs: 192.0.2.4 # office uplink
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
    `,
    assumes: [
      `MetalLB ${ANNOTATIONS_SINCE} or later runs in the cluster, and nothing else serves Services without a class`,
      'a pool holds the addresses, and an advertisement announces them',
      'a chart renders `type` and `annotations` of the values that it takes `externalIPs` from',
      'who announces the addresses today stops when MetalLB starts; in between they do not answer',
      'no address is one of a node',
    ],
    refuses: [
      'NOT_LITERAL: an address is no IP address in its normal form, or an expression; two or more placeholders hide their families',
      'TYPE_UNKNOWN: the type of the Service is not known',
      'BASE_UNKNOWN: a kustomize patch of a Service that is not found in the repository, or that other patches change as well',
      'PATCHED: a kustomize patch and its base are one unit: the patch changes how the Service of the base is reached',
      'PARTIAL_OP: a JSON Patch operation changes a part of a list that is written elsewhere',
      'MERGED: a task of Ansible leaves on the Service in the cluster what is taken out of its definition',
      'NO_LOAD_BALANCER: the operator behind a custom resource has no way to ask for a load balancer there',
      'CLASS_IMMUTABLE: `loadBalancerClass` is set, and cannot change on a LoadBalancer',
      'SOURCE_RANGES_NARROW: `loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients would lose their way',
      'STATUS_UNKNOWN: the addresses are requested already; whether they are assigned is written in no file',
      'N_IPS_PER_FAMILY: MetalLB gives a Service one address of each family',
      'HALF_DEAD: an IPv4 and an IPv6 address on a Service that is not dual-stack, so only one works today',
      'FAMILY_MISMATCH: one address on a dual-stack Service: MetalLB would assign none',
      'DEAD_IP: the family of the address is not one of the Service, so it serves nothing today',
      'PORT_CONFLICT: two Services claim one address, protocol and port',
      'SHARING_RULES: Services that share an address have traffic policies or pods that MetalLB cannot serve at one address',
      'SHARED_GROUP: another Service at the same address cannot move',
    ],
    references: ['https://metallb.io/usage/', 'https://kep.k8s.io/5707'],
  },

  query: serviceExposures,
  title: exposure => `request ${exposure.addresses.map(({ text }) => `\`${text}\``).join(' and ')} from MetalLB instead`,
  at: ({ externalIPs }) => externalIPs,
  ties: exposure => (ignoredBecause(exposure) ? [] : exposure.addresses.map(addressKey)),
  identity: ({ identity }) => identity,

  rewrite(group, { facts }) {
    if (group.some(ignoredBecause)) return [];
    const skips = group.flatMap(exposure => obstacleToLoadBalancer(exposure) ?? []);
    if (skips.length > 0) return [...skips, ...sharedGroup(group, skips)];
    const refusal = obstacleToSharing(group);
    if (refusal) return refusal;

    const isShared = group.some(exposure => !isSameService(exposure, group[0]!));
    const key = isShared ? sharingKey(group) : undefined;
    const wanted = group.map(exposure => changeOf(exposure, key));
    const plans = group.map((exposure, index) => exposure.plan(wanted[index]!));
    const refused = group.flatMap((exposure, index): Skip[] => {
      const plan = plans[index];
      return plan && isRefusal(plan) ? [{ at: exposure.externalIPs, code: plan.code ?? 'SYNTAX', reason: plan.refused }] : [];
    });
    if (refused.length > 0) return [...refused, ...sharedGroup(group, refused)];
    return {
      changes: plans.flatMap(plan => (isRefusal(plan) ? [] : plan)),
      assumes: [
        ...group.flatMap((exposure, index) => [...assumptionsOf(exposure, facts), ...(exposure.renderer?.assumes(wanted[index]!) ?? [])]),
        ...(isShared ? group.flatMap(sharingAssumptions) : []),
      ],
    };
  },
});

/** All members of a group move, or none. */
const sharedGroup = (group: readonly ServiceExposure[], skips: readonly Skip[]): readonly Skip[] =>
  group.filter(({ externalIPs }) => !skips.some(({ at }) => at === externalIPs)).map(({ externalIPs }) => ({
    at: externalIPs,
    code: 'SHARED_GROUP',
    reason: `another Service at the same address stays: ${skips[0]!.reason}`,
  }));

function obstacleToSharing(group: readonly ServiceExposure[]): readonly Skip[] | undefined {
  const conflict = portConflict(group);
  if (conflict) {
    const [first, second] = conflict.claims;
    return group.map(exposure => {
      const other = exposure === first ? second : first;
      return { at: exposure.externalIPs, code: 'PORT_CONFLICT', reason: `\`${conflict.endpoint}\` is claimed by ${other.title} (${other.document.file.path}) as well: which of the two gets the traffic is undefined` };
    });
  }
  if (group.every(exposure => isSameService(exposure, group[0]!)) || maySharePods(group)) return undefined;
  return group.map(({ externalIPs }) => ({
    at: externalIPs,
    code: 'SHARING_RULES',
    reason: 'Services that share the address differ in `externalTrafficPolicy`, or have `Local` and different pods, which MetalLB cannot serve at one address',
  }));
}

/** The key by which MetalLB lets Services share an address: the one that is there already, else made of the address. */
function sharingKey(group: readonly ServiceExposure[]): string {
  const [known] = group.flatMap(exposure => [ALLOW_SHARED_IP, OLD_ALLOW_SHARED_IP].flatMap(name => {
    const field = exposure.annotation(name);
    return field.state === 'set' && typeof field.value === 'string' ? [field.value] : [];
  }));
  return known ?? `external-${group.flatMap(({ addresses }) => addresses.map(addressKey)).toSorted()[0] ?? ''}`;
}

function changeOf(exposure: ServiceExposure, key: string | undefined): ServiceChange {
  const type = typeOf(exposure);
  const requested = requestedAddresses(exposure);
  const request: NewValue = exposure.addresses.length + requested.length === 1
    ? { copyOf: exposure.addresses[0]!.node }
    : [...requested, ...exposure.addresses].map(({ text }) => text).join(',');
  const hasField = exposure.field('loadBalancerIP').state === 'set';
  const isShared = [ALLOW_SHARED_IP, OLD_ALLOW_SHARED_IP].some(name => exposure.annotation(name).state === 'set');
  const name = exposure.annotation(OLD_LOAD_BALANCER_IPS).state === 'set' ? OLD_LOAD_BALANCER_IPS : LOAD_BALANCER_IPS;
  return {
    set: type === 'LoadBalancer' ? {} : { type: 'LoadBalancer', ...(type === 'ClusterIP' && { allocateLoadBalancerNodePorts: false }) },
    // MetalLB takes the field or the annotation, and none of them where both are set.
    remove: ['externalIPs', ...(hasField ? (['loadBalancerIP'] as const) : [])],
    annotations: { ...(key !== undefined && !isShared && { [ALLOW_SHARED_IP]: key }), [name]: request },
    commentsTo: name,
  };
}

/** What Services at one address must have in common, where the file does not show it (metallb internal/allocator `sharingOK`). */
function sharingAssumptions(exposure: ServiceExposure): readonly Assumption[] {
  const at = { file: exposure.document.file, range: exposure.externalIPs.keyRange ?? exposure.externalIPs.range, text: 'externalIPs' };
  const policy = exposure.field('externalTrafficPolicy');
  const isLocal = policy.state === 'set' && policy.value === 'Local';
  return exposure.addresses.flatMap(({ text: subject }) => [
    ...(isLocal && exposure.field('selector').state === 'unknown' ? [{ at, subject, text: 'the Services at {}, which have the traffic policy `Local`, select the same pods' }] : []),
    ...(policy.state === 'unknown' ? [{ at, subject, text: 'a Service at {} whose traffic policy is not written here has `Cluster`' }] : []),
    ...(exposure.ports === undefined ? [{ at, subject, text: 'no two of the Services at {} listen on one port and protocol' }] : []),
  ]);
}

function assumptionsOf(exposure: ServiceExposure, facts: Facts): readonly Assumption[] {
  const { file } = exposure.document;
  const at = { file, range: exposure.externalIPs.keyRange ?? exposure.externalIPs.range, text: 'externalIPs' };
  const pools = facts.scopesOf(file).flatMap(scope => facts.all(ipAddressPools, scope));
  const holder = (address: Address): string | undefined =>
    address.kind === 'ip' ? pools.find(({ value }) => value.addresses.some(range => rangeHolds(range, address.canonical, address.family)))?.value.name : undefined;
  const hasRequest = requestedAddresses(exposure).length > 0;
  const family = exposure.field('ipFamilies');

  return [
    { at, text: `MetalLB ${ANNOTATIONS_SINCE} or later runs in the cluster and serves Services without a class; an older one ignores the annotation and assigns some other address` },
    ...exposure.addresses.flatMap(address => {
      const subject = address.text;
      const pool = holder(address);
      return [
        pool === undefined
          ? { at, subject, text: 'a pool outside this repository holds and announces {}' }
          : { at, subject, text: `an advertisement announces what pool \`${pool}\` holds: {}` },
        { at, subject, text: 'who announces {} today must stop when MetalLB starts; in between there is no answer' },
        address.kind === 'placeholder'
          ? { at, subject, text: '{} stands for one IP address of the family that the Service has; neither that nor its pool was checked' }
          : { at, subject, text: 'no node owns {}: MetalLB would take it away from that node' },
        ...(address.kind === 'ip' && address.family === 6 && family.state !== 'set' ? [{ at, subject, text: 'a Service that does not say its family gets IPv6 in this cluster, as {} needs' }] : []),
      ];
    }),
    ...(typeOf(exposure) === 'LoadBalancer' && !hasRequest
      ? [{ at, text: 'the address that the load balancer assigned by itself so far is given back: whoever uses that one loses it' }]
      : []),
  ];
}

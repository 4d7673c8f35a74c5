import type { CodemodContext, Rewrite, Skip } from '../core/codemod.ts';
import type { Assumption, Label } from '../core/diagnostic.ts';
import { clusterStatus, isAssigned } from './cluster-status.ts';
import { stage } from './stage.ts';
import type { Address } from './address.ts';
import { isRefusal, wordFor, type Node } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import type { NewValue } from '../core/model.ts';
import { addressKey, isSameService, maySharePods, portConflict } from './address-sharing.ts';
import { requestedAddresses } from './load-balancer.ts';
import { obstacleToLoadBalancer, type AddressRules } from './migration.ts';
import { ignoredBecause, typeOf, type Field, type ServiceChange, type ServiceExposure } from './service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from './service-exposures.ts';

/** A program that gives a Service of type LoadBalancer the addresses that an annotation asks for. */
export interface LoadBalancerController {
  readonly name: string;
  /** The annotation that asks, and older spellings of it: one that is there already is the one that is changed. */
  readonly request: readonly [string, ...string[]];
  /** Whether the repository shows that its release knows the older spellings only. */
  readonly isOld?: (exposure: ServiceExposure, facts: Facts) => boolean;
  /** The class that a Service must have for it, where it does not serve those without one. */
  readonly classOf?: (exposure: ServiceExposure, facts: Facts) => string | undefined;
  /** How Services at one address are told that they may share it; nothing where they need not be. */
  readonly sharing?: Sharing;
  readonly addresses: AddressRules;
  /** What is taken for granted of the controller for one Service. */
  readonly assumes: (exposure: ServiceExposure, facts: Facts) => readonly Assumption[];
  /** Why this Service cannot get its addresses from the controller, besides what holds for all. */
  readonly obstacle?: (exposure: ServiceExposure, context: CodemodContext) => Skip | undefined;
  /** Whether the repository shows that an address which a Service asks for is handed out and announced; what it does not show is written in no file. */
  readonly holds?: (address: Address, exposure: ServiceExposure, facts: Facts) => boolean;
  /** What the addresses need besides the Services, as pools; or why they cannot have it. */
  readonly provide?: (
    group: readonly ServiceExposure[],
    context: CodemodContext,
  ) => Pick<Rewrite, 'changes' | 'create' | 'assumes'> | readonly Skip[];
}

interface Sharing {
  /** The annotation that holds the key, and older spellings of it. */
  readonly key: readonly [string, ...string[]];
  /** The annotation that names the other namespaces of a group, where the key alone does not reach across. */
  readonly acrossNamespaces?: string;
  /** Whether two Services may have one port number with two protocols. */
  readonly toldApartByProtocol: boolean;
}

/** Why a Service is left alone, whatever the controller: for the docs of a codemod. */
export const LOAD_BALANCER_REFUSALS: readonly string[] = [
  'NOT_LITERAL: an address is no IP address in its normal form, or an expression',
  'TYPE_UNKNOWN: the type of the Service is not known',
  'BASE_UNKNOWN: a kustomize patch of a Service that is not found in the repository, or that other patches change as well',
  'PATCHED: a kustomize patch and its base are one unit: the patch changes how the Service of the base is reached',
  'PARTIAL_OP: a JSON Patch operation changes a part of a list that is written elsewhere',
  'MERGED: a task of Ansible leaves on the Service in the cluster what is taken out of its definition',
  'NO_LOAD_BALANCER: the operator behind a custom resource, or the chart in the repository, has no way to ask for a load balancer there',
  'CLASS_IMMUTABLE: `loadBalancerClass` is set, and cannot change on a LoadBalancer',
  'SOURCE_RANGES_NARROW: `loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients would lose their way',
  'STATUS_UNKNOWN: an address is requested already; neither a pool of the repository nor `--cluster-status` shows that it is assigned',
  'NOT_PREPARED: `--stage finish` takes externalIPs away only where the new way is in place',
  'HALF_DEAD: an IPv4 and an IPv6 address on a Service that is not dual-stack, so only one works today',
  'DEAD_IP: the family of an address is not one of the Service, so it serves nothing today',
  'PORT_CONFLICT: two Services claim one address, protocol and port',
  'SHARED_GROUP: another Service at the same address cannot move',
  'ANCHOR_OWNED: an alias stands for what would change, or for a part of it, so another place would change as well',
  'MERGE_KEY: a merge key (`<<`) brings in what would change',
  'SYNTAX: the change cannot be spelled where the addresses are written, as in a template or in text in quotes',
];

/** What all codemods that move externalIPs to a load balancer have in common. */
export const movesTo = (controller: LoadBalancerController) => ({
  settings: [stage, clusterStatus],
  words: EXPOSURE_WORDS,
  query: serviceExposures,
  title: ({ addresses }: ServiceExposure): string =>
    `request ${addresses.map(({ text }) => `\`${text}\``).join(' and ')} from ${controller.name} instead`,
  at: ({ externalIPs }: ServiceExposure): Node => externalIPs,
  ties: (exposure: ServiceExposure): readonly string[] => (ignoredBecause(exposure) ? [] : exposure.addresses.map(addressKey)),
  identity: ({ identity }: ServiceExposure): string | undefined => identity,
  rewrite: (group: readonly ServiceExposure[], context: CodemodContext): Rewrite | readonly Skip[] =>
    moveToLoadBalancer(group, controller, context),
});

/** One Service on its way. */
interface Step {
  readonly exposure: ServiceExposure;
  /** Whether it asks the load balancer for all its addresses already. */
  readonly isPrepared: boolean;
  readonly stage: 'prepare' | 'finish' | 'all';
}

/** Moves Services that share addresses from externalIPs to a load balancer, all of them or none. */
function moveToLoadBalancer(
  group: readonly ServiceExposure[],
  controller: LoadBalancerController,
  context: CodemodContext,
): Rewrite | readonly Skip[] {
  if (group.some(ignoredBecause)) return [];
  const steps = group.map((exposure): Step => ({
    exposure,
    isPrepared: isPrepared(exposure),
    stage: context.settings.of(stage, exposure.document.file),
  }));
  if (steps.every(step => step.isPrepared && step.stage === 'prepare')) return steps.map(prepared);
  const skips = steps.flatMap(step => obstacleTo(step, controller, context) ?? []);
  if (skips.length > 0) return [...skips, ...sharedGroup(group, skips)];
  const isShared = group.some(exposure => !isSameService(exposure, group[0]!));
  const refusal = isShared ? obstacleToSharing(group, controller) : undefined;
  if (refusal) return refusal;
  const provided = controller.provide?.(
    steps.filter(step => !step.isPrepared).map(({ exposure }) => exposure),
    context,
  ) ?? { changes: [] };
  if (!('changes' in provided)) return [...provided, ...sharedGroup(group, provided)];

  const annotations = isShared ? sharingAnnotations(group, controller, context.facts) : new Map<ServiceExposure, Record<string, string>>();
  const wanted = steps.map(step => changeOf(step, controller, annotations.get(step.exposure) ?? {}, context.facts));
  const plans = group.map((exposure, index) => exposure.plan(wanted[index]!));
  const refused = group.flatMap((exposure, index): Skip[] => {
    const plan = plans[index];
    return plan && isRefusal(plan) ? [{ at: exposure.externalIPs, code: plan.code ?? 'SYNTAX', reason: plan.refused }] : [];
  });
  if (refused.length > 0) return [...refused, ...sharedGroup(group, refused)];
  return {
    changes: [...plans.flatMap(plan => (isRefusal(plan) ? [] : plan)), ...provided.changes],
    ...(provided.create && { create: provided.create }),
    assumes: [
      ...steps.flatMap(({ exposure, stage }, index) => [
        ...controller.assumes(exposure, context.facts),
        ...addressAssumptions(exposure, controller, stage),
        ...givenBack(exposure),
        ...(exposure.renderer?.assumes(wanted[index]!) ?? []),
      ]),
      ...(isShared ? group.flatMap(sharingAssumptions) : []),
      ...(provided.assumes ?? []),
    ],
  };
}

/** Whether a Service asks a load balancer for all its addresses already: done by hand, or by an earlier run that kept externalIPs. */
function isPrepared(exposure: ServiceExposure): boolean {
  const type = typeOf(exposure);
  const requested = new Set(requestedAddresses(exposure).map(addressKey));
  return (
    (type === 'LoadBalancer' || (type === 'unknown' && exposure.renderer !== undefined)) &&
    exposure.addresses.every(address => requested.has(addressKey(address)))
  );
}

const prepared = ({ exposure }: Step): Skip => ({
  at: exposure.externalIPs,
  code: 'PREPARED',
  reason: 'the load balancer is asked for its addresses already: once it has given them, `--stage finish` takes `externalIPs` away',
});

function obstacleTo({ exposure, isPrepared, stage }: Step, controller: LoadBalancerController, context: CodemodContext): Skip | undefined {
  const { facts, settings } = context;
  const at = exposure.externalIPs;
  if (!isPrepared && stage === 'finish')
    return {
      at,
      code: 'NOT_PREPARED',
      reason: `no load balancer is asked for its addresses yet: \`--stage prepare\` does that, and keeps \`externalIPs\` meanwhile`,
    };
  if (!isPrepared)
    return (
      obstacleToLoadBalancer(exposure, controller.addresses, controller.classOf?.(exposure, facts)) ??
      classObstacle(exposure, controller, facts) ??
      controller.obstacle?.(exposure, context)
    );
  if (stage === 'prepare') return undefined;
  const status = settings.of(clusterStatus, exposure.document.file);
  const open = exposure.addresses.find(
    address => !isAssigned(address, exposure, status) && (status !== undefined || controller.holds?.(address, exposure, facts) !== true),
  );
  if (!open) return undefined;
  return {
    at,
    code: 'STATUS_UNKNOWN',
    reason:
      status === undefined
        ? `\`${open.text}\` is requested from the load balancer already, and no file shows that it was assigned: give \`--cluster-status\` what \`kubectl get services -A -o json\` prints`
        : `\`${open.text}\` is not assigned to the Service in the cluster, as \`--cluster-status\` shows it: without \`externalIPs\` nothing would serve it`,
  };
}

/** A class cannot be given to a LoadBalancer that has none, and no chart is known to render one. */
function classObstacle(exposure: ServiceExposure, { name, classOf }: LoadBalancerController, facts: Facts): Skip | undefined {
  const wanted = classOf?.(exposure, facts);
  const own = exposure.field('loadBalancerClass');
  if (wanted === undefined || (own.state === 'set' && own.value === wanted)) return undefined;
  const reason =
    typeOf(exposure) === 'LoadBalancer'
      ? `${name} serves Services of class \`${wanted}\` only, and a LoadBalancer without a class cannot get one: delete it and create it anew`
      : exposure.renderer
        ? `${name} serves Services of class \`${wanted}\` only, and whether the chart renders \`loadBalancerClass\` is not known: set it by hand`
        : undefined;
  return reason === undefined ? undefined : { at: exposure.externalIPs, code: 'CLASS_IMMUTABLE', reason };
}

/** Where the assumptions about a Service stand. */
export const placeOfAssumption = ({ document, externalIPs }: ServiceExposure): Label => ({
  file: document.file,
  range: externalIPs.keyRange ?? externalIPs.range,
  text: 'externalIPs',
});

/** All members of a group move, or none. */
export const sharedGroup = (group: readonly ServiceExposure[], skips: readonly Skip[]): readonly Skip[] =>
  group
    .filter(({ externalIPs }) => !skips.some(({ at }) => at === externalIPs))
    .map(({ externalIPs }) => ({
      at: externalIPs,
      code: 'SHARED_GROUP',
      reason: `another Service at the same address stays: ${skips[0]!.reason}`,
    }));

/** None of a group can move where which of two members gets the traffic of a port is undefined. */
export function portConflictSkips(group: readonly ServiceExposure[]): readonly Skip[] | undefined {
  const conflict = portConflict(group);
  if (!conflict) return undefined;
  const [first, second] = conflict.claims;
  return group.map(exposure => {
    const other = exposure === first ? second : first;
    return {
      at: exposure.externalIPs,
      code: 'PORT_CONFLICT',
      reason: `\`${conflict.endpoint}\` is claimed by ${other.title} (${other.document.file.path}) as well: which of the two gets the traffic is undefined`,
    };
  });
}

function obstacleToSharing(group: readonly ServiceExposure[], { name, sharing }: LoadBalancerController): readonly Skip[] | undefined {
  const conflict = portConflictSkips(group);
  if (conflict) return conflict;
  const port = sharing && !sharing.toldApartByProtocol ? portOfTwo(group) : undefined;
  if (port !== undefined)
    return group.map(({ externalIPs }) => ({
      at: externalIPs,
      code: 'SHARING_RULES',
      reason: `two Services that share the address listen on port ${port}, and ${name} does not tell them apart by protocol`,
    }));
  if (!sharing || maySharePods(group)) return undefined;
  return group.map(({ externalIPs }) => ({
    at: externalIPs,
    code: 'SHARING_RULES',
    reason: `Services that share the address differ in \`externalTrafficPolicy\`, or have \`Local\` and different pods, which ${name} cannot serve at one address`,
  }));
}

/** A port number that two Services of a group listen on, whatever the protocol. */
function portOfTwo(group: readonly ServiceExposure[]): string | undefined {
  const owners = new Map<string, ServiceExposure>();
  for (const exposure of group) {
    for (const { port } of exposure.ports ?? []) {
      const owner = owners.get(wordFor(port));
      if (owner && !isSameService(owner, exposure)) return wordFor(port);
      owners.set(wordFor(port), exposure);
    }
  }
  return undefined;
}

/** The annotations by which the Services of a group may share their addresses: the key that is there already, else one made of the address. */
function sharingAnnotations(
  group: readonly ServiceExposure[],
  { sharing, isOld }: LoadBalancerController,
  facts: Facts,
): ReadonlyMap<ServiceExposure, Record<string, string>> {
  if (!sharing) return new Map();
  const keyOf = (exposure: ServiceExposure): readonly string[] =>
    sharing.key.flatMap(name => {
      const field = exposure.annotation(name);
      return field.state === 'set' && typeof field.value === 'string' ? [field.value] : [];
    });
  const key = group.flatMap(keyOf)[0] ?? `external-${group.flatMap(({ addresses }) => addresses.map(addressKey)).toSorted()[0] ?? ''}`;
  const namespaces = new Set(group.flatMap(({ resource: { namespace } }) => namespace ?? []));
  return new Map(
    group.map(exposure => {
      const others = [...namespaces].filter(namespace => namespace !== exposure.resource.namespace).toSorted();
      return [
        exposure,
        {
          ...(keyOf(exposure).length === 0 && { [(isOld?.(exposure, facts) === true && sharing.key[1]) || sharing.key[0]]: key }),
          ...(sharing.acrossNamespaces !== undefined && others.length > 0 && { [sharing.acrossNamespaces]: others.join(',') }),
        },
      ];
    }),
  );
}

function changeOf(
  { exposure, isPrepared, stage }: Step,
  { request: names, isOld, classOf }: LoadBalancerController,
  sharing: Readonly<Record<string, string>>,
  facts: Facts,
): ServiceChange {
  const leaves = stage === 'prepare' ? [] : (['externalIPs'] as const);
  if (isPrepared) return { set: {}, remove: leaves, annotations: sharing };
  const type = typeOf(exposure);
  const requested = requestedAddresses(exposure);
  const known = new Set(requested.map(addressKey));
  const added = exposure.addresses.filter(address => !known.has(addressKey(address)));
  const request: NewValue =
    added.length + requested.length === 1 ? { copyOf: added[0]!.node } : [...requested, ...added].map(({ text }) => text).join(',');
  const newest = (isOld?.(exposure, facts) === true && names[1]) || names[0];
  const name = names.find(name => exposure.annotation(name).state === 'set') ?? newest;
  const loadBalancerClass = classOf?.(exposure, facts);
  return {
    set:
      type === 'LoadBalancer'
        ? {}
        : {
            type: 'LoadBalancer',
            ...(loadBalancerClass !== undefined && { loadBalancerClass }),
            ...(type === 'ClusterIP' && { allocateLoadBalancerNodePorts: false }),
          },
    // A controller takes the field or the annotation; MetalLB none of them where both are set.
    remove: [...leaves, ...(saysAddress(exposure.field('loadBalancerIP')) ? (['loadBalancerIP'] as const) : [])],
    annotations: { ...sharing, [name]: request },
    ...(leaves.length > 0 && { commentsTo: name }),
  };
}

/** What no file can show about an address, whoever hands it out. */
function addressAssumptions(exposure: ServiceExposure, { name }: LoadBalancerController, stage: Step['stage']): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const saysFamily = exposure.field('ipFamilies').state === 'set';
  return exposure.addresses.flatMap(address => {
    const subject = address.text;
    return [
      // In two steps the way of today serves on until the new one does.
      stage === 'all'
        ? { at, subject, text: `who announces {} today must stop when ${name} starts; in between there is no answer` }
        : { at, subject, text: `who announces {} today stops when ${name} starts` },
      address.kind === 'placeholder'
        ? {
            at,
            subject,
            text: 'each placeholder stands for one IP address of the family that its Service has; neither that nor its pool was checked: {}',
          }
        : { at, subject, text: `no node owns {}: ${name} would take an address away from the node that has it` },
      ...(address.kind === 'ip' && address.family === 6 && !saysFamily
        ? [{ at, subject, text: 'a Service that does not say its family gets IPv6 in this cluster, which it needs for {}' }]
        : []),
    ];
  });
}

const saysAddress = (field: Field): boolean => field.state === 'set' && field.value !== null && field.value !== '';

function givenBack(exposure: ServiceExposure): readonly Assumption[] {
  if (typeOf(exposure) !== 'LoadBalancer' || requestedAddresses(exposure).length > 0) return [];
  return [
    {
      at: placeOfAssumption(exposure),
      text: 'the address that the load balancer assigned by itself so far is given back: whoever uses that one loses it',
    },
  ];
}

/** What Services at one address must have in common, where the file does not show it (metallb internal/allocator `sharingOK`). */
function sharingAssumptions(exposure: ServiceExposure): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const policy = exposure.field('externalTrafficPolicy');
  const isLocal = policy.state === 'set' && policy.value === 'Local';
  return exposure.addresses.flatMap(({ text: subject }) => [
    ...(isLocal && exposure.field('selector').state === 'unknown'
      ? [{ at, subject, text: 'the Services at {}, which have the traffic policy `Local`, select the same pods' }]
      : []),
    ...(policy.state === 'unknown'
      ? [{ at, subject, text: 'a Service at {} whose traffic policy is not written here has `Cluster`' }]
      : []),
    ...(exposure.ports === undefined ? [{ at, subject, text: 'no two Services at one address listen on one port and protocol: {}' }] : []),
  ]);
}

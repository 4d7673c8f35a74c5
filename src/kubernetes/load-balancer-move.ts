import type { CodemodContext, Rewrite, Skip } from '../core/codemod.ts';
import { isRefusal, type Node } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import type { NewValue } from '../core/model.ts';
import { holdersBeside } from './address-holders.ts';
import { addressKey, isSameService } from './address-sharing.ts';
import { clusterStatus, isAssigned } from './cluster-status.ts';
import { addressAssumptions, givenBack } from './load-balancer-assumptions.ts';
import type { LoadBalancerController } from './load-balancer-controller.ts';
import { requestedAddresses } from './load-balancer.ts';
import { obstacleToLoadBalancer } from './migration.ts';
import { assumptionsAbout, ignoredBecause, typeOf, type Field, type ServiceChange, type ServiceExposure } from './service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from './service-exposures.ts';
import { obstacleToSharing, sharedGroup, sharingAnnotations, sharingAssumptions } from './shared-addresses.ts';
import { stage, type Stage } from './stage.ts';

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
  readonly stage: Stage;
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
  const holders = holdersBeside(group, context.facts);
  const isShared = holders.length > 0 || group.some(exposure => !isSameService(exposure, group[0]!));
  const refusal = isShared ? obstacleToSharing(group, holders, controller) : undefined;
  if (refusal) return refusal;
  const provided = controller.provide?.(
    steps.filter(step => !step.isPrepared).map(({ exposure }) => exposure),
    context,
  ) ?? { changes: [] };
  if (!('changes' in provided)) return [...provided, ...sharedGroup(group, provided)];

  const annotations = isShared
    ? sharingAnnotations(group, holders, controller, context.facts)
    : new Map<ServiceExposure, Record<string, string>>();
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
        ...assumptionsAbout(exposure, wanted[index]!),
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

const saysAddress = (field: Field): boolean => field.state === 'set' && field.value !== null && field.value !== '';

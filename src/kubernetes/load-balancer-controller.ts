import type { CodemodContext, Rewrite, Skip } from '../core/codemod.ts';
import type { Assumption } from '../core/diagnostic.ts';
import type { Facts } from '../core/fact.ts';
import type { Address } from './address.ts';
import type { AddressRules } from './migration.ts';
import type { ServiceExposure } from './service-exposure.ts';

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

/** How a controller is told that Services may share an address. */
export interface Sharing {
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
  'PORT_CONFLICT: another Service claims one address, protocol and port as well, by externalIPs or from a load balancer',
  'SHARED_GROUP: another Service at the same address cannot move, or has it from a load balancer already and does not share it',
  'ANCHOR_OWNED: an alias stands for what would change, or for a part of it, so another place would change as well',
  'MERGE_KEY: a merge key (`<<`) brings in what would change',
  'SYNTAX: the change cannot be spelled where the addresses are written, as in a template or in text in quotes',
];

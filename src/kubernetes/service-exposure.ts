import type { Assumption, Change, Resource } from '../core/diagnostic.ts';
import type { Document, Node, Plain, Refusal } from '../core/document.ts';
import type { NewValue } from '../core/model.ts';
import type { Address } from './address.ts';

/** Fields of a Service's `spec` that decide how it is reached. */
export type ServiceField =
  | 'type'
  | 'clusterIP'
  | 'externalName'
  | 'selector'
  | 'sessionAffinity'
  | 'externalTrafficPolicy'
  | 'healthCheckNodePort'
  | 'allocateLoadBalancerNodePorts'
  | 'loadBalancerIP'
  | 'loadBalancerClass'
  | 'loadBalancerSourceRanges'
  | 'ipFamilies'
  | 'ipFamilyPolicy';

/** A field as far as the file can tell: a patch or a values map does not know what it does not mention. */
export type Field =
  | { readonly state: 'set'; readonly value: Plain; readonly node: Node }
  | { readonly state: 'unset' }
  | { readonly state: 'unknown'; readonly why: string; readonly code?: string | undefined };

/** A port that a Service listens on at its addresses. */
export interface ServicePort {
  readonly protocol: string;
  readonly port: Plain;
  readonly name?: string | undefined;
  readonly appProtocol?: string | undefined;
}

/** What must hold of a Service; how that is spelled is the form's affair. */
export interface ServiceChange {
  readonly set: Partial<Record<ServiceField, Plain>>;
  readonly remove: readonly (ServiceField | 'externalIPs')[];
  readonly annotations: Readonly<Record<string, NewValue>>;
  /** Comments to write above fields that are new, each with its `#`. */
  readonly comments?: Partial<Record<ServiceField, readonly string[]>>;
  /** The annotation that the comments of `externalIPs` go along with; without one they stay where they are. */
  readonly commentsTo?: string;
}

/** What makes a Service of what the file says: a chart. A field that the file does not mention can be set all the same. */
export interface Renderer {
  /** The same for all Services that are rendered together, and for no others; nothing where the file does not say. */
  readonly release: string | undefined;
  /** What a change takes for granted of it. */
  assumes(change: ServiceChange): readonly Assumption[];
}

/** A place where a Service gets addresses through externalIPs, whatever the file calls it. */
export interface ServiceExposure {
  /** `service`, `helm-values`, `kustomize-patch` … */
  readonly form: string;
  readonly document: Document;
  readonly resource: Resource;
  /** The same for all copies of one Service, as for several clusters, and for nothing else; nothing where the file does not say. */
  readonly identity: string | undefined;
  /** What the user calls it: "Service `web`". */
  readonly title: string;
  readonly externalIPs: Node;
  /** Never empty. */
  readonly addresses: readonly Address[];
  field(name: ServiceField): Field;
  annotation(name: string): Field;
  /** Nothing where the file does not say. */
  readonly ports: readonly ServicePort[] | undefined;
  /** Nothing where the file is what is applied. */
  readonly renderer?: Renderer;
  plan(change: ServiceChange): readonly Change[] | Refusal;
  /** What a change takes for granted of who applies the file, where that is not kubectl or the like. */
  assumes?(change: ServiceChange): readonly Assumption[];
}

/** What a change takes for granted of what makes a Service of the file. */
export const assumptionsAbout = (exposure: ServiceExposure, change: ServiceChange): readonly Assumption[] => [
  ...(exposure.renderer?.assumes(change) ?? []),
  ...(exposure.assumes?.(change) ?? []),
];

/** The type that the API server gives a Service, or `unknown`. */
export function typeOf(exposure: ServiceExposure): 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName' | 'unknown' {
  const type = exposure.field('type');
  if (type.state === 'unset') return 'ClusterIP';
  if (type.state === 'unknown') return 'unknown';
  const { value } = type;
  if (value === null || value === '') return 'ClusterIP';
  return value === 'ClusterIP' || value === 'NodePort' || value === 'LoadBalancer' || value === 'ExternalName' ? value : 'unknown';
}

/** Why nothing serves the externalIPs of a Service: kube-proxy and the API server ignore them on these two. */
export function ignoredBecause(exposure: ServiceExposure): 'headless' | 'ExternalName' | undefined {
  const type = typeOf(exposure);
  if (type === 'ExternalName') return 'ExternalName';
  const clusterIP = exposure.field('clusterIP');
  return type === 'ClusterIP' && clusterIP.state === 'set' && clusterIP.value === 'None' ? 'headless' : undefined;
}

import type { Node, Query } from '../core/document.ts';
import type { TextRange } from '../core/text.ts';
import { readAddress, type Address } from './address.ts';
import { patchUses } from './kustomizations.ts';
import { LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS } from './metallb.ts';
import { objects, textOf, type KubernetesObject } from './object.ts';

/** A document without any of these has no Service with the field: as the API writes it, and as Terraform does. */
export const LOAD_BALANCER_IP_WORDS = ['loadBalancerIP', 'load_balancer_ip'] as const;

/** A Service that a load balancer serves, or a patch of one that asks for an address. */
export interface LoadBalancerService {
  readonly object: KubernetesObject;
  readonly spec: Node | undefined;
  readonly title: string;
  /** The field, where it asks for an address; not where a chart's template only hands on what its values say. */
  readonly loadBalancerIP: Node | undefined;
  /** What the Service asks for in ways that MetalLB reads. */
  readonly requests: readonly AddressRequest[];
}

export interface AddressRequest {
  readonly address: Address;
  /** Where the address is written, in a list with commas too. */
  readonly range: TextRange;
  readonly by: 'annotation' | 'field';
}

/** The Services of a document that ask a load balancer for an address. */
export const loadBalancerServices: Query<LoadBalancerService> = function* (document, facts) {
  for (const object of objects(document)) {
    if (object.apiVersion !== 'v1' || object.kind !== 'Service') continue;
    const spec = object.node.get('spec');
    const type = spec?.get('type')?.value;
    const annotations = [LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS].flatMap(name => object.node.get('metadata', 'annotations', name) ?? []);
    const field = spec?.get('loadBalancerIP');
    const loadBalancerIP = textOf(field) !== undefined && readAddress(field!).kind !== 'template' ? field : undefined;
    if (!loadBalancerIP && annotations.length === 0) continue;
    // Of a whole Service the API server ignores the field on another type. Asked last: it is the question that costs something.
    if (type !== 'LoadBalancer' && (type !== undefined || patchUses(document, facts).length === 0)) continue;
    const title = object.name === undefined ? 'a Service' : `Service \`${object.name}\``;
    const requests = [
      ...annotations.flatMap(node => requestsAt(node, 'annotation')),
      ...(loadBalancerIP ? requestsAt(loadBalancerIP, 'field') : []),
    ];
    yield { object, spec, title, loadBalancerIP, requests };
  }
};

function requestsAt(node: Node, by: AddressRequest['by']): readonly AddressRequest[] {
  return (textOf(node)?.split(',') ?? []).map(part => {
    const text = part.trim();
    const offset = node.source.indexOf(text);
    const range =
      offset === -1 || !node.source.includes(',')
        ? node.range
        : { start: node.range.start + offset, end: node.range.start + offset + text.length };
    return { address: readAddress(node, text), range, by };
  });
}

import { readAddress, type Address } from './address.ts';
import { CILIUM_IPS, OLD_CILIUM_IPS } from './cilium.ts';
import { KUBE_VIP_IPS } from './kube-vip.ts';
import { LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS } from './metallb.ts';
import { textOf } from './object.ts';
import type { ServiceExposure } from './service-exposure.ts';

/** Annotations by which a Service asks a load balancer for addresses, as a list with commas. */
export const ADDRESS_REQUESTS: readonly string[] = [LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS, KUBE_VIP_IPS, CILIUM_IPS, OLD_CILIUM_IPS];

/** The addresses that a Service asks a load balancer for, by annotation or by `loadBalancerIP`. */
export function requestedAddresses(service: Pick<ServiceExposure, 'annotation' | 'field'>): readonly Address[] {
  const fields = [...ADDRESS_REQUESTS.map(name => service.annotation(name)), service.field('loadBalancerIP')];
  return fields.flatMap(field =>
    field.state === 'set' ? (textOf(field.node)?.split(',') ?? []).map(text => readAddress(field.node, text.trim())) : [],
  );
}

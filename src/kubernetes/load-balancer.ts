import { readAddress, type Address } from './address.ts';
import { LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS } from './metallb.ts';
import { textOf } from './object.ts';
import type { ServiceExposure } from './service-exposure.ts';

/** Annotations by which a Service asks a load balancer for addresses, as a list with commas. */
const REQUESTS = [LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS, 'kube-vip.io/loadbalancerIPs', 'lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips'];

/** The addresses that a Service asks a load balancer for, by annotation or by `loadBalancerIP`. */
export function requestedAddresses(exposure: ServiceExposure): readonly Address[] {
  const fields = [...REQUESTS.map(name => exposure.annotation(name)), exposure.field('loadBalancerIP')];
  return fields.flatMap(field =>
    field.state === 'set' ? (textOf(field.node)?.split(',') ?? []).map(text => readAddress(field.node, text.trim())) : [],
  );
}

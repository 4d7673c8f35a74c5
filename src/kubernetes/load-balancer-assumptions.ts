import type { Assumption, Label } from '../core/diagnostic.ts';
import type { LoadBalancerController } from './load-balancer-controller.ts';
import { requestedAddresses } from './load-balancer.ts';
import { typeOf, type ServiceExposure } from './service-exposure.ts';
import type { Stage } from './stage.ts';

/** Where the assumptions about a Service stand. */
export const placeOfAssumption = ({ document, externalIPs }: ServiceExposure): Label => ({
  file: document.file,
  range: externalIPs.keyRange ?? externalIPs.range,
  text: 'externalIPs',
});

/** What no file can show about an address, whoever hands it out. */
export function addressAssumptions(exposure: ServiceExposure, { name }: LoadBalancerController, stage: Stage): readonly Assumption[] {
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

/** What a LoadBalancer that asks for no address loses when it asks for one. */
export function givenBack(exposure: ServiceExposure): readonly Assumption[] {
  if (typeOf(exposure) !== 'LoadBalancer' || requestedAddresses(exposure).length > 0) return [];
  return [
    {
      at: placeOfAssumption(exposure),
      text: 'the address that the load balancer assigned by itself so far is given back: whoever uses that one loses it',
    },
  ];
}

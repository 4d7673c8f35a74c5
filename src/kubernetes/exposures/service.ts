import type { Document, Query } from '../../core/document.ts';
import type { Address } from '../address.ts';
import { patchUses } from '../kustomizations.ts';
import { objects } from '../object.ts';
import { patchedElsewhere } from '../patched-service.ts';
import type { ServiceExposure } from '../service-exposure.ts';
import { isPassedOn, notWritten, otherNames } from './program-service.ts';
import { assumptionsOf, isServiceBlock } from '../terraform/service.ts';
import { addressesOf, serviceIdentity, serviceTitle, WrittenService } from './written-service.ts';

/** Services written out whole: as documents of their own, or in other objects. */
export const services: Query<ServiceExposure> = function* (document, facts) {
  for (const object of objects(document)) {
    const [spec, externalIPs] = [object.node.get('spec'), object.node.get('spec', 'externalIPs')];
    if (object.apiVersion !== 'v1' || object.kind !== 'Service' || !spec || !externalIPs) continue;
    const addresses = addressesOf(externalIPs);
    if (addresses.length === 0 || isPassedThrough(document, addresses) || isPassedOn(object, externalIPs)) continue;
    // Asked last: it is the question that costs something.
    if (patchUses(document, facts).length > 0) continue;
    yield new WrittenService(
      {
        form: 'service',
        document,
        resource: object,
        identity: serviceIdentity(object),
        title: serviceTitle(object),
        spec,
        annotations: [...object.node.path, 'metadata', 'annotations'],
        elsewhere: object.call && otherNames(spec, object.call),
        assumes: (change, at) => (isServiceBlock(document) ? assumptionsOf(change, at) : []),
        obstacle: change => object.obstacle ?? notWritten(change, spec, object.call) ?? patchedElsewhere(object, facts),
      },
      externalIPs,
      addresses,
    );
  }
};

/** A chart's template hands on what its values say: those are the finding, not the template. */
const isPassedThrough = ({ isTemplate }: Document, addresses: readonly Address[]): boolean =>
  isTemplate && addresses.every(({ kind }) => kind === 'template');

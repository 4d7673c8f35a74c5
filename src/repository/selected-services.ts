import type { Facts } from '../core/fact.ts';
import { isBelow } from '../core/model.ts';
import { layersOver } from '../kubernetes/kustomization-layers.ts';
import { kustomizationsOf } from '../kubernetes/kustomizations.ts';
import { objects, textOf } from '../kubernetes/object.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { selects, type LabelSelector } from './metallb-advertisements.ts';
import { serviceInCluster } from './service-in-cluster.ts';

/** Keys by which Cilium selects Services that are no labels (https://docs.cilium.io/en/stable/network/lb-ipam/#service-selectors). */
const NAMESPACE = 'io.kubernetes.service.namespace';
const NAME = 'io.kubernetes.service.name';

/** Whether a selector of Cilium selects a Service, as far as the files tell. */
export function selectsService(selector: LabelSelector, exposure: ServiceExposure, facts: Facts): 'yes' | 'no' | 'unknown' {
  const labels = labelsOf(exposure, facts);
  const answers = selector.map(requirement => {
    const { key, operator, values } = requirement;
    if (!labels.known.has(key) && !labels.areAll) return 'unknown';
    // A placeholder may stand for anything.
    if ([labels.known.get(key), key, operator, ...values].some(text => text !== undefined && /[${]/.test(text))) return 'unknown';
    return selects([requirement], labels.known) ? 'yes' : 'no';
  });
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

/** The labels of a Service and what stands beside them; whether it has no others. */
function labelsOf(exposure: ServiceExposure, facts: Facts): { readonly known: ReadonlyMap<string, string>; readonly areAll: boolean } {
  const { document, externalIPs, form } = exposure;
  const { name, namespace } = serviceInCluster(exposure, facts);
  const object = [...objects(document)].findLast(({ node }) => isBelow(externalIPs.path, node.path));
  const written = form === 'service' ? [...(object?.node.get('metadata', 'labels')?.entries() ?? [])] : [];
  const isWhole = form === 'service' && layersOver(document.file.path, kustomizationsOf(facts, 'all')).size === 0;
  return {
    known: new Map([
      ...written.map(([key, value]) => [key, textOf(value) ?? ''] as const),
      ...(namespace === undefined ? [] : [[NAMESPACE, namespace] as const]),
      ...(name === undefined ? [] : [[NAME, name] as const]),
    ]),
    areAll: isWhole && name !== undefined && namespace !== undefined,
  };
}

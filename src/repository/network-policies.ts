import type { Plain } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { textOf, type KubernetesObject } from '../kubernetes/object.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { objectsOfKind } from './objects-of-kind.ts';

/** The NetworkPolicies that filter what comes to the pods of a Service, or may: its selector does not say all labels of its pods. */
export function policiesFor(exposure: ServiceExposure, facts: Facts): readonly KubernetesObject[] {
  const selector = exposure.field('selector');
  const labels = selector.state === 'set' ? membersOf(selector.value) : new Map<string, Plain>();
  if (labels.size === 0) return [];
  return facts
    .around(objectsOfKind('NetworkPolicy'), exposure.document.file)
    .map(({ value }) => value)
    .filter(({ apiVersion, namespace, node }) => {
      if (apiVersion !== 'networking.k8s.io/v1' || namespace !== exposure.resource.namespace) return false;
      const types = node.get('spec', 'policyTypes')?.items().map(textOf);
      if (types && !types.includes('Ingress')) return false;
      const wanted = [...membersOf(node.get('spec', 'podSelector', 'matchLabels')?.value ?? null)];
      const shared = wanted.filter(([key]) => labels.has(key));
      return (wanted.length === 0 || shared.length > 0) && shared.every(([key, value]) => labels.get(key) === value);
    });
}

const membersOf = (value: Plain): ReadonlyMap<string, Plain> =>
  new Map(value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : []);

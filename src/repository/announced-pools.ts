import { defineFact, wholeRepository, type Facts, type Located, type Scope } from '../core/fact.ts';
import { kustomizations } from '../kubernetes/kustomizations.ts';
import { isKustomization } from '../kubernetes/kustomize.ts';
import { textOf, type KubernetesObject } from '../kubernetes/object.ts';
import { metallbAdvertisements, selects, type LabelSelector, type MetalLBAdvertisement } from './metallb-advertisements.ts';

/** Keys of labels that kustomizations give their objects, whatever the manifests of these say. */
const labelsByKustomize = defineFact<string>({
  id: 'labels-by-kustomize',
  words: ['commonLabels', 'labels'],
  paths: path => /(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(path),
  *read(document) {
    const { file, root } = document;
    if (!root || !isKustomization(document)) return;
    const maps = [root.get('commonLabels'), ...(root.get('labels')?.items() ?? []).map(item => item.get('pairs'))];
    for (const map of maps) for (const [key, { range }] of map?.entries() ?? []) yield { value: key, file, range };
  },
});

/** The advertisements of a scope, and whether any of them announces a pool, or may. */
export function advertisementsFor(
  pool: KubernetesObject,
  scope: Scope,
  facts: Facts,
): { readonly isAnnounced: boolean; readonly others: readonly Located<MetalLBAdvertisement>[] } {
  const all = facts.all(metallbAdvertisements, scope);
  const labels = labelsOf(pool);
  const given = new Set(facts.all(labelsByKustomize, wholeRepository).map(({ value }) => value));
  const names = [
    pool.name ?? '',
    ...facts
      .all(kustomizations, wholeRepository)
      .map(({ value: { namePrefix, nameSuffix } }) => namePrefix + (pool.name ?? '') + nameSuffix),
  ];
  const maySelect = (selector: LabelSelector): boolean =>
    selects(
      selector.filter(({ key, values }) => !given.has(key) && !values.some(isOpen)),
      labels,
    );
  const isAnnounced = all.some(({ value: { namespace, pools } }) => {
    if (
      namespace !== undefined &&
      pool.namespace !== undefined &&
      namespace !== pool.namespace &&
      !isOpen(namespace) &&
      !isOpen(pool.namespace)
    )
      return false;
    return pools === 'all' || pools.names.some(name => names.includes(name) || isOpen(name)) || pools.selectors.some(maySelect);
  });
  return { isAnnounced, others: all };
}

/** A placeholder, which may stand for anything. */
const isOpen = (text: string): boolean => /\$[({]|\{\{/.test(text);

function labelsOf({ node }: KubernetesObject): ReadonlyMap<string, string> {
  return new Map([...(node.get('metadata', 'labels')?.entries() ?? [])].map(([key, value]) => [key, textOf(value) ?? '']));
}

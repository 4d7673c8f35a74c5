import type { Node, Path } from '../core/document.ts';
import { textOf, type Pattern } from './object.ts';

/** Where values stand, as the end of their path, and where what holds that says the version of the chart. */
const PLACES: readonly { readonly values: Pattern; readonly version: Path }[] = [
  // https://fluxcd.io/flux/components/helm/helmreleases/
  { values: ['spec', 'values'], version: ['spec', 'chart', 'spec', 'version'] },
  // https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
  { values: ['helm', 'values'], version: ['targetRevision'] },
  { values: ['helm', 'valuesObject'], version: ['targetRevision'] },
  // https://docs.k3s.io/add-ons/helm
  { values: ['spec', 'values'], version: ['spec', 'version'] },
  { values: ['spec', 'valuesContent'], version: ['spec', 'version'] },
  // crossplane-contrib/provider-helm, rancher/fleet
  { values: ['forProvider', 'values'], version: ['forProvider', 'chart', 'version'] },
  { values: ['helm', 'values'], version: ['helm', 'version'] },
  // kubernetes-sigs/kustomize api/types/helmchartargs.go, and helmfile
  { values: ['valuesInline'], version: ['version'] },
  { values: ['values', '*'], version: ['version'] },
];

/** The version of the chart that some values are for, as it is written: it may be a range. Nothing for a file of values. */
export function chartVersionOf(values: Node): string | undefined {
  const { within } = values.document;
  const { path, document } = within?.holds === 'helm-values' ? within.node : values;
  return PLACES.filter(place => endsWith(path, place.values))
    .map(place => textOf(document.root?.get(...path.slice(0, path.length - place.values.length), ...place.version)))
    .find(version => version !== undefined);
}

const endsWith = (path: Path, end: Pattern): boolean =>
  path.length >= end.length && end.every((step, index) => step === '*' || path[path.length - end.length + index] === step);

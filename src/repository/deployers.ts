import type { Document } from '../core/document.ts';
import { defineFact, wholeRepository, type Facts, type Located } from '../core/fact.ts';
import { argoApplications, type ArgoApplication } from '../kubernetes/argo-applications.ts';
import { fluxKustomizations, type FluxKustomization } from '../kubernetes/flux-kustomizations.ts';

/** The Kustomizations of Flux and the Applications of Argo CD: one fact, so that all files are read once for both. */
export const deployers = defineFact<{ readonly flux: readonly FluxKustomization[]; readonly argo: readonly ArgoApplication[] }>({
  id: 'deployers',
  // As in an apiVersion: annotations of both are on many objects that are neither.
  words: ['kustomize.toolkit.fluxcd.io/v', 'argoproj.io/v'],
  *read(document: Document) {
    const value = { flux: [...fluxKustomizations(document)], argo: [...argoApplications(document)] };
    if (value.flux.length + value.argo.length > 0) yield { value, file: document.file, range: document.range };
  },
});

export const fluxKustomizationsOf = (facts: Facts): readonly Located<FluxKustomization>[] =>
  facts.all(deployers, wholeRepository).flatMap(({ value: { flux }, ...place }) => flux.map(value => ({ ...place, value })));

export const argoApplicationsOf = (facts: Facts): readonly ArgoApplication[] =>
  facts.all(deployers, wholeRepository).flatMap(({ value: { argo } }) => argo);

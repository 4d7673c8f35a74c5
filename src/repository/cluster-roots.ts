import type { Facts } from '../core/fact.ts';
import { kustomizationsOf } from '../kubernetes/kustomizations.ts';
import { argoRoots } from './argo-roots.ts';
import { fluxRoots } from './flux-roots.ts';
import { kustomizationRoots } from './kustomization-roots.ts';
import { Reach } from './reach.ts';
import type { ClusterRoot } from './scopes.ts';

/** A cluster that the configuration names, with the files that are for it. */
export interface NamedCluster {
  readonly name: string;
  has(path: string): boolean;
}

/** What tells clusters apart: the configuration, else Flux, else Argo CD, else kustomizations; nothing where none does. */
export function clusterRoots(named: readonly NamedCluster[], paths: Iterable<string>, facts: Facts): readonly ClusterRoot[] {
  if (named.length > 0)
    return named.map(cluster => ({
      name: cluster.name,
      holds: path => cluster.has(path),
      mayHoldAll: false,
      rivalry: new Set(['clusters']),
    }));
  const reach = new Reach(kustomizationsOf(facts, 'files'), paths);
  return fluxRoots(reach, facts) ?? argoRoots(reach, facts) ?? kustomizationRoots(reach, facts);
}

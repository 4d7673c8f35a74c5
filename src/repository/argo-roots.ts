import type { Facts } from '../core/fact.ts';
import { groupBy } from '../kubernetes/kustomizations.ts';
import { argoApplicationsOf } from './deployers.ts';
import type { Reach } from './reach.ts';
import type { ClusterRoot } from './scopes.ts';

/**
 * The destinations of the Applications of Argo CD, each a cluster; nothing where there are no Applications.
 *
 * An address and a name may be two words for one cluster, so only two addresses, or two names, are of different ones.
 */
export function argoRoots(reach: Reach, facts: Facts): readonly ClusterRoot[] | undefined {
  const applications = argoApplicationsOf(facts);
  if (applications.length === 0) return undefined;
  // What goes to a cluster that no file tells may go to any.
  const elsewhere = applications.filter(({ destination }) => !destination);
  const byDestination = groupBy(applications, ({ destination }) => (destination ? `${destination.by} ${destination.text}` : []));
  return [...byDestination].map(([name, own]) => {
    const all = [...own, ...elsewhere];
    const holds = new Set<string>();
    for (const { folders = [] } of all) for (const folder of folders) reach.of(folder, holds);
    return { name, holds, mayHoldAll: all.some(({ folders }) => !folders), rivalry: new Set([own[0]!.destination!.by]) };
  });
}

import { defineFact, type Facts, type Located } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { isAtLeast, type KubernetesVersion } from '../core/version.ts';
import { imageOf } from '../kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers, ROUTE_CONTROLLER_WORDS } from '../kubernetes/cloud-controller-managers.ts';

/** A cloud controller manager of the repository, as far as it has to do with the metric of route syncs. */
interface RouteSyncManager {
  readonly title: string;
  readonly image: string | undefined;
  /** The release of k8s.io/cloud-provider that it is built with, where the tag tells. */
  readonly library: KubernetesVersion | undefined;
}

/** The minor release of k8s.io/cloud-provider that brought the counter (controllers/route/metrics.go, kubernetes/enhancements KEP 5237). */
const METRIC_SINCE = 36;

export const routeSyncManagers = defineFact<RouteSyncManager>({
  id: 'route-sync-managers',
  words: ROUTE_CONTROLLER_WORDS,
  *read(document) {
    for (const manager of cloudControllerManagers(document)) {
      const { title, image, at } = manager;
      yield { value: { title, image, library: imageOf(manager).library }, file: document.file, range: at.keyRange ?? at.range };
    }
  },
});

/** The managers around a file, where all are known to be older than the counter; none where one may have it. */
export function managersWithoutMetric(file: SourceFile, facts: Facts): readonly Located<RouteSyncManager>[] {
  const managers = facts.scopesOf(file).flatMap(scope => facts.all(routeSyncManagers, scope));
  return managers.every(({ value: { library } }) => library !== undefined && !isAtLeast(library, METRIC_SINCE)) ? managers : [];
}

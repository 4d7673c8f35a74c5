import type { Document } from '../core/document.ts';
import { version, type Settings } from '../core/setting.ts';
import type { KubernetesVersion } from '../core/version.ts';

/** The Kubernetes that runs today, where the files do not say. What is moved to is another question. */
export const runs = version<KubernetesVersion | undefined>('runs', {
  summary: 'the Kubernetes that runs today, where the files do not say',
  fallback: undefined,
});

/** The same with the version that runs: its own, else what is set for its file. */
export const asItRuns = <T extends { readonly document: Document; readonly version: KubernetesVersion | undefined }>(
  thing: T,
  settings: Settings,
): T => (thing.version ? thing : { ...thing, version: settings.of(runs, thing.document.file) });

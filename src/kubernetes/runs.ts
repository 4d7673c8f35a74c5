import type { Document } from '../core/document.ts';
import type { Setting, Settings } from '../core/setting.ts';
import { parseVersion, type KubernetesVersion } from '../core/version.ts';

/** The Kubernetes that runs today, where the files do not say. What is moved to is another question. */
export const runs: Setting<KubernetesVersion | undefined> = {
  key: 'runs',
  summary: 'the Kubernetes that runs today, where the files do not say',
  schema: { type: 'string', pattern: String.raw`^v?\d+\.\d+(?:\.\d+.*)?$` },
  fallback: undefined,
  read: value => (typeof value === 'string' ? parseVersion(value) : undefined) ?? { refused: 'takes a version of Kubernetes, as `1.36`' },
};

/** The same with the version that runs: its own, else what is set for its file. */
export const asItRuns = <T extends { readonly document: Document; readonly version: KubernetesVersion | undefined }>(
  thing: T,
  settings: Settings,
): T => (thing.version ? thing : { ...thing, version: settings.of(runs, thing.document.file) });

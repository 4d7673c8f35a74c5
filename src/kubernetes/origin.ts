import type { Document } from '../core/document.ts';
import { objects, textOf } from './object.ts';

/** Where a rendered document says that it comes from. */
export type Origin =
  /** `# Source: web/templates/service.yaml`, by `helm template`: the first part is the name of the chart, not its folder. */
  | { readonly by: 'helm'; readonly chart: string; readonly path: string }
  /** The annotation that kustomize writes with `buildMetadata: [originAnnotations]`: a path relative to the folder that was built. */
  | { readonly by: 'kustomize'; readonly path: string };

/** Nothing for a document that was not rendered, or from what is not in this repository. */
export function originOf(document: Document): Origin | undefined {
  return originByHelm(document) ?? originByKustomize(document);
}

function originByHelm(document: Document): Origin | undefined {
  const root = document.root?.range.start ?? document.range.end;
  if (!document.file.text.slice(document.range.start, root).includes('# Source: ')) return undefined;
  for (const { text, range } of document.comments()) {
    if (range.start > root) return undefined;
    const [, chart, path] = /^# Source: ([^/\s]+)\/(\S.*)$/.exec(text) ?? [];
    if (chart !== undefined && path !== undefined) return { by: 'helm', chart, path };
  }
  return undefined;
}

function originByKustomize(document: Document): Origin | undefined {
  for (const { node } of objects(document)) {
    const origin = textOf(node.get('metadata', 'annotations', 'config.kubernetes.io/origin'));
    const path = origin !== undefined && !/^repo:/m.test(origin) ? /^path: (.+)$/m.exec(origin)?.[1] : undefined;
    if (path !== undefined) return { by: 'kustomize', path };
  }
  return undefined;
}

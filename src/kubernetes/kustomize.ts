import type { Document, Node } from '../core/document.ts';
import { textOf } from './object.ts';

/** A patch as a kustomization names it, or a Flux object that brings its own. */
export interface PatchEntry {
  /** The patch itself: a string, a list of operations, or a map. */
  readonly inline: Node | undefined;
  /** The file that holds it, as it is written. */
  readonly file: string | undefined;
  /** What is patched; without it a strategic-merge patch says so itself. */
  readonly target: PatchTarget | undefined;
}

/** Which objects a patch is for. */
export interface PatchTarget {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Whether one object is meant: no selector, no regular expression. */
  readonly isOne: boolean;
}

/** Names and kinds of a target are regular expressions, anchored at both ends; this is what stands for itself. */
const LITERAL = /^[\w-]+$/;

const PLACES = ['patches', 'patchesJson6902'] as const;

const isKustomizationPath = (path: string): boolean => /(?:^|\/)kustomization\.ya?ml$/i.test(path) || /(?:^|\/)Kustomization$/.test(path);

/** Whether kustomize takes the document for a kustomization or a component: by its group, or by the name of its file where it says no kind. */
export function isKustomization({ root, file, within }: Document): boolean {
  if (root?.kind !== 'map') return false;
  if (root.get('kind') === undefined) return !within && isKustomizationPath(file.path);
  return textOf(root.get('apiVersion'))?.startsWith('kustomize.config.k8s.io/') === true;
}

/** The patches that a document names: of a kustomization, a Flux Kustomization, or the post-renderers of a HelmRelease. */
export function* patchEntries(document: Document): Generator<PatchEntry> {
  for (const holder of holdersOf(document)) {
    for (const place of PLACES) {
      for (const entry of holder.get(place)?.items() ?? [])
        yield { inline: entry.get('patch'), file: textOf(entry.get('path')), target: targetOf(entry.get('target')) };
    }
    for (const entry of holder.get('patchesStrategicMerge')?.items() ?? []) {
      const text = textOf(entry);
      yield { inline: entry, file: text !== undefined && !/[\n{]/.test(text) ? text : undefined, target: undefined };
    }
  }
}

/** Whether a patch for this target may be one for a Service. */
export function mayBeService(target: PatchTarget | undefined): boolean {
  const kind = target?.kind;
  if (kind === undefined) return true;
  return kind.split('|').some(word => word === 'Service' || !LITERAL.test(word));
}

/** Where patches are listed: https://fluxcd.io/flux/components/kustomize/kustomizations/, https://fluxcd.io/flux/components/helm/helmreleases/ */
function holdersOf(document: Document): readonly Node[] {
  const { root } = document;
  if (!root) return [];
  if (isKustomization(document)) return [root];
  const [group, kind] = [textOf(root.get('apiVersion')) ?? '', textOf(root.get('kind'))];
  if (kind === 'Kustomization' && group.startsWith('kustomize.toolkit.fluxcd.io/')) return [root.get('spec') ?? root];
  if (kind !== 'HelmRelease' || !group.startsWith('helm.toolkit.fluxcd.io/')) return [];
  return (
    root
      .get('spec', 'postRenderers')
      ?.items()
      .flatMap(renderer => renderer.get('kustomize') ?? []) ?? []
  );
}

function targetOf(node: Node | undefined): PatchTarget | undefined {
  if (node?.kind !== 'map') return undefined;
  const [kind, name, namespace] = ['kind', 'name', 'namespace'].map(key => textOf(node.get(key)));
  const selects = ['labelSelector', 'annotationSelector'].some(key => textOf(node.get(key)) !== undefined);
  const isOne = !selects && name !== undefined && [kind, name, namespace].every(word => word === undefined || LITERAL.test(word));
  return { kind, name, namespace, isOne };
}

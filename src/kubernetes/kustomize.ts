import { posix } from 'node:path';
import type { Document, Node } from '../core/document.ts';
import { nodesAt, objects, textOf, type Pattern } from './object.ts';
import { targetOf, type PatchTarget } from './patch-target.ts';

/**
 * What lays patches over objects: a kustomization or component, or what stands for one in an object of Flux or Argo CD.
 *
 * All paths are as those of files, and may lead nowhere.
 */
export interface Kustomization {
  /** Where its fields are. */
  readonly node: Node;
  readonly path: string;
  /** What the user calls it: its path, or that of the object with its name. */
  readonly title: string;
  /** By which others take it in; nothing for an object of a cluster. */
  readonly folder: string | undefined;
  readonly isComponent: boolean;
  /** Files and folders that it takes in: resources, bases and components. */
  readonly takes: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly PatchEntry[];
  /** What of the above it says by name, relative to its own folder. */
  readonly entries: readonly NamedEntry[];
  readonly namePrefix: string;
  readonly nameSuffix: string;
  /** A field that changes objects in ways that no patch shows: `transformers`, `replacements`. */
  readonly opaque: string | undefined;
  /** Whether it gives all its objects annotations. */
  readonly annotates: boolean;
  /** Who makes the objects where no file of the repository may show them. */
  readonly source: 'files' | 'flux' | 'argo' | 'chart';
}

/** A file or folder of the repository as a kustomization names it. */
export interface NamedEntry {
  readonly key: string;
  readonly text: string;
  readonly path: string;
  readonly node: Node;
}

/** A patch as a kustomization names it, or a Flux object that brings its own. */
export interface PatchEntry {
  /** The patch itself: a string, a list of operations, or a map. */
  readonly inline: Node | undefined;
  /** The path of the file that holds it. */
  readonly file: string | undefined;
  /** What is patched; without it a strategic-merge patch says so itself. */
  readonly target: PatchTarget | undefined;
}

/** A document without any of these lists no patches. */
export const PATCH_WORDS = ['patches', 'patchesJson6902', 'patchesStrategicMerge'] as const;

/** Objects that list patches as a kustomization does: where, and what they are for. */
const HOLDERS: readonly {
  readonly kind: RegExp;
  readonly group: string;
  readonly at: readonly Pattern[];
  readonly source: Kustomization['source'];
  /** From `at`: where the patches are listed. */
  readonly lists: readonly string[];
  /** From `at`: the folder of the repository that is patched. */
  readonly folder?: readonly string[];
}[] = [
  // https://fluxcd.io/flux/components/kustomize/kustomizations/; v1beta1 and v1beta2 also have the older two lists of patches
  { kind: /^Kustomization$/, group: 'kustomize.toolkit.fluxcd.io', at: [['spec']], source: 'flux', lists: [], folder: ['path'] },
  // https://fluxcd.io/flux/components/helm/helmreleases/#post-renderers
  { kind: /^HelmRelease$/, group: 'helm.toolkit.fluxcd.io', at: [['spec', 'postRenderers', '*']], source: 'chart', lists: ['kustomize'] },
  // https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/#patches
  {
    kind: /^(?:Application|ApplicationSet)$/,
    group: 'argoproj.io',
    at: [
      ['spec', 'source'],
      ['spec', 'sources', '*'],
      ['spec', 'template', 'spec', 'source'],
      ['spec', 'template', 'spec', 'sources', '*'],
    ],
    source: 'argo',
    lists: ['kustomize'],
    folder: ['path'],
  },
];

const isKustomizationPath = (path: string): boolean => /(?:^|\/)kustomization\.ya?ml$/i.test(path) || /(?:^|\/)Kustomization$/.test(path);

/** Whether kustomize takes the document for a kustomization or a component: by its group, or by the name of its file where it says no kind. */
export function isKustomization({ root, file, within }: Document): boolean {
  if (root?.kind !== 'map') return false;
  if (root.get('kind') === undefined) return !within && isKustomizationPath(file.path);
  return textOf(root.get('apiVersion'))?.startsWith('kustomize.config.k8s.io/') === true;
}

/** What a document holds that lays patches over objects. */
export function* kustomizationsIn(document: Document): Generator<Kustomization> {
  const { root, file } = document;
  if (root && isKustomization(document)) {
    yield kustomizationAt(root, { title: file.path, folder: posix.dirname(file.path), source: 'files' });
    return;
  }
  for (const { kind, name, apiVersion, node } of objects(document)) {
    const title = `${kind}${name === undefined ? '' : ` \`${name}\``} (${file.path})`;
    for (const holder of HOLDERS.filter(one => one.kind.test(kind) && apiVersion.startsWith(`${one.group}/`))) {
      for (const at of holder.at.flatMap(pattern => [...nodesAt(node, pattern)])) {
        const lists = at.get(...holder.lists);
        const folder = holder.folder && textOf(at.get(...holder.folder));
        const takes = folder === undefined ? undefined : pathFrom('.', folder);
        if (lists) yield kustomizationAt(lists, { title, folder: undefined, source: holder.source, takes });
      }
    }
  }
}

function kustomizationAt(
  node: Node,
  about: Pick<Kustomization, 'title' | 'folder' | 'source'> & { readonly takes?: string | undefined },
): Kustomization {
  const { title, folder, source, takes } = about;
  // What an object names is relative to the folder that it patches.
  const below = folder ?? takes ?? '.';
  const entry = (key: string, item: Node | undefined): readonly NamedEntry[] => {
    const text = textOf(item);
    return item && text !== undefined ? [{ key, text, path: pathFrom(below, text), node: item }] : [];
  };
  const listed = (key: string): readonly NamedEntry[] =>
    node
      .get(key)
      ?.items()
      .flatMap(item => entry(key, item)) ?? [];
  const [resources, bases, components] = ['resources', 'bases', 'components'].map(listed) as [NamedEntry[], NamedEntry[], NamedEntry[]];
  const taken = source === 'files' ? [...resources, ...bases, ...components] : components;
  const patchFiles = [
    ...(['patches', 'patchesJson6902'] as const).flatMap(
      key =>
        node
          .get(key)
          ?.items()
          .flatMap(item => entry(key, item.get('path'))) ?? [],
    ),
    ...listed('patchesStrategicMerge').filter(({ text }) => !isPatchText(text)),
  ];
  return {
    node,
    path: node.document.file.path,
    title,
    folder,
    source,
    isComponent: node.get('kind')?.value === 'Component',
    takes: [...new Set([...(takes === undefined ? [] : [takes]), ...taken.map(({ path }) => path)])],
    components: components.map(({ path }) => path),
    patches: [...patchesAt(node, below)],
    entries: [...taken, ...patchFiles],
    namePrefix: textOf(node.get('namePrefix')) ?? '',
    nameSuffix: textOf(node.get('nameSuffix')) ?? '',
    opaque: ['transformers', 'replacements'].find(key => (node.get(key)?.items().length ?? 0) > 0),
    annotates: (node.get('commonAnnotations') ?? node.get('commonMetadata', 'annotations'))?.kind === 'map',
  };
}

function* patchesAt(node: Node, folder: string): Generator<PatchEntry> {
  for (const key of ['patches', 'patchesJson6902']) {
    for (const entry of node.get(key)?.items() ?? []) {
      const file = textOf(entry.get('path'));
      yield { inline: entry.get('patch'), file: file && pathFrom(folder, file), target: targetOf(entry.get('target')) };
    }
  }
  for (const entry of node.get('patchesStrategicMerge')?.items() ?? []) {
    const text = textOf(entry);
    const file = text === undefined || isPatchText(text) ? undefined : pathFrom(folder, text);
    yield { inline: entry, file, target: undefined };
  }
}

const isPatchText = (text: string): boolean => /[\n{]/.test(text);

const pathFrom = (folder: string, text: string): string => posix.join(folder, text).replace(/(?<=.)\/$/, '');

import { posix } from 'node:path';
import type { Change } from '../core/diagnostic.ts';
import type { Node, Refusal } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { kustomizationsOf } from '../kubernetes/kustomizations.ts';
import type { Kustomization } from '../kubernetes/kustomize.ts';
import { textOf } from '../kubernetes/object.ts';

/** A kustomization that is a file of the repository. */
export interface KustomizationFile extends Kustomization {
  readonly folder: string;
}

/** The kustomizations of the repository. */
export const kustomizationFilesOf = (facts: Facts): readonly KustomizationFile[] =>
  kustomizationsOf(facts, 'files').all.filter((one): one is KustomizationFile => one.folder !== undefined);

/** Those that take in a file or folder by name. */
export const takersOf = (path: string, all: readonly KustomizationFile[]): readonly KustomizationFile[] =>
  all.filter(({ takes }) => takes.includes(path));

/** What makes objects that some kustomizations take in into others than they say, where that would tear new ones from what they are about. */
export function obstacleInLayers(layers: readonly KustomizationFile[], namespaces: readonly (string | undefined)[]): Refusal | undefined {
  for (const { node, path } of layers) {
    const renaming = ['namePrefix', 'nameSuffix', 'transformers'].find(key => saysSomething(node.get(key)));
    if (renaming !== undefined)
      return {
        code: 'NAME',
        refused: `\`${renaming}\` in ${path} gives the objects other names, and what refers to them is not changed along: write the new objects by hand`,
      };
    const namespace = textOf(node.get('namespace'));
    const torn = namespace === undefined ? [] : namespaces.filter(own => own !== namespace);
    if (torn.length > 0)
      return {
        code: 'NAMESPACE',
        refused: `the new objects would not be in the namespace \`${namespace ?? ''}\` that ${path} sets: write them by hand`,
      };
  }
  return undefined;
}

/** All whose transformers meet the objects of some: these, those that take in them, and the components of all. */
export function layersOver(takers: readonly KustomizationFile[], all: readonly KustomizationFile[]): readonly KustomizationFile[] {
  const layers = new Set(takers);
  for (const { folder } of layers) for (const taker of takersOf(folder, all)) layers.add(taker);
  const components = new Set([...layers].flatMap(layer => layer.components));
  return [...layers, ...all.filter(({ folder }) => components.has(folder))];
}

/** All from which one takes objects. */
export function layersUnder(taker: KustomizationFile, all: readonly KustomizationFile[]): readonly KustomizationFile[] {
  const layers = new Set(all.filter(({ folder }) => taker.takes.includes(folder)));
  for (const { takes } of layers) for (const lower of all) if (takes.includes(lower.folder)) layers.add(lower);
  return [...layers];
}

/** Lists a new file in a kustomization, after another one where that is listed there. */
export function registration({ node, folder, takes }: KustomizationFile, path: string, after: string | undefined): readonly Change[] {
  if (takes.includes(path)) return [];
  const { document } = node;
  const listed = node.get('resources');
  const entries = listed?.items() ?? [];
  const index = entries.findIndex(item => textOf(item) !== undefined && posix.join(folder, textOf(item) ?? '') === after);
  const dot = textOf(entries[index === -1 ? 0 : index])?.startsWith('./') === true ? './' : '';
  const entry = dot + posix.relative(folder, path);
  return [
    {
      document,
      ops: [
        listed?.kind === 'list'
          ? { op: 'insert', path: listed.path, value: entry, place: index === -1 ? 'last' : { after: index } }
          : { op: 'set', path: [...node.path, 'resources'], value: [entry], place: { after: 'kind' } },
      ],
    },
  ];
}

const saysSomething = (node: Node | undefined): boolean => node !== undefined && (textOf(node) !== undefined || node.items().length > 0);

import { posix } from 'node:path';
import type { Change } from '../core/diagnostic.ts';
import type { Node, Refusal } from '../core/document.ts';
import { defineFact, type Facts } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { isKustomization } from '../kubernetes/kustomize.ts';
import { kustomizations, type Kustomization } from '../kubernetes/kustomizations.ts';
import { textOf } from '../kubernetes/object.ts';

/** A kustomization of the repository with what its file says. */
export interface KustomizationFile extends Kustomization {
  readonly root: Node;
}

/** The text of each kustomization. */
const roots = defineFact<Node>({
  id: 'roots-of-kustomizations',
  words: ['resources', 'bases', 'components', 'patches'],
  rare: false,
  paths: path => /(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(path),
  *read(document) {
    const { root, file, within } = document;
    if (root && !within && isKustomization(document)) yield { value: root, file, range: root.range };
  },
});

/** The kustomizations of the scopes of a file, each once. */
export function kustomizationsAround(file: SourceFile, facts: Facts): readonly KustomizationFile[] {
  const scopes = facts.scopesOf(file);
  const rootAt = new Map(scopes.flatMap(scope => facts.all(roots, scope)).map(located => [located.file.path, located.value]));
  const found = new Map<string, KustomizationFile>();
  for (const { value } of scopes.flatMap(scope => facts.all(kustomizations, scope))) {
    const root = rootAt.get(value.path);
    if (root) found.set(value.path, { ...value, root });
  }
  return [...found.values()];
}

/** Those that take in a file or folder by name. */
export const takersOf = (path: string, all: readonly KustomizationFile[]): readonly KustomizationFile[] =>
  all.filter(({ takes }) => takes.includes(path));

/** What makes objects that some kustomizations take in into others than they say, where that would tear new ones from what they are about. */
export function obstacleInLayers(layers: readonly KustomizationFile[], namespaces: readonly (string | undefined)[]): Refusal | undefined {
  for (const { root, path } of layers) {
    const renaming = ['namePrefix', 'nameSuffix', 'transformers'].find(key => saysSomething(root.get(key)));
    if (renaming !== undefined)
      return {
        code: 'NAME',
        refused: `\`${renaming}\` in ${path} gives the objects other names, and what refers to them is not changed along: write the new objects by hand`,
      };
    const namespace = textOf(root.get('namespace'));
    const torn = namespace === undefined ? undefined : namespaces.find(own => own !== undefined && own !== namespace);
    if (torn !== undefined)
      return {
        code: 'NAMESPACE',
        refused: `\`namespace\` in ${path} would move the new objects from \`${torn}\` to \`${namespace ?? ''}\``,
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

/** All from which one takes its objects. */
export function layersUnder(taker: KustomizationFile, all: readonly KustomizationFile[]): readonly KustomizationFile[] {
  const layers = new Set([taker]);
  for (const { takes } of layers) for (const lower of all) if (takes.includes(lower.folder)) layers.add(lower);
  return [...layers];
}

/** Lists a new file in a kustomization, after another one where that is listed there. */
export function registration({ root, folder, takes }: KustomizationFile, path: string, after: string | undefined): readonly Change[] {
  if (takes.includes(path)) return [];
  const { document } = root;
  const listed = root.get('resources');
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
          : { op: 'set', path: [...root.path, 'resources'], value: [entry], place: { after: 'kind' } },
      ],
    },
  ];
}

const saysSomething = (node: Node | undefined): boolean => node !== undefined && (textOf(node) !== undefined || node.items().length > 0);

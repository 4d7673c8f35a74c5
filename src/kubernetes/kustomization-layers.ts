import type { Facts } from '../core/fact.ts';
import { documentsAt, type KustomizationIndex, placeKey } from './kustomizations.ts';
import type { Kustomization } from './kustomize.ts';
import { objects, type KubernetesObject } from './object.ts';

/** A Service that a kustomization takes in. */
export interface Taken {
  readonly object: KubernetesObject;
  /** What it is called on the way up: a patch may use any of these. */
  readonly names: readonly string[];
  /** The kustomizations that take it in, the lowest first. */
  readonly layers: readonly Kustomization[];
}

/** What tells two objects apart, also those of two readings of one file. */
export const objectKey = ({ node }: KubernetesObject): string => `${node.document.file.path}\0${node.range.start}`;

/** The kustomizations whose objects the patches of one are for: itself, or of a component those that use it. */
export function rootsOf(by: Kustomization, all: KustomizationIndex): readonly Kustomization[] {
  const known = all.byPlace.get(placeKey(by)) ?? by;
  return by.isComponent && by.folder !== undefined ? [...above(by.folder, all)].filter(({ isComponent }) => !isComponent) : [known];
}

/** The kustomizations whose patches may meet the objects of a file: those that take it in, and their components. */
export function layersOver(path: string, all: KustomizationIndex): ReadonlySet<Kustomization> {
  const byPath = layers.get(all) ?? new Map<string, ReadonlySet<Kustomization>>();
  layers.set(all, byPath);
  const found = byPath.get(path) ?? withComponents(above(path, all), all);
  byPath.set(path, found);
  return found;
}

/** Of the layers over a file those that one kustomization has to do with: itself, those below it, and those above. */
export function layersThrough(root: Kustomization, path: string, all: KustomizationIndex): readonly Kustomization[] {
  const over = layersOver(path, all);
  const near = new Set([root, ...below(root, all), ...(root.folder === undefined ? [] : above(root.folder, all))]);
  return [...withComponents(near, all)].filter(layer => over.has(layer));
}

/** The kustomizations that one takes in, directly or through others. */
export function below(root: Kustomization, { inFolder }: KustomizationIndex): ReadonlySet<Kustomization> {
  const found = new Set(root.takes.flatMap(path => inFolder.get(path) ?? []));
  for (const { takes } of found) for (const path of takes) for (const lower of inFolder.get(path) ?? []) found.add(lower);
  return found;
}

/** The Services that a kustomization takes in, each once. */
export function servicesTakenBy(
  root: Kustomization,
  all: KustomizationIndex,
  facts: Facts,
  known = new Map<Kustomization, readonly Taken[]>(),
): readonly Taken[] {
  const before = known.get(root);
  if (before) return before;
  // A kustomization that takes in itself ends here.
  known.set(root, []);
  const found = new Map<string, Taken>();
  for (const path of root.takes) {
    const lowers = all.inFolder.get(path) ?? [];
    const taken = lowers.length > 0 ? lowers.flatMap(lower => servicesTakenBy(lower, all, facts, known)) : servicesIn(path, all, facts);
    for (const { object, names, layers } of taken) {
      const last = names.at(-1);
      const renamed = last === undefined ? [] : [...new Set([...names, root.namePrefix + last + root.nameSuffix])];
      found.set(objectKey(object), { object, names: renamed, layers: [...layers, root] });
    }
  }
  const result = [...found.values()];
  known.set(root, result);
  return result;
}

/** By the index they were found in: what is read again after a change is another one. */
const layers = new WeakMap<KustomizationIndex, Map<string, ReadonlySet<Kustomization>>>();

const services = new WeakMap<KustomizationIndex, Map<string, readonly Taken[]>>();

/** The kustomizations that take in a file or folder, directly or through others. */
function above(path: string, { takers }: KustomizationIndex): ReadonlySet<Kustomization> {
  const found = new Set(takers.get(path));
  for (const { folder } of found) for (const taker of (folder !== undefined && takers.get(folder)) || []) found.add(taker);
  return found;
}

function withComponents(layers: ReadonlySet<Kustomization>, { inFolder }: KustomizationIndex): ReadonlySet<Kustomization> {
  const found = new Set(layers);
  for (const { components } of found)
    for (const folder of components) for (const component of inFolder.get(folder) ?? []) found.add(component);
  return found;
}

function servicesIn(path: string, all: KustomizationIndex, facts: Facts): readonly Taken[] {
  const byPath = services.get(all) ?? new Map<string, readonly Taken[]>();
  services.set(all, byPath);
  const known = byPath.get(path);
  if (known) return known;
  const found = documentsAt(path, ['Service'], facts)
    .flatMap(document => [...objects(document)])
    .filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1')
    .map(object => ({ object, names: object.name === undefined ? [] : [object.name], layers: [] }));
  byPath.set(path, found);
  return found;
}

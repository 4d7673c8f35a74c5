import { posix } from 'node:path';
import type { Document, Refusal } from '../core/document.ts';
import { defineFact, type Fact, type Facts, type Located } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { isKustomization, mayBeService, patchEntries, type PatchEntry } from './kustomize.ts';
import { objects, textOf, type KubernetesObject } from './object.ts';

/** A kustomization or a component. All paths are as those of files, and may lead nowhere. */
export interface Kustomization {
  readonly path: string;
  readonly folder: string;
  readonly isComponent: boolean;
  /** Files and folders that it takes in: resources, bases and components. */
  readonly takes: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly PatchEntry[];
  readonly namePrefix: string;
  readonly nameSuffix: string;
  /** A field that changes objects in ways that no patch shows: `transformers`, `replacements`. */
  readonly opaque: string | undefined;
  /** Whether it gives all its objects annotations. */
  readonly annotates: boolean;
}

/** A patch with the kustomization that names it; without one where something else does, as a HelmRelease. */
export interface PatchUse {
  readonly entry: PatchEntry;
  readonly by: Kustomization | undefined;
}

/** The Service that a patch changes. */
export interface PatchedService {
  readonly object: KubernetesObject;
  /** Whether it has annotations when the patch is applied. */
  readonly hasAnnotations: 'yes' | 'no' | 'unknown';
}

/** The kustomizations of the repository. */
export const kustomizations = defineFact<Kustomization>({
  id: 'kustomizations',
  words: ['resources', 'bases', 'components', 'patches'],
  rare: false,
  paths: path => /(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(path),
  *read(document) {
    const { file, root, within } = document;
    if (!root || within || !isKustomization(document)) return;
    const folder = posix.dirname(file.path);
    const paths = (key: string): readonly string[] =>
      root
        .get(key)
        ?.items()
        .flatMap(item => textOf(item) ?? [])
        .map(text => pathFrom(folder, text)) ?? [];
    const components = paths('components');
    const value: Kustomization = {
      path: file.path,
      folder,
      isComponent: root.get('kind')?.value === 'Component',
      takes: [...new Set([...paths('resources'), ...paths('bases'), ...components])],
      components,
      patches: [...patchEntries(document)],
      namePrefix: textOf(root.get('namePrefix')) ?? '',
      nameSuffix: textOf(root.get('nameSuffix')) ?? '',
      opaque: ['transformers', 'replacements'].find(key => (root.get(key)?.items().length ?? 0) > 0),
      annotates: root.get('commonAnnotations')?.kind === 'map',
    };
    yield { value, file, range: root.range };
  },
});

/** The uses of a document as a patch: of a string the one it stands in, of a file those that name it. None where it is no patch. */
export function patchUses(document: Document, facts: Facts): readonly PatchUse[] {
  const { within, file } = document;
  if (!within) return indexAround(file, facts).usesOfFile.get(file.path) ?? [];
  const { node } = within;
  const entry = [...patchEntries(node.document)].find(({ inline }) => inline?.range.start === node.range.start);
  return entry ? [{ entry, by: kustomizationOf(node.document, facts) }] : [];
}

/** The kustomization that a document is. */
export const kustomizationOf = ({ file, within }: Document, facts: Facts): Kustomization | undefined =>
  within ? undefined : indexAround(file, facts).byPath.get(file.path);

/**
 * The Service that a patch is for, found through the kustomizations that use it; or why it is not known what the patch meets.
 *
 * Not known either where another patch that meets the same Service may change how it is reached: which comes first is for kustomize to say.
 */
export function patchedService(
  uses: readonly PatchUse[],
  own: { readonly name: string | undefined; readonly namespace: string | undefined },
  file: SourceFile,
  facts: Facts,
): PatchedService | Refusal {
  const all = indexAround(file, facts);
  const met = new Map<string, { readonly taken: Taken; readonly roots: Set<Kustomization> }>();
  for (const {
    entry: { target },
    by,
  } of uses) {
    if (!by) return unknown('what it patches is in no file of the repository');
    const { name, namespace } = target ?? own;
    if (name === undefined || target?.isOne === false) return unknown('which Services it patches is not said by name');
    for (const root of rootsOf(by, all)) {
      const candidates = takenBy(root, all, facts).filter(
        taken => taken.names.includes(name) && sameNamespace(taken.object.namespace, namespace),
      );
      for (const taken of candidates) {
        const key = keyOf(taken.object);
        met.set(key, { taken, roots: (met.get(key)?.roots ?? new Set()).add(root) });
      }
    }
  }
  const [first, second] = [...met.values()];
  if (!first) return unknown('the Service that it patches is not found in the repository');
  if (second) return unknown(`it patches several Services: one in ${fileOf(first.taken)} and one in ${fileOf(second.taken)}`);

  const {
    taken: { object, names, layers },
    roots,
  } = first;
  const around = layersOver(object.node.document.file.path, all).filter(layer =>
    [...roots].some(root => root === layer || isBelow(layer, root, all) || isBelow(root, layer, all)),
  );
  const opaque = around.find(layer => layer.opaque !== undefined);
  if (opaque) return unknown(`\`${opaque.opaque ?? ''}\` in ${opaque.path} may change the Service as well`);
  const others = around
    .flatMap(layer => all.usesBy.get(layer) ?? [])
    .filter(use => !uses.some(({ entry }) => isSameEntry(entry, use.entry)));
  const other = others.find(use => saysOf(use, names, facts, REACH));
  if (other) return unknown(`another patch of the Service is named in ${other.by?.path ?? ''}`);
  const hasOwn = (object.node.get('metadata', 'annotations')?.kind ?? 'scalar') === 'map';
  const mayGet = [...layers, ...around].some(({ annotates }) => annotates) || others.some(use => saysOf(use, names, facts, /annotations/));
  return { object, hasAnnotations: hasOwn ? 'yes' : mayGet ? 'unknown' : 'no' };
}

/** A kustomization whose patch may change how a whole Service is reached: what is written into its manifest is not all then. */
export function patchedBy(object: KubernetesObject, facts: Facts): Kustomization | undefined {
  const { file } = object.node.document;
  const all = indexAround(file, facts);
  const layers = layersOver(file.path, all);
  const names = layers.reduce(
    (known, layer) => [...new Set([...known, ...known.map(name => layer.namePrefix + name + layer.nameSuffix)])].slice(0, MAX_NAMES),
    object.name === undefined ? [] : [object.name],
  );
  return layers.find(layer => all.usesBy.get(layer)?.some(use => saysOf(use, names, facts, REACH)));
}

/** A Service that a kustomization takes in. */
interface Taken {
  readonly object: KubernetesObject;
  /** What it is called on the way up: a patch may use any of these. */
  readonly names: readonly string[];
  /** The kustomizations that take it in, the lowest first. */
  readonly layers: readonly Kustomization[];
}

/** More names than prefixes and suffixes give a Service in any real repository. */
const MAX_NAMES = 64;

/** A patch that says none of these changes nothing about how a Service is reached, or where the annotations are. */
const REACH =
  /externalIPs|externalName|externalTrafficPolicy|\btype\b|[lL]oadBalancer|clusterIP|ipFamil|\$patch|annotations["']?:\s*(?:null|~)|\/(?:annotations|spec)["']?\s*(?:$|[,}#])/m;

const unknown = (why: string): Refusal => ({ refused: why, code: 'BASE_UNKNOWN' });

const pathFrom = (folder: string, text: string): string => posix.join(folder, text).replace(/(?<=.)\/$/, '');

const pathOf = ({ file }: PatchEntry, { folder }: Kustomization): string | undefined =>
  file === undefined ? undefined : pathFrom(folder, file);

const isSameEntry = (a: PatchEntry, b: PatchEntry): boolean =>
  a === b ||
  (a.inline !== undefined && a.inline.range.start === b.inline?.range.start && a.inline.document.file.path === b.inline.document.file.path);

const sameNamespace = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

const fileOf = ({ object }: Taken): string => object.node.document.file.path;

const keyOf = ({ node }: KubernetesObject): string => `${node.document.file.path}\0${node.range.start}`;

/** Kustomizations by what is asked of them for every document: there may be thousands of both. */
interface Index {
  readonly byPath: ReadonlyMap<string, Kustomization>;
  readonly inFolder: ReadonlyMap<string, readonly Kustomization[]>;
  /** By the file or folder that they take in. */
  readonly takers: ReadonlyMap<string, readonly Kustomization[]>;
  readonly usesBy: ReadonlyMap<Kustomization, readonly PatchUse[]>;
  /** By the file that holds the patch. */
  readonly usesOfFile: ReadonlyMap<string, readonly PatchUse[]>;
}

/** By what was read: what is read again after a change is another list. */
const indexes = new WeakMap<readonly Located<Kustomization>[], Index>();

function indexAround(file: SourceFile, facts: Facts): Index {
  const [first = [], ...others] = facts.scopesOf(file).map(scope => facts.all(kustomizations, scope));
  const known = others.length === 0 ? indexes.get(first) : undefined;
  if (known) return known;
  const index = indexOf([...new Set([first, ...others].flat().map(({ value }) => value))]);
  if (others.length === 0) indexes.set(first, index);
  return index;
}

function indexOf(all: readonly Kustomization[]): Index {
  const usesBy = new Map(all.map(by => [by, by.patches.map((entry): PatchUse => ({ entry, by }))]));
  return {
    byPath: new Map(all.map(kustomization => [kustomization.path, kustomization])),
    inFolder: groupBy(all, ({ folder }) => [folder]),
    takers: groupBy(all, ({ takes }) => takes),
    usesBy,
    usesOfFile: groupBy([...usesBy.values()].flat(), ({ entry, by }) => (by && pathOf(entry, by)) ?? []),
  };
}

function groupBy<T>(all: readonly T[], keysOf: (item: T) => string | readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of all) {
    for (const key of [keysOf(item)].flat()) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

/** The kustomizations whose objects the patches of one are for: itself, or of a component those that use it. */
function rootsOf(by: Kustomization, all: Index): readonly Kustomization[] {
  return by.isComponent ? [...above(by.folder, all)].filter(({ isComponent }) => !isComponent) : [by];
}

/** The kustomizations that take in a file or folder, directly or through others. */
function above(path: string, { takers }: Index): ReadonlySet<Kustomization> {
  const found = new Set(takers.get(path));
  for (const { folder } of found) for (const taker of takers.get(folder) ?? []) found.add(taker);
  return found;
}

const isBelow = (lower: Kustomization, upper: Kustomization, all: Index): boolean => above(lower.folder, all).has(upper);

/** The kustomizations whose patches may meet the objects of a file: those that take it in, and their components. */
function layersOver(path: string, all: Index): readonly Kustomization[] {
  const layers = new Set(above(path, all));
  for (const { components } of layers)
    for (const folder of components) for (const component of all.inFolder.get(folder) ?? []) layers.add(component);
  return [...layers];
}

/** The Services that a kustomization takes in, each once. */
function takenBy(root: Kustomization, all: Index, facts: Facts, known = new Map<Kustomization, readonly Taken[]>()): readonly Taken[] {
  const before = known.get(root);
  if (before) return before;
  // A kustomization that takes in itself ends here.
  known.set(root, []);
  const found = new Map<string, Taken>();
  for (const path of root.takes) {
    const below = all.inFolder.get(path) ?? [];
    const taken = below.length > 0 ? below.flatMap(lower => takenBy(lower, all, facts, known)) : servicesIn(path, root, facts);
    for (const { object, names, layers } of taken) {
      const last = names.at(-1);
      const renamed = last === undefined ? [] : [...new Set([...names, root.namePrefix + last + root.nameSuffix])];
      found.set(keyOf(object), { object, names: renamed, layers: [...layers, root] });
    }
  }
  const result = [...found.values()];
  known.set(root, result);
  return result;
}

function servicesIn(path: string, { path: asker }: Kustomization, facts: Facts): readonly Taken[] {
  return documentsIn(path, asker, facts)
    .flatMap(document => [...objects(document)])
    .filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1')
    .map(object => ({ object, names: object.name === undefined ? [] : [object.name], layers: [] }));
}

/** Whether a patch may be for a Service of these names and say some words. Its text is asked, as a patch in a string is not read here. */
function saysOf({ entry, by }: PatchUse, names: readonly string[], facts: Facts, words: RegExp): boolean {
  const { target, inline, file } = entry;
  if (!mayBeService(target)) return false;
  if (target?.isOne === true && !names.includes(target.name ?? '')) return false;
  const texts =
    file === undefined
      ? [inline?.source ?? '']
      : documentsIn(by ? pathFrom(by.folder, file) : file, by?.path ?? '', facts).map(({ file: { text }, range }) =>
          text.slice(range.start, range.end),
        );
  return texts.some(
    text => words.test(text) && (target !== undefined || (text.includes('Service') && names.some(name => text.includes(name)))),
  );
}

/** The documents of one file of the work tree that may be about a Service; none where there is no such file. */
function documentsIn(path: string, asker: string, facts: Facts): readonly Document[] {
  return facts.scopesOf({ path: asker, text: '' }).flatMap(scope => facts.all(documentsOf(path), scope).map(({ value }) => value));
}

const documentsOf = (path: string): Fact<Document> => ({
  id: `documents of ${path}`,
  words: ['Service', 'path'],
  rare: false,
  paths: other => other === path,
  *read(document) {
    if (!document.within) yield { value: document, file: document.file, range: document.range };
  },
});

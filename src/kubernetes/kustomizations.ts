import type { Document } from '../core/document.ts';
import { defineFact, wholeRepository, type Fact, type Facts, type Located } from '../core/fact.ts';
import { isKustomization, kustomizationsIn, PATCH_WORDS, type Kustomization, type PatchEntry } from './kustomize.ts';

/** A patch with what names it. */
export interface PatchUse {
  readonly entry: PatchEntry;
  readonly by: Kustomization;
}

const isKustomizationFile = (path: string): boolean => /(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(path);

/** The kustomizations of the repository. */
export const kustomizations = defineFact<Kustomization>({
  id: 'kustomizations',
  words: ['resources', 'bases', 'components', 'patches'],
  paths: isKustomizationFile,
  strings: false,
  *read(document) {
    if (isKustomization(document)) yield* locatedIn(document);
  },
});

/** The objects of the repository that patch as a kustomization does. */
const patchingObjects = defineFact<Kustomization>({
  id: 'patching-objects',
  words: PATCH_WORDS,
  paths: path => !isKustomizationFile(path),
  read: locatedIn,
});

/** Kustomizations by what is asked of them for every document: there may be thousands of both. */
export interface KustomizationIndex {
  readonly all: readonly Kustomization[];
  /** By the place of what they are. */
  readonly byPlace: ReadonlyMap<string, Kustomization>;
  readonly inFolder: ReadonlyMap<string, readonly Kustomization[]>;
  /** By the file or folder that they take in. */
  readonly takers: ReadonlyMap<string, readonly Kustomization[]>;
  readonly usesBy: ReadonlyMap<Kustomization, readonly PatchUse[]>;
  /** By the file that holds the patch. */
  readonly usesOfFile: ReadonlyMap<string, readonly PatchUse[]>;
}

/** The kustomizations of the repository, and with `all` the objects that stand for one: to find those, every file is read. */
export function kustomizationsOf(facts: Facts, which: 'files' | 'all'): KustomizationIndex {
  const files = facts.all(kustomizations, wholeRepository);
  // The lists are read together: whoever has the first has them all.
  const known = indexes[which].get(files);
  if (known) return known;
  const located = which === 'all' ? [...files, ...facts.all(patchingObjects, wholeRepository)] : files;
  const index = indexOf(located.map(({ value }) => value));
  indexes[which].set(files, index);
  return index;
}

/** The uses of a document as a patch: of a string the one it stands in, of a file those that name it. None where it is no patch. */
export function patchUses(document: Document, facts: Facts): readonly PatchUse[] {
  const { within, file } = document;
  if (!within) return kustomizationsOf(facts, 'files').usesOfFile.get(file.path) ?? [];
  const { node } = within;
  return listedIn(node.document).byStart.get(node.range.start) ?? [];
}

/** The patches that a document lists itself. */
export const usesIn = (document: Document): readonly PatchUse[] => listedIn(document).all;

interface ListedUses {
  readonly all: readonly PatchUse[];
  /** By where a patch in a string begins: each of thousands of them asks who uses it. */
  readonly byStart: ReadonlyMap<number, readonly PatchUse[]>;
}

const listedUses = new WeakMap<Document, ListedUses>();

function listedIn(document: Document): ListedUses {
  const known = listedUses.get(document);
  if (known) return known;
  const all = [...kustomizationsIn(document)].flatMap(usesOf);
  const listed = { all, byStart: groupBy(all, ({ entry: { inline } }) => (inline ? [inline.range.start] : [])) };
  listedUses.set(document, listed);
  return listed;
}

/** The documents of one file of the work tree that hold a word; none where there is no such file. */
export function documentsAt(path: string, words: readonly string[], facts: Facts): readonly Document[] {
  return facts.all(documentsOf(path, words), wholeRepository).map(({ value }) => value);
}

/** What tells two kustomizations apart, also those of two readings of one file. */
export const placeKey = ({ path, node }: Kustomization): string => `${path}\0${node.range.start}`;

/** By what was read: what is read again after a change is another list. */
const indexes = {
  files: new WeakMap<readonly Located<Kustomization>[], KustomizationIndex>(),
  all: new WeakMap<readonly Located<Kustomization>[], KustomizationIndex>(),
};

function* locatedIn(document: Document): Generator<Located<Kustomization>> {
  for (const value of kustomizationsIn(document)) yield { value, file: document.file, range: value.node.range };
}

const usesOf = (by: Kustomization): readonly PatchUse[] => by.patches.map(entry => ({ entry, by }));

function indexOf(all: readonly Kustomization[]): KustomizationIndex {
  const usesBy = new Map(all.map(by => [by, usesOf(by)]));
  return {
    all,
    byPlace: new Map(all.map(kustomization => [placeKey(kustomization), kustomization])),
    inFolder: groupBy(all, ({ folder }) => folder ?? []),
    takers: groupBy(all, ({ takes }) => takes),
    usesBy,
    usesOfFile: groupBy([...usesBy.values()].flat(), ({ entry }) => entry.file ?? []),
  };
}

/** Things by their keys. */
export function groupBy<T, Key extends string | number>(
  all: readonly T[],
  keysOf: (item: T) => Key | readonly Key[],
): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of all) {
    for (const key of [keysOf(item)].flat() as Key[]) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

const documentsOf = (path: string, words: readonly string[]): Fact<Document> => ({
  id: `documents of ${path} with ${words.join(', ')}`,
  words,
  paths: path,
  strings: false,
  *read(document) {
    yield { value: document, file: document.file, range: document.range };
  },
});

import type { Document } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { below, layersOver, rootsOf } from './kustomization-layers.ts';
import { kustomizationsOf, patchUses } from './kustomizations.ts';
import type { Kustomization, NamedEntry } from './kustomize.ts';
import type { Unread } from './unread.ts';

/** What a kustomization names, and the repository does not hold. */
export interface MissingEntry {
  readonly entry: NamedEntry;
  readonly of: Kustomization;
}

/** The files and folders of the repository that a kustomization names and that are not there. Those of Flux and Argo CD may be of another repository. */
export const missingEntries = (of: Kustomization, facts: Facts): readonly MissingEntry[] =>
  of.source === 'files'
    ? of.entries.filter(({ text, path }) => !isRemote(text) && isMissing(path, facts)).map(entry => ({ entry, of }))
    : [];

/** Whether a path leads to nothing that may be read; a file of another kind may be there all the same. */
export const isMissing = (path: string, facts: Facts): boolean =>
  !facts.has(path) && (/\.(?:ya?ml|json)$/.test(path) || !/\.[^/.]+$/.test(path));

/** As a part of a sentence. */
export const sentenceOf = ({ entry: { key, text }, of: { path } }: MissingEntry): string =>
  `\`${text}\`, which ${path} lists under \`${key}\`, is not in the repository`;

/** What is missing of the kustomizations that decide what becomes of a document: what they take in where it is a patch, else their patches and components. */
export function* missingAround(document: Document, facts: Facts): Generator<Unread> {
  const all = kustomizationsOf(facts, 'files');
  const uses = patchUses(document, facts);
  const roots = uses.flatMap(({ by }) => [by, ...rootsOf(by, all)]);
  const layers = new Set(uses.length > 0 ? roots.flatMap(root => [root, ...below(root, all)]) : layersOver(document.file.path, all));
  for (const layer of layers)
    for (const missing of missingEntries(layer, facts))
      if (uses.length > 0 || /^(?:patches|components)/.test(missing.entry.key))
        yield { at: missing.entry.node, reason: `${sentenceOf(missing)}, so what it says is not known` };
}

/** What kustomize fetches: https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md */
const isRemote = (text: string): boolean => /:|\?|\/\/|^git@|^[^./]+\.[^/]+\/./.test(text);

import type { Facts } from '../core/fact.ts';
import { groupBy, kustomizationsOf, type KustomizationIndex, type PatchUse } from '../kubernetes/kustomizations.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { LITERAL } from '../kubernetes/patch-target.ts';
import { patchTexts } from '../kubernetes/patched-service.ts';

/** A patch, with the documents of it that say what was asked for. */
interface SayingPatch {
  readonly use: PatchUse;
  readonly texts: readonly string[];
}

/** Whether a patch of the repository may be for an object and say some words: then what its manifest says is not all. */
export const mayBePatched = (object: Pick<KubernetesObject, 'kind' | 'name' | 'node'>, facts: Facts, words: RegExp): boolean =>
  patchesOf(object, facts, words).length > 0;

/**
 * The patches of the repository that may be for an object and say some words.
 *
 * Names are only asked whether they are part of the patch's text, as a kustomization may give them prefixes.
 */
export function patchesOf(
  { kind, name = '', node }: Pick<KubernetesObject, 'kind' | 'name' | 'node'>,
  facts: Facts,
  words: RegExp,
): readonly PatchUse[] {
  const patches = patchesSaying(words, kustomizationsOf(facts, 'all'), facts);
  const isFor = (wanted: string | undefined): boolean => wanted === undefined || !LITERAL.test(wanted) || wanted.includes(name);
  return [...(patches.get(kind) ?? []), ...(patches.get(ANY_KIND) ?? [])]
    .filter(({ use: { entry }, texts }) =>
      entry.target ? isFor(entry.target.name) : texts.some(text => text.includes(kind) && text.includes(name)),
    )
    .map(({ use }) => use)
    .filter(({ by }) => facts.areTogether(node.document.file.path, by.path));
}

/** No kind is called so. */
const ANY_KIND = '';

/** By what was read: what is read again after a change is another index. */
const known = new WeakMap<KustomizationIndex, Map<string, ReadonlyMap<string, readonly SayingPatch[]>>>();

/** The patches that say some words, by the kind they are for. Made once: there may be thousands of patches, and of objects. */
function patchesSaying(words: RegExp, index: KustomizationIndex, facts: Facts): ReadonlyMap<string, readonly SayingPatch[]> {
  const byWords = known.get(index) ?? new Map<string, ReadonlyMap<string, readonly SayingPatch[]>>();
  known.set(index, byWords);
  const before = byWords.get(String(words));
  if (before) return before;
  const saying = [...index.usesBy.values()].flat().flatMap((use): readonly SayingPatch[] => {
    const texts = patchTexts(use.entry, facts).filter(text => words.test(text));
    return texts.length > 0 ? [{ use, texts }] : [];
  });
  const found = groupBy(saying, kindsOf);
  byWords.set(String(words), found);
  return found;
}

/** The kinds that a patch is for, as far as it says so. */
function kindsOf({
  use: {
    entry: { target },
  },
  texts,
}: SayingPatch): readonly string[] {
  if (!target) {
    const kinds = texts.flatMap(text => Array.from(text.matchAll(/\bkind["']?:\s*["']?(\w+)/g), ([, kind]) => kind ?? ANY_KIND));
    return kinds.length > 0 ? [...new Set(kinds)] : [ANY_KIND];
  }
  const kinds = target.kind?.split('|') ?? [];
  return kinds.length > 0 && kinds.every(kind => LITERAL.test(kind)) ? kinds : [ANY_KIND];
}

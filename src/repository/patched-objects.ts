import { posix } from 'node:path';
import { defineFact, type Fact, type Facts } from '../core/fact.ts';
import { isKustomization, patchEntries, type PatchEntry } from '../kubernetes/kustomize.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';

/** A patch that something names: a kustomization, a Flux Kustomization, the post-renderers of a HelmRelease. */
interface NamedPatch extends PatchEntry {
  /** The file that holds it, as a path of the repository; nothing where it is written in place. */
  readonly path: string | undefined;
}

/** Whatever names patches in the repository, with what it names. */
const patches = defineFact<NamedPatch>({
  id: 'patches',
  words: ['patches', 'patchesJson6902', 'patchesStrategicMerge'],
  rare: false,
  *read(document) {
    const folder = posix.dirname(document.file.path);
    const place = document.root?.range;
    for (const entry of place ? patchEntries(document) : [])
      yield {
        value: { ...entry, path: entry.file !== undefined && isKustomization(document) ? posix.join(folder, entry.file) : undefined },
        file: document.file,
        range: place!,
      };
  },
});

/** What stands for itself in a target, where kinds and names are regular expressions. */
const LITERAL = /^[\w-]+$/;

/**
 * Whether a patch of the repository may be for an object and say some words: then what its manifest says is not all.
 *
 * Names are only asked whether they are part of the patch's text, as a kustomization may give them prefixes.
 */
export function mayBePatched(
  { kind, name = '', node }: Pick<KubernetesObject, 'kind' | 'name' | 'node'>,
  facts: Facts,
  words: RegExp,
): boolean {
  const { file } = node.document;
  return facts
    .scopesOf(file)
    .flatMap(scope => facts.all(patches, scope))
    .some(({ value: { target, inline, path } }) => {
      const isFor = (wanted: string | undefined, own: string): boolean =>
        wanted === undefined || !LITERAL.test(wanted) || wanted.includes(own);
      if (target && !(isFor(target.kind, kind) && isFor(target.name, name))) return false;
      const texts =
        path === undefined
          ? [inline?.source ?? '']
          : facts.scopesOf(file).flatMap(scope => facts.all(textsOf(path), scope).map(({ value }) => value));
      return texts.some(text => words.test(text) && (target !== undefined || (text.includes(kind) && text.includes(name))));
    });
}

const textsOf = (path: string): Fact<string> => ({
  id: `texts of ${path}`,
  words: ['kind', 'path'],
  rare: false,
  paths: other => other === path,
  *read({ file, range, within }) {
    if (!within) yield { value: file.text.slice(range.start, range.end), file, range };
  },
});

import { defineFact, wholeRepository, type Facts } from '../core/fact.ts';
import { below } from '../kubernetes/kustomization-layers.ts';
import { groupBy, placeKey } from '../kubernetes/kustomizations.ts';
import type { Kustomization } from '../kubernetes/kustomize.ts';
import { objects, textOf, type KubernetesObject } from '../kubernetes/object.ts';
import { patchTexts } from '../kubernetes/patched-service.ts';
import type { Reach } from './reach.ts';
import type { ClusterRoot } from './scopes.ts';

/** Kinds of which a cluster holds each once; a Namespace or a ConfigMap may be applied twice for convenience. */
const KINDS = ['Service', 'Deployment', 'StatefulSet', 'DaemonSet'];

/** More ways down from a kustomization than any real repository has: where each layer takes in the next one twice, they double with each. */
const MOST_WAYS = 10_000;

const RENAMES = /\/metadata\/name(?:space)?\b/;

/** What kustomizations change of the objects below them. */
interface Given {
  readonly namespace: string | undefined;
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * The kustomizations that no other one takes in.
 *
 * No cluster holds an object twice. So where two make the same one, of one name and namespace, from a base that they share, they are for two
 * clusters.
 */
export function kustomizationRoots(reach: Reach, facts: Facts): readonly ClusterRoot[] {
  const { all, takers } = reach.kustomizations;
  const roots = all.filter(
    ({ folder, isComponent }) => folder !== undefined && !isComponent && !takers.get(folder)?.some(taker => taker.folder !== folder),
  );
  const holds = new Map(roots.map(root => [root, reach.of(root.folder!)]));
  const counts = new Map<string, number>();
  for (const paths of holds.values()) for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  const shared = new Set([...counts].flatMap(([path, count]) => (count > 1 ? path : [])));
  const objectsAt = shared.size === 0 ? new Map<string, readonly KubernetesObject[]>() : workloadsIn(shared, facts);
  return roots.map(root => {
    const made =
      objectsAt.size === 0 ? [] : [...objectsOf(root, { namespace: undefined, prefix: '', suffix: '' }, reach, objectsAt, new Set())];
    const rivalry = new Set(made.length > 0 && !mayRename(root, reach, facts) ? made : []);
    return { name: root.path, holds: holds.get(root)!, mayHoldAll: false, rivalry };
  });
}

function workloadsIn(paths: ReadonlySet<string>, facts: Facts): ReadonlyMap<string, readonly KubernetesObject[]> {
  const located = facts.all(
    defineFact<KubernetesObject>({
      id: 'shared-workloads',
      words: KINDS,
      paths: path => paths.has(path),
      *read(document) {
        if (document.within) return;
        for (const object of objects(document))
          if (KINDS.includes(object.kind)) yield { value: object, file: document.file, range: object.node.range };
      },
    }),
    wholeRepository,
  );
  return groupBy(
    located.map(({ value }) => value),
    ({ node }) => node.document.file.path,
  );
}

/** What tells apart the objects that a kustomization makes from shared files. */
function* objectsOf(
  root: Kustomization,
  outer: Given,
  reach: Reach,
  objectsAt: ReadonlyMap<string, readonly KubernetesObject[]>,
  seen: Set<string>,
  above: ReadonlySet<Kustomization> = new Set(),
): Generator<string> {
  if (above.has(root) || seen.size === MOST_WAYS) return;
  // The outermost one has the last word on the namespace.
  const given: Given = {
    namespace: outer.namespace ?? textOf(root.node.get('namespace')),
    prefix: outer.prefix + root.namePrefix,
    suffix: root.nameSuffix + outer.suffix,
  };
  const way = [placeKey(root), given.namespace, given.prefix, given.suffix].join('\0');
  if (seen.has(way)) return;
  seen.add(way);
  for (const path of root.takes) {
    for (const { kind, name = '', namespace = '', node } of objectsAt.get(path) ?? [])
      yield [path, node.range.start, kind, given.prefix + name + given.suffix, given.namespace ?? namespace].join('\0');
    for (const lower of reach.kustomizations.inFolder.get(path) ?? [])
      yield* objectsOf(lower, given, reach, objectsAt, seen, new Set([...above, root]));
  }
}

/** Whether something that the kustomizations do not tell may give objects other names or namespaces. */
function mayRename(root: Kustomization, { kustomizations }: Reach, facts: Facts): boolean {
  return [root, ...below(root, kustomizations)].some(
    ({ opaque, patches, node }) =>
      opaque !== undefined ||
      // https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/, `options`
      /\ballow(?:Name|Kind)Change\b/.test(node.source) ||
      patches.some(patch => patchTexts(patch, facts).some(text => RENAMES.test(text))),
  );
}

import type { Facts, Located } from '../core/fact.ts';
import type { FluxKustomization } from '../kubernetes/flux-kustomizations.ts';
import { layersOver } from '../kubernetes/kustomization-layers.ts';
import { groupBy } from '../kubernetes/kustomizations.ts';
import { textOf } from '../kubernetes/object.ts';
import { fluxKustomizationsOf } from './deployers.ts';
import type { Reach } from './reach.ts';
import type { ClusterRoot } from './scopes.ts';

type Sync = Located<FluxKustomization>;

/**
 * The folders that Flux syncs clusters from; nothing where it syncs none.
 *
 * No cluster holds two Kustomizations of one name and namespace. So where two files have one, such as the `flux-system` of a bootstrap, and no
 * other Kustomization applies these files, they are for two clusters, and so is what stands beside them in their folders.
 */
export function fluxRoots(reach: Reach, facts: Facts): readonly ClusterRoot[] | undefined {
  const all = fluxKustomizationsOf(facts);
  if (all.length === 0) return undefined;
  const reaches = new Map(all.map(sync => [sync, sync.value.folder === undefined ? new Set<string>() : reach.of(sync.value.folder)]));
  const inFile = groupBy(all, ({ file }) => file.path);
  const applied = new Map(all.map(sync => [sync, [...reaches.get(sync)!].flatMap(path => inFile.get(path) ?? [])]));
  const lower = new Set(all.flatMap(sync => applied.get(sync)!.filter(({ file }) => file.path !== sync.file.path)));
  const tops = all.filter(sync => !lower.has(sync));
  const folders = foldersApart(groupBy(tops, sync => identityOf(sync, reach) ?? []).values());

  const rootOf = (name: string, own: readonly Sync[], rivalry: readonly string[]): ClusterRoot => {
    const syncs = new Set(own);
    for (const sync of syncs) for (const other of applied.get(sync)!) syncs.add(other);
    const holds = new Set([...syncs].flatMap(sync => [sync.file.path, ...reaches.get(sync)!]));
    return { name, holds, mayHoldAll: [...syncs].some(({ value }) => value.folder === undefined), rivalry: new Set(rivalry) };
  };
  const topsIn = groupBy(tops, ({ file }) => folders.find(folder => isIn(file.path, folder)) ?? '');
  // What nothing tells the cluster of may be of any.
  return [...topsIn].map(([folder, own]) => rootOf(folder, own, folder === '' ? [] : ['flux']));
}

/** What a Kustomization is in its cluster; nothing where somebody else may give it another namespace. */
function identityOf({ value: { name, namespace }, file }: Sync, { kustomizations }: Reach): string | undefined {
  const layers = [...layersOver(file.path, kustomizations)];
  const isGiven = layers.some(({ node, namePrefix, nameSuffix }) => {
    const given = textOf(node.get('namespace'));
    return (given !== undefined && given !== namespace) || namePrefix + nameSuffix !== '';
  });
  return namespace === undefined || isGiven ? undefined : `${namespace}/${name}`;
}

/** For each file of a group the shortest path above it that leads to no other one of the group; the deepest of all groups. */
function foldersApart(groups: Iterable<readonly Sync[]>): readonly string[] {
  const found = new Set<string>();
  for (const group of groups) {
    const paths = new Set(group.map(({ file }) => file.path));
    if (paths.size === 1) continue;
    const counts = new Map<string, number>();
    for (const path of paths) for (const above of prefixesOf(path)) counts.set(above, (counts.get(above) ?? 0) + 1);
    for (const path of paths) found.add(prefixesOf(path).find(above => counts.get(above) === 1) ?? path);
  }
  const within = new Set([...found].flatMap(path => prefixesOf(path).slice(0, -1)));
  return [...found].filter(path => !within.has(path));
}

const prefixesOf = (path: string): readonly string[] => path.split('/').map((_, index, steps) => steps.slice(0, index + 1).join('/'));

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

import type { Scope } from '../core/fact.ts';

/** The scope of a repository that tells of no clusters: all of it. */
export const wholeRepository: Scope = { name: 'repository', has: () => true };

/** The scopes of files where clusters have names: those that hold the file, or what no cluster holds. */
export function scopesOfClusters(clusters: ReadonlyMap<string, (path: string) => boolean>): (path: string) => readonly Scope[] {
  if (clusters.size === 0) return () => [wholeRepository];
  const named = Array.from(clusters, ([name, has]): Scope => ({ name, has }));
  const rest: Scope = { name: 'no cluster', has: path => !named.some(scope => scope.has(path)) };
  return path => {
    const holding = named.filter(scope => scope.has(path));
    return holding.length > 0 ? holding : [rest];
  };
}

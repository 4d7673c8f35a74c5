import { wholeRepository, type Located, type Scope } from '../core/fact.ts';

/** What one cluster is made from, or may be: a folder that Flux syncs, a destination of Argo CD, a kustomization that nobody takes in. */
export interface ClusterRoot {
  readonly name: string;
  /** The files that it takes in, as far as they are known; a test where somebody says so. */
  readonly holds: ReadonlySet<string> | ((path: string) => boolean);
  /** Whether it may take in any file besides: something in it is filled in later. */
  readonly mayHoldAll: boolean;
  /** Two roots are of different clusters if they have one of these in common, such as one object that both make; else they may be of one. */
  readonly rivalry: ReadonlySet<string>;
}

/**
 * Which files are for one cluster.
 *
 * A file that no root takes in is for any of them, as nothing tells for which: its scope is the whole repository. The scope of a root are all
 * files but those that only its rivals take in.
 */
export class Scopes {
  readonly #scopes: ReadonlyMap<ClusterRoot, Scope>;
  readonly #tests: readonly ClusterRoot[];
  readonly #anywhere: readonly ClusterRoot[];
  /** Of files that are listed; one list for all files with the same roots. */
  readonly #rootsOf = new Map<string, readonly ClusterRoot[]>();
  readonly #rootOf: ReadonlyMap<Scope, ClusterRoot>;
  /** Whether any two are of different clusters. */
  readonly #areAllRivals: boolean;
  readonly #splits = new WeakMap<readonly Located<unknown>[], ReadonlyMap<ClusterRoot | undefined, readonly Located<unknown>[]>>();
  readonly #scopesOf = new Map<readonly ClusterRoot[], readonly Scope[]>();

  constructor(roots: readonly ClusterRoot[]) {
    const apart = rivalsAmong(roots);
    // What may take in anything, and be of any cluster, leaves nothing for one cluster alone.
    const rivals = roots.some(root => root.mayHoldAll && !apart.includes(root)) ? [] : apart;
    this.#tests = rivals.filter(({ holds }) => typeof holds === 'function');
    this.#anywhere = rivals.filter(({ mayHoldAll }) => mayHoldAll);
    this.#scopes = new Map(rivals.map(root => [root, { name: root.name, has: path => this.#isIn(root, path) }]));
    this.#rootOf = new Map([...this.#scopes].map(([root, scope]) => [scope, root]));
    this.#areAllRivals = [...(rivals[0]?.rivalry ?? [])].some(key => rivals.every(({ rivalry }) => rivalry.has(key)));
    const listed = new Map<string, ClusterRoot[]>();
    // Who is no rival of anyone takes part all the same: what it takes in as well is not only its rivals'.
    for (const root of roots) {
      if (typeof root.holds === 'function') continue;
      for (const path of root.holds) {
        const others = listed.get(path);
        if (others) others.push(root);
        else listed.set(path, [root]);
      }
    }
    const order = new Map(roots.map((root, index) => [root, index]));
    const lists = new Map<string, readonly ClusterRoot[]>();
    for (const [path, found] of rivals.length > 0 ? listed : []) {
      // One that may be of any cluster tells nothing.
      const all = found.every(root => this.#scopes.has(root)) ? [...new Set([...found, ...this.#anywhere])] : NOBODY;
      const key = all.map(root => order.get(root)).join(' ');
      const list = lists.get(key) ?? all;
      lists.set(key, list);
      this.#rootsOf.set(path, list);
    }
  }

  /** The same list for all files with the same ones. */
  of(path: string): readonly Scope[] {
    const roots = this.#rootsAt(path);
    if (roots.length === 0) return EVERYWHERE;
    const scopes = this.#scopesOf.get(roots) ?? roots.map(root => this.#scopes.get(root)!);
    this.#scopesOf.set(roots, scopes);
    return scopes;
  }

  areTogether(path: string, other: string): boolean {
    if (path === other || this.#scopes.size === 0) return true;
    const [roots, others] = [this.#rootsAt(path), this.#rootsAt(other)];
    return roots === others || roots.length === 0 || others.length === 0 || roots.some(one => others.some(two => mayBeOne(one, two)));
  }

  /** What of a list lies within a scope: not asked of each item for each scope, as there may be thousands of both. */
  within(scope: Scope, located: readonly Located<unknown>[]): readonly Located<unknown>[] {
    const root = this.#rootOf.get(scope);
    if (!root || !this.#areAllRivals) return located.filter(({ file }) => scope.has(file.path));
    const split = this.#splits.get(located) ?? groupBy(located, ({ file }) => this.#rootsAt(file.path));
    this.#splits.set(located, split);
    return [...(split.get(undefined) ?? []), ...(split.get(root) ?? [])];
  }

  #isIn(root: ClusterRoot, path: string): boolean {
    const roots = this.#rootsAt(path);
    return roots.length === 0 || roots.some(other => mayBeOne(root, other));
  }

  #rootsAt(path: string): readonly ClusterRoot[] {
    const known = this.#rootsOf.get(path);
    if (known) return known;
    if (this.#tests.length === 0) return NOBODY;
    const found = this.#tests.filter(({ holds }) => typeof holds === 'function' && holds(path));
    // So that files of the same clusters have one list.
    const same = [...this.#scopesOf.keys()].find(list => list.length === found.length && list.every(root => found.includes(root)));
    const list = same ?? found;
    this.#rootsOf.set(path, list);
    return list;
  }
}

const NOBODY: readonly ClusterRoot[] = [];

const EVERYWHERE: readonly Scope[] = [wholeRepository];

/** Things by the roots that they have, or by none. */
function groupBy<T>(all: readonly T[], rootsOf: (item: T) => readonly ClusterRoot[]): ReadonlyMap<ClusterRoot | undefined, readonly T[]> {
  const groups = new Map<ClusterRoot | undefined, T[]>();
  for (const item of all) {
    const roots = rootsOf(item);
    for (const root of roots.length > 0 ? roots : [undefined]) {
      const group = groups.get(root);
      if (group) group.push(item);
      else groups.set(root, [item]);
    }
  }
  return groups;
}

/** Those of different clusters than another one. */
function rivalsAmong(roots: readonly ClusterRoot[]): readonly ClusterRoot[] {
  const counts = new Map<string, number>();
  for (const { rivalry } of roots) for (const key of rivalry) counts.set(key, (counts.get(key) ?? 0) + 1);
  return roots.filter(({ rivalry }) => [...rivalry].some(key => counts.get(key)! > 1));
}

function mayBeOne(one: ClusterRoot, two: ClusterRoot): boolean {
  if (one === two) return true;
  for (const key of one.rivalry) if (two.rivalry.has(key)) return false;
  return true;
}

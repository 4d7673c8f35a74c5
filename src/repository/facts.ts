import type { Document } from '../core/document.ts';
import { wholeRepository, type Fact, type Facts, type Located, type Scope, type Search } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { clusterRoots, type NamedCluster } from './cluster-roots.ts';
import { Scopes } from './scopes.ts';

/** The work tree, as far as facts ask for it. */
export interface Files {
  documentsWith(search: Search): Iterable<Document>;
  /** All files of the repository that may be read. */
  paths(): Iterable<string>;
}

/** Reads facts when they are asked for, and each once until something changes. */
export class RepositoryFacts implements Facts {
  readonly #files: Files;
  readonly #clusters: readonly NamedCluster[];
  readonly #known = new Map<string, Known>();
  #scopes: Scopes | undefined;
  /** Of all files, sorted. */
  #paths: readonly string[] | undefined;

  /** `clusters`: those that the configuration names; without any the repository is asked. */
  constructor(files: Files, clusters: readonly NamedCluster[] = []) {
    this.#files = files;
    this.#clusters = clusters;
  }

  scopesOf(file: SourceFile): readonly Scope[] {
    return this.#clustersApart().of(file.path);
  }

  /** The same list each time, until something changes: what is made of it may be kept with it. */
  all<T>(fact: Fact<T>, scope: Scope): readonly Located<T>[] {
    const { located, within } = this.#knownOf(fact);
    if (scope === wholeRepository) return located as readonly Located<T>[];
    const found = within.get(scope) ?? this.#clustersApart().within(scope, located);
    within.set(scope, found);
    return found as readonly Located<T>[];
  }

  around<T>(fact: Fact<T>, file: SourceFile): readonly Located<T>[] {
    const scopes = this.scopesOf(file);
    const [scope] = scopes;
    if (scope && scopes.length === 1) return this.all(fact, scope);
    const { located, within } = this.#knownOf(fact);
    const found = within.get(scopes) ?? located.filter(({ file: { path } }) => this.areTogether(file.path, path));
    within.set(scopes, found);
    return found as readonly Located<T>[];
  }

  areTogether(path: string, other: string): boolean {
    return this.#clustersApart().areTogether(path, other);
  }

  has(path: string): boolean {
    this.#paths ??= [...this.#files.paths()].toSorted(inOrder);
    return path === '.' || firstFrom(path, this.#paths) === path || firstFrom(`${path}/`, this.#paths)?.startsWith(`${path}/`) === true;
  }

  /** To be called after a file changed. */
  forget(): void {
    this.#known.clear();
    this.#scopes = undefined;
    this.#paths = undefined;
  }

  #clustersApart(): Scopes {
    return (this.#scopes ??= new Scopes(clusterRoots(this.#clusters, this.#files.paths(), this)));
  }

  #knownOf(fact: Fact<unknown>): Known {
    const known = this.#known.get(fact.id) ?? { located: this.#read(fact), within: new Map() };
    this.#known.set(fact.id, known);
    return known;
  }

  #read<T>(fact: Fact<T>): readonly Located<T>[] {
    return [...this.#files.documentsWith(fact)].flatMap(document => [...fact.read(document)]);
  }
}

/** What was read of one kind, and what of it lies within each scope, or any of some scopes, that were asked for. */
interface Known {
  readonly located: readonly Located<unknown>[];
  readonly within: Map<Scope | readonly Scope[], readonly Located<unknown>[]>;
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

/** Of sorted paths the first one that does not come before a text. */
function firstFrom(text: string, sorted: readonly string[]): string | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}

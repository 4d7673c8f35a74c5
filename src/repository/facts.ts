import type { Document } from '../core/document.ts';
import type { Fact, Facts, Located, Scope } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { wholeRepository } from './scopes.ts';

/** The work tree, as far as facts ask for it. */
export interface Files {
  /** The documents that hold one of some words; of one file where `paths` is a text; CustomResourceDefinitions only where they are asked for. */
  documentsWith(words: readonly string[], paths?: Fact<unknown>['paths'], definitions?: boolean): Iterable<Document>;
  /** All files of the repository that may be read. */
  paths(): Iterable<string>;
}

/** Reads facts when they are asked for, and each once until something changes. */
export class RepositoryFacts implements Facts {
  readonly #files: Files;
  readonly #scopesAt: (path: string) => readonly Scope[];
  readonly #known = new Map<string, Known>();
  /** Files, and the folders above them. */
  #paths: ReadonlySet<string> | undefined;

  constructor(files: Files, scopesAt: (path: string) => readonly Scope[] = () => [wholeRepository]) {
    this.#files = files;
    this.#scopesAt = scopesAt;
  }

  scopesOf({ path }: SourceFile): readonly Scope[] {
    return this.#scopesAt(path);
  }

  /** The same list each time, until something changes: what is made of it may be kept with it. */
  all<T>(fact: Fact<T>, scope: Scope): readonly Located<T>[] {
    const known: Known = this.#known.get(fact.id) ?? { located: this.#read(fact), within: new Map() };
    this.#known.set(fact.id, known);
    const within = known.within.get(scope) ?? known.located.filter(({ file }) => scope.has(file.path));
    known.within.set(scope, within);
    return within as readonly Located<T>[];
  }

  has(path: string): boolean {
    this.#paths ??= withFolders(this.#files.paths());
    return this.#paths.has(path);
  }

  /** To be called after a file changed. */
  forget(): void {
    this.#known.clear();
    this.#paths = undefined;
  }

  #read<T>(fact: Fact<T>): readonly Located<T>[] {
    return [...this.#files.documentsWith(fact.words, fact.paths, fact.definitions)].flatMap(document => [...fact.read(document)]);
  }
}

/** What was read of one kind, and what of it lies within each scope that was asked for. */
interface Known {
  readonly located: readonly Located<unknown>[];
  readonly within: Map<Scope, readonly Located<unknown>[]>;
}

function withFolders(paths: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>(['.']);
  for (const path of paths) for (let at = path; at !== '' && !all.has(at); at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) all.add(at);
  return all;
}

import type { Document } from '../core/document.ts';
import type { Fact, Facts, Located, Scope } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { wholeRepository } from './scopes.ts';

/** The documents of the whole work tree that hold one of some words. */
export type DocumentsWith = (words: readonly string[], paths?: (path: string) => boolean) => Iterable<Document>;

/** Reads facts when they are asked for, and each once until something changes. */
export class RepositoryFacts implements Facts {
  readonly #documentsWith: DocumentsWith;
  readonly #known = new Map<string, Known>();

  constructor(documentsWith: DocumentsWith) {
    this.#documentsWith = documentsWith;
  }

  scopesOf(_file: SourceFile): readonly Scope[] {
    return [wholeRepository];
  }

  /** The same list each time, until something changes: what is made of it may be kept with it. */
  all<T>(fact: Fact<T>, scope: Scope): readonly Located<T>[] {
    const known: Known = this.#known.get(fact.id) ?? { located: this.#read(fact), within: new Map() };
    this.#known.set(fact.id, known);
    const within = known.within.get(scope) ?? known.located.filter(({ file }) => scope.has(file.path));
    known.within.set(scope, within);
    return within as readonly Located<T>[];
  }

  /** To be called after a file changed. */
  forget(): void {
    this.#known.clear();
  }

  #read<T>(fact: Fact<T>): readonly Located<T>[] {
    return [...this.#documentsWith(fact.words, fact.paths)].flatMap(document => [...fact.read(document)]);
  }
}

/** What was read of one kind, and what of it lies within each scope that was asked for. */
interface Known {
  readonly located: readonly Located<unknown>[];
  readonly within: Map<Scope, readonly Located<unknown>[]>;
}

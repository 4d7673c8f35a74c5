import type { Document } from '../core/document.ts';
import type { Fact, Facts, Located, Scope } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { wholeRepository } from './scopes.ts';

/** The documents of the whole work tree that hold one of some words. */
export type DocumentsWith = (words: readonly string[], paths?: (path: string) => boolean) => Iterable<Document>;

/** Reads facts when they are asked for, and each once until something changes. */
export class RepositoryFacts implements Facts {
  readonly #documentsWith: DocumentsWith;
  readonly #known = new Map<string, readonly Located<unknown>[]>();

  constructor(documentsWith: DocumentsWith) {
    this.#documentsWith = documentsWith;
  }

  scopesOf(_file: SourceFile): readonly Scope[] {
    return [wholeRepository];
  }

  all<T>(fact: Fact<T>, scope: Scope): readonly Located<T>[] {
    let located = this.#known.get(fact.id) as readonly Located<T>[] | undefined;
    if (!located) {
      located = [...this.#documentsWith(fact.words, fact.paths)].flatMap(document => [...fact.read(document)]);
      this.#known.set(fact.id, located);
    }
    return located.filter(({ file }) => scope.has(file.path));
  }

  /** To be called after a file changed. */
  forget(): void {
    this.#known.clear();
  }
}

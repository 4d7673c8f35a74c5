import type { Document } from './document.ts';
import type { SourceFile, TextRange } from './text.ts';

/** A value with the place it was read. */
export interface Located<T> {
  readonly value: T;
  readonly file: SourceFile;
  readonly range: TextRange;
}

/** Which documents of the work tree are asked for. */
export interface Search {
  /** A document without any of these is none. */
  readonly words: readonly string[];
  /** Narrows the files by path, where words are common; a text is the path of the one file that is read. */
  readonly paths?: string | ((path: string) => boolean);
  /** Whether it is about CustomResourceDefinitions, which nobody else is given. */
  readonly definitions?: true;
  /** Not those in strings of others, which take as long to find as to parse what they stand in. */
  readonly strings?: false;
}

/**
 * Something true of the repository, read from the whole work tree when a rule or codemod asks, and then once.
 */
export interface Fact<T> extends Search {
  readonly id: string;
  read(document: Document): Iterable<Located<T>>;
}

/** One cluster's share of a repository. Facts, shared addresses and conflicts never cross it. */
export interface Scope {
  readonly name: string;
  has(path: string): boolean;
}

/**
 * The scope of a file whose cluster is not known: all files. How files hang together, by the paths in kustomizations, charts and releases, is
 * read from all of them too, whatever the cluster.
 */
export const wholeRepository: Scope = { name: 'repository', has: () => true };

/** What is known of the repository around a file. */
export interface Facts {
  /** The scopes a file belongs to; never none. */
  scopesOf(file: SourceFile): readonly Scope[];
  /** All that the work tree says of one kind within a scope. */
  all<T>(fact: Fact<T>, scope: Scope): readonly Located<T>[];
  /** All that is said of one kind in any scope of a file, each once. */
  around<T>(fact: Fact<T>, file: SourceFile): readonly Located<T>[];
  /** Whether some scope holds both of two files, given by their paths: what they say may be for one cluster. */
  areTogether(path: string, other: string): boolean;
  /** Whether the repository holds a file or folder that may be read. */
  has(path: string): boolean;
}

export const defineFact = <T>(fact: Fact<T>): Fact<T> => fact;

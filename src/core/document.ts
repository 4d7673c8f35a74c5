import type { Facts } from './fact.ts';
import type { AddedObject, Model, ModelOp } from './model.ts';
import type { SourceFile, TextEdit, TextRange } from './text.ts';

export type Scalar = string | number | boolean | null;

/** A value without places: what JSON can say. */
export type Plain = Scalar | readonly Plain[] | { readonly [key: string]: Plain };

/** A value as a word of a sentence. */
export const wordFor = (value: Plain): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Keys and list indexes from the root of a document. */
export type Path = readonly (string | number)[];

/** Why something cannot be done, in a sentence for the user. A value, never an exception. */
export interface Refusal {
  readonly refused: string;
  /** The name of the reason in the docs of a codemod, as `BASE_UNKNOWN`, where it has one. */
  readonly code?: string | undefined;
}

export const isRefusal = (value: object): value is Refusal => 'refused' in value;

/** What a user reads where something is left alone: why, and the name of the reason in the docs. */
export const reasonOf = ({ refused, code }: Refusal): string => (code === undefined ? refused : `${refused} [${code}]`);

/**
 * A value in the user's file: what it means (`value`) and where it is written (`range`).
 *
 * Aliases and merge keys are resolved: `get` finds what Kubernetes would read. The range is where the value is *used*.
 */
export interface Node {
  readonly kind: 'map' | 'list' | 'scalar';
  /** What Kubernetes reads here, computed when asked for. A cycle of aliases ends in `null`. */
  readonly value: Plain;
  readonly range: TextRange;
  /** The key that leads to the value, where it has one. */
  readonly keyRange?: TextRange | undefined;
  readonly path: Path;
  /** A scalar as it is written, quotes and all; for the rest the text of `range`. */
  readonly source: string;
  readonly document: Document;
  get(...path: Path): Node | undefined;
  /** The members of a map in source order, merged ones last; of a repeated key the last one counts. Empty for the rest. */
  entries(): Iterable<readonly [key: string, value: Node]>;
  /** The items of a list; empty for the rest. */
  items(): readonly Node[];
}

/** Where a document cannot be read. */
export interface ParseError {
  readonly message: string;
  readonly range: TextRange;
}

/** A comment with its sign (`#`), without the line break. */
export interface Comment {
  readonly text: string;
  readonly range: TextRange;
}

/** A string of a document that is a document itself, or several; or a map of one that is read as a document of its own. */
export interface Region {
  /** The string, or the map. */
  readonly node: Node;
  /** What it holds, in the words of who told that it is a region: `manifests`, `helm-values` … */
  readonly holds: string;
  /** Why a change of what it holds is not sure to reach the cluster. */
  readonly obstacle?: Refusal | undefined;
  /** What it is written in, where that is no format of files. It is read only where the run has loaded it. */
  readonly language?: StringLanguage;
  /** Given for a map: what its reader calls its members. */
  readonly names?: PartNames;
}

/** A map that says what another kind of document does, in words of its own: as a resource of Terraform says a Service. */
export interface PartNames {
  /** What it says without writing it: `kind`, say. */
  readonly says: Readonly<Record<string, string>>;
  readonly members: Members;
}

/** How members are written, by what their reader calls them; the rest is called as it is written. */
export type Members = Readonly<
  Record<
    string,
    {
      readonly written: string;
      /** Of what is in it, where that has names of its own as well. What there is one of may be written as a list of one. */
      readonly members?: Members;
      /** Whether it is a list. */
      readonly repeated?: true;
    }
  >
>;

/** Languages that are no formats of files: expressions. */
export type StringLanguage = 'promql';

/**
 * One tree in a file: a YAML document, a JSON file, a string that holds YAML.
 *
 * All ranges count from the start of the file, not of the document.
 */
export interface Document {
  readonly file: SourceFile;
  /** Whether it is a template: what is applied is printed from it, so any part may be an expression, and more may be printed than is written. */
  readonly isTemplate: boolean;
  /** As YAML counts documents of a file, from 0; in a region that of the outermost document. */
  readonly index: number;
  /** The string it is written in, and as which of its documents; nothing for a document of the file itself. */
  readonly within?: Region & { readonly part: number };
  /** From the first byte that belongs to the document to the first that does not. */
  readonly range: TextRange;
  /** Nothing, where the document is empty or cannot be read. */
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  readonly editor: Editor;
  /** Everything the text says, comments apart, in a form that can be compared. */
  model(): Model;
  comments(): readonly Comment[];
}

/** Spells changes of one document, or says why it cannot. All changes of a tree are planned at once, so that no two edits meet at one offset. */
export interface Editor {
  plan(ops: readonly ModelOp[]): readonly TextEdit[] | Refusal;
  /** The comments about a member or item: what a removal takes along. Each with its sign. */
  commentsOf(path: Path): readonly string[];
}

/** What a language makes of a file. */
export interface ParsedFile {
  readonly documents: readonly Document[];
  /** Where each document of the file lies, parsed or not. */
  readonly ranges: readonly TextRange[];
  /** Why the file is left out although its name says it is one of ours. */
  readonly skipped?: string;
}

/** Everything the program knows about one file format. */
export interface Language {
  readonly name: string;
  /** Parses the documents that are `wanted`; the others cost nothing. Never throws on what a file holds. */
  parse(file: SourceFile, wanted?: (text: string, index: number) => boolean): ParsedFile;
  /** Parses the documents in a string of one of this language's documents, or says why it cannot be read as such. */
  region(region: Region, wanted?: (text: string, index: number) => boolean): readonly Document[] | Refusal;
  /** Adds objects after everything else in a file. Their copies may be of any document. */
  append(file: SourceFile, objects: readonly AddedObject[]): TextEdit | Refusal;
  /**
   * Why another reader of the format does not say of a change what this one does. Given where there is such a reader, too costly to load for
   * each fix that is offered: asked once a file is about to be written.
   */
  confirm?(before: SourceFile, after: SourceFile): Promise<Refusal | undefined>;
}

/**
 * Finds what a rule or codemod is about. Silent on documents that hold none of it.
 *
 * What a document means may be said elsewhere: whether a file is a patch, the kustomization knows that lists it. So a query may ask for
 * facts, and what it finds may do so later on.
 */
export type Query<Match> = (document: Document, facts: Facts) => Iterable<Match>;

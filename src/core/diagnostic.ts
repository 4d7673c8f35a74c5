import type { Document, Path } from './document.ts';
import type { AddedObject, ModelOp, NewValue } from './model.ts';
import type { SourceFile, TextEdit, TextRange } from './text.ts';

export type Severity = 'error' | 'warning' | 'info';

/** From mild to grave. */
export const SEVERITIES = ['info', 'warning', 'error'] as const satisfies readonly Severity[];

export const isAsSevere = (severity: Severity, threshold: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);

/**
 * What applying a fix does to the cluster.
 *
 * - `safe`: the API server and the data plane behave as before. Written by `--fix`.
 * - `unsafe`: they may not. Written when asked for by name.
 * - `manual`: a person must answer a question first. Shown, never written.
 */
export type Applicability = 'safe' | 'unsafe' | 'manual';

/** A span of a file and the few words printed under it. */
export interface Label {
  readonly file: SourceFile;
  readonly range: TextRange;
  readonly text: string;
}

/** What a fix takes for granted because no file can show it, in the user's words. */
export interface Assumption {
  readonly at: Label;
  /** One sentence; `{}` stands for the subject. The same for every place, so that it is printed once a run. */
  readonly text: string;
  /** What the sentence is about at this place: an address, say. */
  readonly subject?: string;
}

/** The sentence of an assumption about its own subject. */
export const assumptionText = ({ text, subject }: Assumption): string =>
  subject === undefined ? text : text.replaceAll('{}', () => `\`${subject}\``);

/** An object that a fix adds: a further document of the file at `path`, or a new file. */
export interface NewObject extends AddedObject {
  readonly path: string;
  /** Objects that several fixes add to a file under one name are one object, with the items of the lists of all. */
  readonly sharedAs?: string;
  /** How a document of the file takes it in, where objects are no documents of their own there: the calls of a program. */
  readonly takenIn?: { readonly document: Document; readonly by: (object: NewValue) => readonly ModelOp[] };
}

/** Changes of one document. */
export interface Change {
  readonly document: Document;
  readonly ops: readonly ModelOp[];
}

/** Proven and written whole, or not at all; may span files. */
export interface FixPlan {
  readonly changes: readonly Change[];
  readonly create?: readonly NewObject[];
  readonly assumes?: readonly Assumption[];
  /** What is left to do by hand once it is written; see `Codemod.handover`. */
  readonly followUps?: readonly string[];
}

/** Text edits of one file; `create` where the file is new. */
export interface FileEdit extends TextEdit {
  readonly path: string;
  readonly create: boolean;
}

/** A way to mend a finding. */
export interface Fix {
  /** What applying it does, as an order: "remove `externalIPs`". */
  readonly title: string;
  readonly applicability: Applicability;
  readonly plan: FixPlan;
  /** The codemod it comes from, where it is one. */
  readonly codemod?: string;
}

/** The Kubernetes object, or what stands for one, that a finding is about; as far as the file says. */
export interface Resource {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  /** The field within the object. */
  readonly path: Path;
  /** `service`, `kubeadm`, `helm-values` …: how the file holds it. */
  readonly form: string;
}

/** One thing a rule has to say about one place. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence that stands on its own, with the user's words in backticks and no full stop. */
  readonly message: string;
  /** The smallest span that shows the defect. */
  readonly primary: Label;
  readonly related: readonly Label[];
  readonly document: Document;
  readonly help?: string | undefined;
  /** Where to read more. */
  readonly url?: string | undefined;
  readonly resource?: Resource | undefined;
  readonly fix?: Fix | undefined;
  /** Why there is no fix, where there is a reason to tell. */
  readonly skip?: string | undefined;
  /** What a codemod that was asked for leaves to do by hand where it has nothing to write. */
  readonly followUps?: { readonly codemod: string; readonly items: readonly string[] } | undefined;
}

/** By file, then by place; at one place by rule. */
export function inReadingOrder({ primary: a, rule }: Diagnostic, { primary: b, rule: otherRule }: Diagnostic): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.range.start - b.range.start || (rule < otherRule ? -1 : 1);
}

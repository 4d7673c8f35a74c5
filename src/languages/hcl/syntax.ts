import type { Scalar } from '../../core/document.ts';

/** Offsets into the text of a file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What HCL says, in the shape of Terraform's JSON syntax: a block is an item of a list below its type and its labels, an expression that is
 * no literal is a string in `${…}` (https://developer.hashicorp.com/terraform/language/syntax/json).
 */
export type Syntax = MapSyntax | ListSyntax | ScalarSyntax;

export interface MapSyntax extends Span {
  readonly kind: 'map';
  /** A whole file, the body of a block, an expression in braces; or blocks by their labels, which is written nowhere in one place. */
  readonly form: 'file' | 'block' | 'object' | 'labels';
  readonly entries: EntrySyntax[];
  /** Of a repeated key the last one: there may be thousands. */
  readonly byKey: Map<string, EntrySyntax>;
  /** What stands between the braces. */
  readonly inside: Span;
}

export interface EntrySyntax {
  readonly key: string;
  readonly keySpan: Span;
  /** The attribute or element with its key; nothing for blocks, which may be several. */
  readonly span: Span | undefined;
  readonly value: Syntax;
}

export interface ListSyntax extends Span {
  readonly kind: 'list';
  readonly form: 'tuple' | 'blocks';
  readonly items: { readonly value: Syntax; readonly keySpan: Span | undefined }[];
  readonly inside: Span;
}

export interface ScalarSyntax extends Span {
  readonly kind: 'scalar';
  readonly form: 'literal' | 'string' | 'heredoc' | 'expression';
  readonly value: Scalar;
  /** Of a heredoc the lines between its marks. */
  readonly lines?: Span;
  /** Of an expression the function that it calls, and what it gives it. */
  readonly call?: { readonly name: string; readonly argument: Syntax | undefined };
}

/** A comment with its sign. */
export interface CommentSyntax extends Span {
  readonly text: string;
}

export interface SyntaxError extends Span {
  readonly message: string;
}

/** All that a file says. */
export interface FileSyntax {
  readonly root: MapSyntax;
  readonly comments: readonly CommentSyntax[];
  readonly errors: readonly SyntaxError[];
}

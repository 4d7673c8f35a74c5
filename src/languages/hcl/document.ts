import type { Comment, Document, Editor, Node, ParseError } from '../../core/document.ts';
import type { Model } from '../../core/model.ts';
import type { SourceFile, TextRange } from '../../core/text.ts';
import { HclEditor } from './editor.ts';
import { HclValue } from './node.ts';
import type { CommentSyntax, SyntaxError, Syntax } from './syntax.ts';

/** A whole file of HCL, or what a function such as `yamlencode` is given in one. */
export class HclDocument implements Document {
  readonly file: SourceFile;
  readonly isTemplate = false;
  readonly index = 0;
  readonly within?: NonNullable<Document['within']>;
  readonly range: TextRange;
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  readonly editor: Editor;
  readonly #syntax: Syntax;
  readonly #comments: readonly CommentSyntax[];

  /** `comments`: those of the file; what is given to a function has none of its own. */
  constructor(
    file: SourceFile,
    syntax: { readonly root: Syntax; readonly comments: readonly CommentSyntax[]; readonly errors: readonly SyntaxError[] },
    within?: Document['within'],
  ) {
    this.file = file;
    if (within) this.within = within;
    this.#syntax = syntax.root;
    this.#comments = syntax.comments;
    this.range = within ? { start: syntax.root.start, end: syntax.root.end } : { start: 0, end: file.text.length };
    this.errors = syntax.errors.map(({ message, start, end }) => ({ message, range: { start, end } }));
    this.root = this.errors.length === 0 ? new HclValue(this, [], syntax.root, undefined) : undefined;
    this.editor = new HclEditor({ ...syntax, file });
  }

  /** Of what a function is given they are those of the file, which tells of them. */
  comments(): readonly Comment[] {
    return this.within ? [] : this.#comments.map(({ text, start, end }) => ({ text, range: { start, end } }));
  }

  /** The comments of the file. */
  get allComments(): readonly CommentSyntax[] {
    return this.#comments;
  }

  model(): Model {
    return this.errors.length === 0 ? this.#modelOf(this.#syntax) : { kind: 'scalar', value: null, source: '' };
  }

  #modelOf(syntax: Syntax): Model {
    if (syntax.kind === 'scalar')
      return { kind: 'scalar', value: syntax.value, source: this.file.text.slice(syntax.start, syntax.end).replace(/\r\n/g, '\n') };
    if (syntax.kind === 'list') return { kind: 'list', items: syntax.items.map(({ value }) => this.#modelOf(value)) };
    return { kind: 'map', entries: syntax.entries.map(({ key, value }) => ({ key, value: this.#modelOf(value) })) };
  }
}

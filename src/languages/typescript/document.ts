import type { ts } from 'ts-morph';
import type { Comment, Document, Editor, Node, ParseError } from '../../core/document.ts';
import type { Model } from '../../core/model.ts';
import { byteOrderMarkLength, type SourceFile, type TextRange } from '../../core/text.ts';
import { ProgramEditor } from './editor.ts';
import { modelOf } from './model.ts';
import { ProgramNode } from './node.ts';
import { isParts, Reader, type Part } from './part.ts';
import { readScope, type Call, type Scope } from './scope.ts';
import { parseProgram, type Syntax } from './syntax.ts';

/**
 * A program, as what it imports and what it calls of that:
 *
 * ```
 * imports: { cdk8s: { Chart: 'Chart' }, './imports/k8s': { k8s: '*' } }
 * calls:
 *   - { from: './imports/k8s', new: 'KubeService', block: 2, arguments: ['${this}', 'web', { spec: … }] }
 * ```
 *
 * An argument is read as far as it is written out, constants of the file followed. An expression whose value the file does not say is a
 * placeholder, `${props.address}`.
 */
export class ProgramDocument implements Document {
  readonly file: SourceFile;
  readonly isTemplate = false;
  readonly index = 0;
  readonly range: TextRange;
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  readonly editor: Editor;
  readonly program: { readonly syntax: Syntax; readonly scope: Scope } | undefined;
  #comments: readonly Comment[] | undefined;
  #expressions: ReadonlySet<string> | undefined;

  constructor(file: SourceFile) {
    this.file = file;
    this.range = { start: byteOrderMarkLength(file.text), end: file.text.length };
    const syntax = parseProgram(file);
    this.errors = 'tree' in syntax ? syntax.errors : [syntax];
    this.program = 'tree' in syntax && this.errors.length === 0 ? { syntax, scope: readScope(syntax) } : undefined;
    this.root = this.program && new ProgramNode(this, [], rootOf(this.program.syntax, this.program.scope));
    this.editor = new ProgramEditor(this);
  }

  /** The expressions that calls are given, as placeholders. */
  expressions(): ReadonlySet<string> {
    return (this.#expressions ??= new Set(this.root instanceof ProgramNode ? expressionsIn(this.root.part) : []));
  }

  model(): Model {
    return this.program ? modelOf(this.program.syntax, this.program.scope) : { kind: 'scalar', value: null, source: this.file.text };
  }

  comments(): readonly Comment[] {
    return (this.#comments ??= this.program ? commentsOf(this.program.syntax) : []);
  }
}

function rootOf(syntax: Syntax, scope: Scope): Part {
  const whole = { start: 0, end: syntax.tree.end };
  const reader = new Reader(syntax, scope);
  const packages = new Map<string, Map<string, Part>>();
  for (const [local, { from, name, isRequired }] of scope.imports) {
    const names = packages.get(from) ?? new Map<string, Part>();
    packages.set(from, names);
    names.set(local, { ...whole, content: name, ...(isRequired && { through: 'require' }) });
  }
  const imports = new Map([...packages].map(([from, names]): [string, Part] => [from, { ...whole, content: names }]));
  return {
    ...whole,
    content: new Map<string, Part>([
      ['imports', { ...whole, content: imports }],
      ['calls', { ...whole, content: scope.calls.map(call => callPart(call, reader, syntax)) }],
    ]),
  };
}

function callPart({ node, from, name, block }: Call, reader: Reader, { compiler, tree }: Syntax): Part {
  const callee = { start: node.expression.getStart(tree), end: node.expression.end };
  const given: readonly ts.Expression[] = node.arguments ?? [];
  return {
    start: node.getStart(tree),
    end: node.end,
    content: new Map<string, Part>([
      ['from', { ...callee, content: from }],
      [compiler.isNewExpression(node) ? 'new' : 'call', { ...callee, content: name }],
      ['block', { ...callee, content: block }],
      ['arguments', { ...callee, content: given.map(argument => reader.read(argument)) }],
    ]),
  };
}

function* expressionsIn({ content, isOpen }: Part): Generator<string> {
  if (isOpen === true && typeof content === 'string') yield content;
  else if (isParts(content)) for (const part of content) yield* expressionsIn(part);
  else if (content instanceof Map) for (const part of (content as ReadonlyMap<string, Part>).values()) yield* expressionsIn(part);
}

/** The comments between the tokens of a program. */
function commentsOf({ compiler, tree }: Syntax): readonly Comment[] {
  const { text } = tree;
  const found = new Map<number, Comment>();
  const visit = (node: ts.Node): void => {
    if (node.kind >= compiler.SyntaxKind.FirstJSDocNode && node.kind <= compiler.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(tree);
    if (children.length > 0) return children.forEach(visit);
    const start = node.getFullStart();
    const ranges = [...(compiler.getLeadingCommentRanges(text, start) ?? []), ...(compiler.getTrailingCommentRanges(text, start) ?? [])];
    // A token of JSX has no trivia: what looks like a comment there is text.
    if (node.kind === compiler.SyntaxKind.JsxText) return;
    for (const { pos, end } of ranges)
      if (pos < node.getStart(tree)) found.set(pos, { text: text.slice(pos, end), range: { start: pos, end } });
  };
  visit(tree);
  return [...found.values()].toSorted((a, b) => a.range.start - b.range.start);
}

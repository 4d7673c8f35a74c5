import type { ts } from 'ts-morph';
import type { Model, ModelEntry } from '../../core/model.ts';
import { bareOf, isChain, keyOf, placeholderOf, scalarOf } from './part.ts';
import { importsOf, type Call, type Scope } from './scope.ts';
import type { Syntax } from './syntax.ts';

/**
 * Everything a program says: what it imports, its calls of that with their arguments as they are written, and all its other tokens.
 *
 * A statement that is nothing but a call is told by the call and the block that it stands in.
 */
export function modelOf(syntax: Syntax, scope: Scope): Model {
  const spelled = new Spelled(syntax, scope);
  const rest = spelled.tokensOf(syntax.tree);
  return map([
    ['imports', importsModel(syntax)],
    ['calls', { kind: 'list', items: scope.calls.map(call => callModel(call, spelled, syntax)) }],
    ['rest', { kind: 'scalar', value: rest, source: rest }],
  ]);
}

function importsModel({ compiler, tree }: Syntax): Model {
  const packages = new Map<string, [string, Model][]>();
  for (const statement of tree.statements) {
    if (!compiler.isImportDeclaration(statement)) continue;
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const names = packages.get(from) ?? [];
    packages.set(from, names);
    for (const [local, { name }] of importsOf(statement, compiler)) names.push([local, { kind: 'scalar', value: name, source: name }]);
  }
  return map([...packages].map(([from, names]) => [from, map(names)]));
}

function callModel({ node, from, name, block }: Call, spelled: Spelled, { compiler }: Syntax): Model {
  const given: readonly ts.Expression[] = node.arguments ?? [];
  return map([
    ['from', { kind: 'scalar', value: from }],
    [compiler.isNewExpression(node) ? 'new' : 'call', { kind: 'scalar', value: name }],
    ['block', { kind: 'scalar', value: block }],
    ['arguments', { kind: 'list', items: given.map(argument => spelled.modelOf(argument)) }],
  ]);
}

const map = (entries: readonly (readonly [string, Model])[]): Model => ({
  kind: 'map',
  entries: entries.map(([key, value]): ModelEntry => ({ key, value })),
});

/** Expressions as they are written, nothing followed. What calls are given is left out of what they stand in: it is told with the call. */
class Spelled {
  readonly #syntax: Syntax;
  readonly #calls: ReadonlySet<ts.Node>;

  constructor(syntax: Syntax, { calls }: Scope) {
    this.#syntax = syntax;
    this.#calls = new Set(calls.map(({ node }) => node));
  }

  modelOf(expression: ts.Expression): Model {
    const { compiler, tree } = this.#syntax;
    const bare = bareOf(expression, this.#syntax);
    const tag = bare === expression ? undefined : this.tokensOf(expression, bare);
    const scalar = scalarOf(bare, this.#syntax);
    if (scalar) return { kind: 'scalar', value: scalar.value, source: bare.getText(tree), tag };
    if (compiler.isArrayLiteralExpression(bare)) return { kind: 'list', items: bare.elements.map(item => this.modelOf(item)), tag };
    if (compiler.isObjectLiteralExpression(bare))
      return { kind: 'map', entries: bare.properties.map(element => this.#entryOf(element)), tag };
    const tokens = isChain(bare.getText(tree)) ? bare.getText(tree) : this.tokensOf(bare);
    return { kind: 'scalar', value: placeholderOf(tokens), source: tokens, tag };
  }

  #entryOf(element: ts.ObjectLiteralElementLike): ModelEntry {
    const { compiler } = this.#syntax;
    const key = keyOf(element, this.#syntax);
    if (key !== undefined && compiler.isPropertyAssignment(element)) return { key, value: this.modelOf(element.initializer) };
    if (key !== undefined && compiler.isShorthandPropertyAssignment(element)) return { key, value: this.modelOf(element.name) };
    const tokens = this.tokensOf(element);
    return { key: tokens, value: { kind: 'scalar', value: null, source: tokens } };
  }

  /** The tokens of a node, parted by blanks, but for those of `without`. */
  tokensOf(node: ts.Node, without?: ts.Node): string {
    const tokens: string[] = [];
    this.#collect(node, without, tokens);
    return tokens.join(' ');
  }

  #collect(node: ts.Node, without: ts.Node | undefined, tokens: string[]): void {
    const { compiler, tree } = this.#syntax;
    if (node === without || compiler.isImportDeclaration(node)) return;
    if (node.kind >= compiler.SyntaxKind.FirstJSDocNode && node.kind <= compiler.SyntaxKind.LastJSDocNode) return;
    if (compiler.isExpressionStatement(node) && this.#calls.has(node.expression)) return;
    if (this.#calls.has(node)) {
      const { expression, arguments: given = [] } = node as Call['node'];
      this.#collect(expression, without, tokens);
      tokens.push(`(${given.length})`);
      return;
    }
    const children = node.getChildren(tree);
    if (children.length > 0) for (const child of children) this.#collect(child, without, tokens);
    else if (node.kind !== compiler.SyntaxKind.EndOfFileToken) tokens.push(node.getText(tree));
  }
}

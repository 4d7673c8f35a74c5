import type { ts } from 'ts-morph';
import type { Compiler, Syntax } from './syntax.ts';

/** What a local name stands for: a name of a package, `*` for all of it, `default` for what it exports by default. */
export interface Import {
  readonly from: string;
  readonly name: string;
  /** Whether `require` brings it in. */
  readonly isRequired: boolean;
}

/** A call of something that was imported: `new Chart(…)`, `k8s.yaml.parse(…)`. */
export interface Call {
  readonly node: ts.NewExpression | ts.CallExpression;
  readonly from: string;
  /** The name within the package, as `core.v1.Service`. */
  readonly name: string;
  /** The number of the block that it stands in, as they begin in the file. */
  readonly block: number;
}

/** What a program imports, what it calls of that, and the constants whose values are written out. */
export interface Scope {
  readonly imports: ReadonlyMap<string, Import>;
  /** As they end in the file: one within another comes before it, what stands in the next statement after it. */
  readonly calls: readonly Call[];
  /** By name, where a name is declared once in the file: a constant; `name()` where a function does nothing but return it. */
  readonly constants: ReadonlyMap<string, ts.Expression>;
  /** How often a name stands in the file. */
  readonly uses: ReadonlyMap<string, number>;
}

/** Looks through a program once. */
export function readScope({ compiler, tree }: Syntax): Scope {
  const imports = new Map<string, Import>();
  const constants = new Map<string, ts.Expression>();
  const declared = new Set<string>();
  const uses = new Map<string, number>();
  const called: { node: Call['node']; block: number }[] = [];
  let blocks = 0;
  const visit = (node: ts.Node, block: number): void => {
    if (compiler.isIdentifier(node)) uses.set(node.text, (uses.get(node.text) ?? 0) + 1);
    if (compiler.isImportDeclaration(node)) for (const [local, found] of importsOf(node, compiler)) imports.set(local, found);
    if (compiler.isImportEqualsDeclaration(node) && compiler.isExternalModuleReference(node.moduleReference)) {
      const { expression } = node.moduleReference;
      if (compiler.isStringLiteral(expression)) imports.set(node.name.text, { from: expression.text, name: '*', isRequired: true });
    }
    const names = declaredNames(node, compiler);
    for (const name of names) {
      const constant = declared.has(name) ? undefined : constantOf(node, compiler);
      declared.add(name);
      constants.delete(name);
      constants.delete(`${name}()`);
      if (constant) constants.set(constant.isReturned ? `${name}()` : name, constant.value);
    }
    if (compiler.isVariableDeclaration(node)) for (const [local, found] of requiresOf(node, compiler)) imports.set(local, found);
    if (compiler.isNewExpression(node) || compiler.isCallExpression(node)) called.push({ node, block });
    const inner = compiler.isBlock(node) || compiler.isModuleBlock(node) || compiler.isCaseBlock(node) ? ++blocks : block;
    compiler.forEachChild(node, child => visit(child, inner));
  };
  visit(tree, 0);
  const calls = called
    .flatMap(({ node, block }): readonly Call[] => {
      const callee = calleeOf(node.expression, imports, compiler);
      return callee ? [{ node, block, ...callee }] : [];
    })
    .toSorted((a, b) => a.node.end - b.node.end);
  return { imports, calls, constants, uses };
}

/** The local names that a declaration of imports brings in. */
export function* importsOf(node: ts.ImportDeclaration, compiler: Compiler): Generator<readonly [local: string, found: Import]> {
  const { moduleSpecifier, importClause } = node;
  if (!compiler.isStringLiteral(moduleSpecifier) || !importClause) return;
  const from = moduleSpecifier.text;
  const found = (name: string): Import => ({ from, name, isRequired: false });
  const { name, namedBindings } = importClause;
  if (name) yield [name.text, found('default')];
  if (!namedBindings) return;
  if (compiler.isNamespaceImport(namedBindings)) yield [namedBindings.name.text, found('*')];
  else for (const element of namedBindings.elements) yield [element.name.text, found((element.propertyName ?? element.name).text)];
}

/** `const k8s = require('…')`, `const { Chart } = require('…')`. */
function* requiresOf({ name, initializer }: ts.VariableDeclaration, compiler: Compiler): Generator<readonly [string, Import]> {
  if (!initializer || !compiler.isCallExpression(initializer) || initializer.expression.getText() !== 'require') return;
  const [argument] = initializer.arguments;
  if (!argument || !compiler.isStringLiteral(argument)) return;
  const found = (imported: string): Import => ({ from: argument.text, name: imported, isRequired: true });
  if (compiler.isIdentifier(name)) yield [name.text, found('*')];
  else if (compiler.isObjectBindingPattern(name))
    for (const element of name.elements)
      if (compiler.isIdentifier(element.name)) yield [element.name.text, found((element.propertyName ?? element.name).getText())];
}

/** The names that a node declares, one for each time. */
function declaredNames(node: ts.Node, compiler: Compiler): readonly string[] {
  const { name } = node as ts.Node & { readonly name?: ts.Node };
  const declares =
    compiler.isVariableDeclaration(node) ||
    compiler.isParameter(node) ||
    compiler.isBindingElement(node) ||
    compiler.isFunctionDeclaration(node) ||
    compiler.isClassDeclaration(node) ||
    compiler.isEnumDeclaration(node) ||
    compiler.isImportSpecifier(node) ||
    compiler.isNamespaceImport(node) ||
    compiler.isImportClause(node);
  return declares && name && compiler.isIdentifier(name) ? [name.text] : [];
}

function constantOf(node: ts.Node, compiler: Compiler): Constant | undefined {
  if (compiler.isFunctionDeclaration(node)) return returnedBy(node, node.body, compiler);
  if (!compiler.isVariableDeclaration(node) || !node.initializer) return undefined;
  if (!compiler.isVariableDeclarationList(node.parent) || !(node.parent.flags & compiler.NodeFlags.Const)) return undefined;
  const { initializer } = node;
  return compiler.isArrowFunction(initializer)
    ? returnedBy(initializer, initializer.body, compiler)
    : { value: initializer, isReturned: false };
}

interface Constant {
  readonly value: ts.Expression;
  /** By a function. */
  readonly isReturned: boolean;
}

/** What a function without a parameter gives back, if it does nothing else. */
function returnedBy(
  { parameters }: ts.FunctionDeclaration | ts.ArrowFunction,
  body: ts.ConciseBody | undefined,
  compiler: Compiler,
): Constant | undefined {
  if (!body || parameters.length > 0) return undefined;
  if (!compiler.isBlock(body)) return { value: body, isReturned: true };
  const [statement, other] = body.statements;
  const value = statement && !other && compiler.isReturnStatement(statement) ? statement.expression : undefined;
  return value && { value, isReturned: true };
}

/** What a call calls, where that was imported. */
function calleeOf(
  expression: ts.Expression,
  imports: ReadonlyMap<string, Import>,
  compiler: Compiler,
): Pick<Call, 'from' | 'name'> | undefined {
  if (compiler.isIdentifier(expression)) {
    const found = imports.get(expression.text);
    return found && { from: found.from, name: found.name };
  }
  if (!compiler.isPropertyAccessExpression(expression)) return undefined;
  const holder = calleeOf(expression.expression, imports, compiler);
  if (!holder) return undefined;
  const own = expression.name.text;
  return { from: holder.from, name: holder.name === '*' || holder.name === 'default' ? own : `${holder.name}.${own}` };
}

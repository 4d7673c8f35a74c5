import type { ts } from 'ts-morph';
import { isCopy, type ModelOp, type NewValue } from '../../core/model.ts';
import type { ProgramDocument } from './document.ts';
import { endOfLine, layoutOf, lineOf } from './layout.ts';
import type { Pieces } from './pieces.ts';
import { Refused } from './refused.ts';
import type { Call, Import } from './scope.ts';
import type { Compiler } from './syntax.ts';
import { spell, spellInline, type Style } from './spell.ts';

/** Writes calls as statements of their own, each after the statement of another call. The last one comes first, as in any list. */
export function writeCalls(
  inserts: readonly Extract<ModelOp, { op: 'insert' }>[],
  imports: ReadonlyMap<string, Import>,
  document: ProgramDocument,
  style: Style,
  pieces: Pieces,
): void {
  const { syntax, scope } = document.program!;
  const { text } = document.file;
  for (const { value, place } of inserts.toReversed()) {
    const anchor = typeof place === 'object' && 'after' in place ? scope.calls[Number(place.after)] : undefined;
    if (!anchor) throw new Refused('a call is written after another one only');
    const statement = statementOf(anchor, syntax.compiler);
    const line = lineOf(text, statement.getStart(syntax.tree));
    const end = endOfLine(text, statement.end);
    if (end === undefined || line.before.trim() !== '')
      throw new Refused('other code stands in the lines of the statement beside which it would stand');
    const hasSeveralLines = text.slice(line.start, statement.end).includes('\n');
    const semicolon = text.slice(statement.getStart(syntax.tree), statement.end).endsWith(';') ? ';' : '';
    const spelled = line.indent + spellCall(value, imports, document, line.indent, style) + semicolon;
    const { lineBreak } = style;
    const hasEnd = text[end - 1] === '\n';
    pieces.insert(end, (hasEnd ? '' : lineBreak) + (hasSeveralLines ? lineBreak : '') + spelled + (hasEnd ? lineBreak : ''));
  }
}

/** The statement of a call, where another one can follow it and is run as often as it is. */
function statementOf({ node }: Call, compiler: Compiler): ts.Statement {
  for (let at: ts.Node = node; !compiler.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (compiler.isFunctionLike(at) || compiler.isClassLike(at))
      throw new Refused('the call is no statement of its own, so that nothing can be written after it: give the result a name first');
    if (compiler.isReturnStatement(at))
      throw new Refused('the call is returned, and what follows it would never run: give the result a name first');
    if (compiler.isStatement(at) && !compiler.isBlock(at)) {
      const isInBlock = compiler.isBlock(parent) || compiler.isSourceFile(parent) || compiler.isModuleBlock(parent);
      if (!isInBlock) throw new Refused('the call stands where no other statement can follow it: put it in braces first');
      if (isInLoop(at, compiler)) throw new Refused('the call stands in a loop, where a new object would be made several times');
      return at;
    }
  }
  throw new Refused('the call is no statement');
}

function isInLoop(statement: ts.Node, compiler: Compiler): boolean {
  for (let at = statement.parent; !compiler.isSourceFile(at); at = at.parent) {
    if (compiler.isIterationStatement(at, false)) return true;
    // What is called for each of some things is a loop as well.
    if (compiler.isArrowFunction(at) || compiler.isFunctionExpression(at)) return true;
    if (compiler.isFunctionLike(at) || compiler.isClassLike(at)) return false;
  }
  return false;
}

function spellCall(value: NewValue, imports: ReadonlyMap<string, Import>, document: ProgramDocument, indent: string, style: Style): string {
  const { from, new: name, arguments: given } = value as { readonly [key: string]: NewValue };
  if (typeof from !== 'string' || typeof name !== 'string' || !Array.isArray(given)) throw new Refused('what is to be written is no call');
  const local = localNameOf(from, name, imports);
  if (local === undefined) throw new Refused(`\`${name}\` of ${from} is not imported: import it first`);
  const spelled = (given as readonly NewValue[]).map(argument =>
    isFlat(argument) ? spellInline(argument, style, document) : spell(argument, indent, style, document),
  );
  return `new ${local}(${spelled.join(', ')})`;
}

/** Options: a map of names and scalars. */
const isFlat = (value: NewValue): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(member => member === null || typeof member !== 'object' || isCopy(member as NewValue));

/** How a program calls a name of a package. */
export function localNameOf(from: string, name: string, imports: ReadonlyMap<string, Import>): string | undefined {
  for (const [local, found] of imports) {
    if (found.from !== from) continue;
    if (found.name === name) return local;
    if (found.name === '*' || found.name === 'default') return `${local}.${name}`;
    if (name.startsWith(`${found.name}.`)) return local + name.slice(found.name.length);
  }
  return undefined;
}

/** Writes the names that packages are to give as well, to the import of the package that is there. */
export function writeImports(
  sets: readonly Extract<ModelOp, { op: 'set' }>[],
  document: ProgramDocument,
  { quote, lineBreak }: Style,
  pieces: Pieces,
): readonly (readonly [string, Import])[] {
  const { syntax, scope } = document.program!;
  const { compiler, tree } = syntax;
  const { text } = document.file;
  return [...new Map(sets.map(op => [JSON.stringify(op.path), op])).values()].map(({ path, value }) => {
    const [from, local] = [String(path[1]), String(path[2])];
    if (isCopy(value) || value !== local || path.length !== 3) throw new Refused('only a name can be imported');
    if ((scope.uses.get(local) ?? 0) > 0)
      throw new Refused(`\`${local}\` is the name of something else here: import ${from} under a name of its own first`);
    const declarations = tree.statements.filter(statement => compiler.isImportDeclaration(statement));
    const named = declarations.findLast(({ moduleSpecifier, importClause }) => {
      const isOurs = (moduleSpecifier as ts.StringLiteral).text === from;
      return (
        isOurs &&
        importClause &&
        importClause.phaseModifier !== compiler.SyntaxKind.TypeKeyword &&
        importClause.namedBindings &&
        compiler.isNamedImports(importClause.namedBindings)
      );
    })?.importClause?.namedBindings;
    const last = declarations.at(-1);
    if (named) {
      const layout = layoutOf(named, syntax);
      const slot = layout.slots.at(-1);
      if (layout.isWide && slot) {
        if (slot.comma === undefined) pieces.insert(slot.end, ',');
        pieces.insert(slot.lines!.end, `${layout.indent}${local}${slot.comma === undefined ? '' : ','}${lineBreak}`);
      } else pieces.insert(slot?.end ?? layout.open, slot ? `, ${local}` : ` ${local} `);
    } else if (last) {
      const end = endOfLine(text, last.end);
      if (end === undefined || text[end - 1] !== '\n') throw new Refused('other code stands in the line of the last import');
      const semicolon = last.getText(tree).endsWith(';') ? ';' : '';
      pieces.insert(end, `import { ${local} } from ${quote}${from}${quote}${semicolon}${lineBreak}`);
    } else throw new Refused(`nothing is imported with \`import\`: bring \`${local}\` of ${from} in first`);
    return [local, { from, name: local, isRequired: false }] as const;
  });
}

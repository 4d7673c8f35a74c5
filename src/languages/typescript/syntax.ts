import { createRequire } from 'node:module';
import type { ts } from 'ts-morph';
import type { ParseError } from '../../core/document.ts';
import type { SourceFile } from '../../core/text.ts';

/** The compiler, as the package exports it. */
export type Compiler = typeof ts;

/** A program as a tree, without types and without the files that it imports. */
export interface Syntax {
  readonly compiler: Compiler;
  readonly tree: ts.SourceFile;
  readonly errors: readonly ParseError[];
}

/** Far from where recursion over a tree can abort the process, and from what people write. */
const MAX_DEPTH = 1000;

const TOO_DEEP: ParseError = { message: 'it is nested too deep', range: { start: 0, end: 1 } };

let loaded: Compiler | undefined;

/** Loads the compiler at the first program: it takes a quarter of a second, and most runs meet none. */
export function compilerOf(): Compiler {
  loaded ??= (createRequire(import.meta.url)('ts-morph') as { readonly ts: Compiler }).ts;
  return loaded;
}

/** Parses a program. Never throws on what it holds. */
export function parseProgram({ path, text }: SourceFile): Syntax | ParseError {
  const compiler = compilerOf();
  const { ScriptKind, ScriptTarget } = compiler;
  const kind = /\.m?js$/i.test(path) ? ScriptKind.JS : ScriptKind.TS;
  try {
    const tree = compiler.createSourceFile(path, text, ScriptTarget.Latest, true, kind);
    return isTooDeep(tree, compiler) ? TOO_DEEP : { compiler, tree, errors: errorsOf(tree, compiler) };
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

/** Without recursion: the parser makes deep trees of long sums, and needs none for them. */
function isTooDeep(tree: ts.SourceFile, { forEachChild }: Compiler): boolean {
  let level: readonly ts.Node[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === MAX_DEPTH) return true;
    const next: ts.Node[] = [];
    for (const node of level) forEachChild(node, child => void next.push(child));
    level = next;
  }
  return false;
}

/** What the parser could not read; it keeps that beside the tree, and does not tell in its types. */
function errorsOf(tree: ts.SourceFile, { flattenDiagnosticMessageText }: Compiler): readonly ParseError[] {
  const { parseDiagnostics = [] } = tree as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics.map(({ messageText, start, length }) => ({
    message: flattenDiagnosticMessageText(messageText, ' ').replace(/\.$/, ''),
    range: { start, end: start + length },
  }));
}

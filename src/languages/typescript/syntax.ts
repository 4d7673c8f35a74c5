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
    return { compiler, tree, errors: errorsOf(tree, compiler) };
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

/** What the parser could not read; it keeps that beside the tree, and does not tell in its types. */
function errorsOf(tree: ts.SourceFile, { flattenDiagnosticMessageText }: Compiler): readonly ParseError[] {
  const { parseDiagnostics = [] } = tree as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics.map(({ messageText, start, length }) => ({
    message: flattenDiagnosticMessageText(messageText, ' ').replace(/\.$/, ''),
    range: { start, end: start + length },
  }));
}

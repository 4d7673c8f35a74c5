import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Language, Parser, type Node as TreeNode, type Tree } from 'web-tree-sitter';
import { read, TooDeep } from './read.ts';
import type { FileSyntax, SyntaxError } from './syntax.ts';

const GRAMMAR = 'tree-sitter-terraform.wasm';

/** A number with an exponent, which the grammar does not know. */
const EXPONENT = /(?<![\w.])\d+(?:\.\d+)?[eE][+-]?\d+/g;

/** Where errors are told; the first one says enough. */
const MOST_ERRORS = 10;

/** Of what cannot be read. */
const EMPTY = {
  root: { kind: 'map', form: 'file', start: 0, end: 0, entries: [], byKey: new Map(), inside: { start: 0, end: 0 } },
  comments: [],
} as const satisfies Omit<FileSyntax, 'errors'>;

/** Loads the grammar. What it answers reads HCL, and keeps nothing of the tree that the grammar makes. */
export async function loadParser(): Promise<(text: string) => FileSyntax> {
  await Parser.init();
  const grammar = await Language.load(grammarPath());
  const parser = new Parser();
  parser.setLanguage(grammar);
  return text => {
    const first = parse(parser, text);
    const tree = first.rootNode.hasError && text.search(EXPONENT) !== -1 ? retry(parser, text, first) : first;
    try {
      const errors = errorsIn(tree.rootNode);
      return { ...(errors.length > 0 ? EMPTY : read(tree.rootNode, text)), errors };
    } catch (error) {
      if (error instanceof TooDeep)
        return { ...EMPTY, errors: [{ message: error.message, start: error.at.start, end: error.at.start + 1 }] };
      throw error;
    } finally {
      tree.delete();
    }
  };
}

/** Beside the bundle, or where the package puts it. */
function grammarPath(): string {
  const bundled = join(import.meta.dirname, GRAMMAR);
  return existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(`@tree-sitter-grammars/tree-sitter-hcl/${GRAMMAR}`);
}

function parse(parser: Parser, text: string): Tree {
  // A byte order mark is no part of the language.
  const tree = parser.parse(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  if (!tree) throw new Error('the parser of HCL has no grammar');
  return tree;
}

function retry(parser: Parser, text: string, first: Tree): Tree {
  first.delete();
  return parse(
    parser,
    text.replace(EXPONENT, number => '0'.repeat(number.length)),
  );
}

/** Not by recursion, as what is wrong may be how deep it is. */
function errorsIn(root: TreeNode): readonly SyntaxError[] {
  const errors: SyntaxError[] = [];
  const open = [root];
  for (let node = open.pop(); node && errors.length < MOST_ERRORS; node = open.pop()) {
    if (node.isMissing) errors.push({ start: node.startIndex, end: node.endIndex, message: `\`${node.type}\` is missing` });
    else if (node.isError) errors.push({ ...firstLineOf(innermost(node)), message: 'this is no HCL' });
    else if (node.hasError) open.push(...node.children.toReversed());
  }
  return errors;
}

/** What is wrong within something that is wrong: around it is often all of a block. */
const innermost = (error: TreeNode): TreeNode => error.descendantsOfType('ERROR').at(-1) ?? error;

/** An error may go on to the end of the file. */
function firstLineOf({ startIndex: start, endIndex: end, text }: TreeNode): { readonly start: number; readonly end: number } {
  const line = /^.*/.exec(text)?.[0].trimEnd().length ?? 0;
  return { start, end: Math.min(end, start + Math.max(line, 1)) };
}

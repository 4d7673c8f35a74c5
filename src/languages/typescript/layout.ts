import type { ts } from 'ts-morph';
import { byteOrderMarkLength } from '../../core/text.ts';
import type { Syntax } from './syntax.ts';

/** What stands between brackets, with its comma. */
export interface Slot {
  readonly node: ts.Node;
  readonly start: number;
  readonly end: number;
  /** Where its comma stands. */
  readonly comma: number | undefined;
  /** From the start of its line to the start of the next, where no other element is on it. */
  readonly lines: { readonly start: number; readonly end: number } | undefined;
}

/** The elements of a literal, or the names of an import, as they are laid out. */
export interface Layout {
  /** After the bracket that opens it. */
  readonly open: number;
  /** Before the one that closes it. */
  readonly close: number;
  readonly slots: readonly Slot[];
  /** Whether each element stands on lines of its own. */
  readonly isWide: boolean;
  /** What each line begins with, then. */
  readonly indent: string;
}

export function layoutOf(holder: ts.Node, { compiler, tree }: Syntax): Layout {
  const { SyntaxKind } = compiler;
  const children = holder.getChildren(tree);
  const list = children.find(({ kind }) => kind === SyntaxKind.SyntaxList);
  const [open, close] = [children[0]!.end, children.at(-1)!.getStart(tree)];
  const elements: { node: ts.Node; comma: number | undefined }[] = [];
  for (const child of list?.getChildren(tree) ?? []) {
    const last = elements.at(-1);
    if (child.kind === SyntaxKind.CommaToken) {
      if (last) last.comma = child.getStart(tree);
    } else elements.push({ node: child, comma: undefined });
  }
  const { text } = tree;
  const slots = elements.map(({ node, comma }): Slot => {
    const start = node.getStart(tree);
    return { node, start, end: node.end, comma, lines: linesOf(text, start, comma === undefined ? node.end : comma + 1) };
  });
  const first = slots[0]?.lines;
  const isWide = slots.length > 0 && slots.every(({ lines }) => lines) && lineOf(text, close).before.trim() === '';
  return { open, close, slots, isWide, indent: first ? (/^[ \t]*/.exec(text.slice(first.start))?.[0] ?? '') : '' };
}

/** The line that an offset is in: where it starts, and what stands before the offset. */
export function lineOf(text: string, offset: number): { readonly start: number; readonly before: string; readonly indent: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1 || byteOrderMarkLength(text);
  return { start, before: text.slice(start, offset), indent: /^[ \t]*/.exec(text.slice(start))?.[0] ?? '' };
}

/** The start of the next line, where only blanks and comments stand before it. */
export function endOfLine(text: string, from: number): number | undefined {
  const rest = /^(?:[ \t]|\/\*(?:(?!\*\/)[^\n])*\*\/)*(?:\/\/[^\n]*)?(?:\r?\n|$)/.exec(text.slice(from, from + 4096))?.[0];
  return rest === undefined ? undefined : from + rest.length;
}

function linesOf(text: string, start: number, end: number): Slot['lines'] {
  const line = lineOf(text, start);
  const next = endOfLine(text, end);
  return line.before.trim() === '' && next !== undefined ? { start: line.start, end: next } : undefined;
}

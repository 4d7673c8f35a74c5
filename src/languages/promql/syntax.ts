import type { parser } from '@prometheus-io/lezer-promql';
import type { Scalar } from '../../core/document.ts';

/** A node of the tree that the grammar makes. */
export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** A part of an expression, with its span in the text. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly content: Scalar | readonly Part[] | Map<string, Part>;
}

/** Whether the content of a part is a list. */
export const isParts = (content: Part['content']): content is readonly Part[] => Array.isArray(content);

/** What a map says, without what it says nothing of. */
export type Members = Readonly<Record<string, Part | undefined>>;

export const mapOf = (start: number, end: number, members: Members): Part => ({
  start,
  end,
  content: new Map(Object.entries(members).flatMap(([key, part]) => (part ? [[key, part]] : []))),
});

/** Without comments. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'LineComment') children.push(child);
  return children;
}

export const isExpression = ({ name }: SyntaxNode): boolean =>
  /(?:Expr|Selector|Literal|Call)$/.test(name) && !/^(?:Offset)?DurationExpr$/.test(name);

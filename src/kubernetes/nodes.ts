import type { Node } from '../core/document.ts';

/** Keys on the way to a node; `*` stands for every item of a list. */
export type Pattern = readonly string[];

/** The string that a node says, if it is one that is not empty. */
export const textOf = (node: Node | undefined): string | undefined =>
  node && typeof node.value === 'string' && node.value !== '' ? node.value : undefined;

/** The nodes that a pattern leads to; `*` stands for every item of a list or member of a map. */
export function* nodesAt(node: Node | undefined, [step, ...rest]: Pattern): Generator<Node> {
  if (!node) return;
  if (step === undefined) yield node;
  else if (step !== '*') yield* nodesAt(node.get(step), rest);
  else for (const child of node.kind === 'list' ? node.items() : [...node.entries()].map(([, value]) => value)) yield* nodesAt(child, rest);
}

import type { Node } from '../core/document.ts';

/** Keys on the way to a node; `*` stands for every item of a list. */
export type Pattern = readonly string[];

/** The string that a node says, if it is one that is not empty. */
export const textOf = (node: Node | undefined): string | undefined =>
  node && typeof node.value === 'string' && node.value !== '' ? node.value : undefined;

/** The nodes that a pattern leads to; `*` stands for every item of a list or member of a map. */
export function nodesAt(node: Node | undefined, pattern: Pattern): readonly Node[] {
  let found = node ? [node] : [];
  for (const step of pattern) found = found.flatMap(above => (step === '*' ? childrenOf(above) : (above.get(step) ?? [])));
  return found;
}

const childrenOf = (node: Node): readonly Node[] =>
  node.kind === 'list' ? node.items() : Array.from(node.entries(), ([, value]) => value);

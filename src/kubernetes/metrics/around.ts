import type { Node } from '../../core/document.ts';

/** The node that many steps above a node in its document. */
export const around = ({ document, path }: Node, steps: number): Node | undefined =>
  path.length < steps ? undefined : document.root?.get(...path.slice(0, path.length - steps));

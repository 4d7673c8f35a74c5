import { commentsWithin } from '../../core/comments.ts';
import type { Node } from '../../core/document.ts';

/** Whether comments stand at a member of a map, or on the lines above it. */
export function hasComments(node: Node, map: Node): boolean {
  const { text } = node.document.file;
  const key = (node.keyRange ?? node.range).start;
  // Comments above the first member stand before the map begins.
  const firstLine = map.keyRange ? text.indexOf('\n', map.keyRange.end) : -1;
  const before = firstLine !== -1 && firstLine < key ? firstLine : map.range.start;
  const start = Math.max(before, ...[...map.entries()].map(([, { range }]) => range.end).filter(end => end <= key));
  const lineEnd = text.indexOf('\n', node.range.end);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return commentsWithin(node.document, start, end).length > 0;
}

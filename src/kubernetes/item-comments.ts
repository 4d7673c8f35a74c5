import { commentsWithin } from '../core/comments.ts';
import type { Node } from '../core/document.ts';
import type { MemberComments } from '../core/model.ts';

/** The comments that are about an item of a list: those above it, and the one after it on its line. */
export function commentsAround(item: Node): Omit<MemberComments, 'path'> {
  const comments = item.document.editor.commentsOf(item.path);
  const last = trailingComment(item);
  return last !== undefined && comments.at(-1) === last ? { above: comments.slice(0, -1), trailing: last } : { above: comments };
}

function trailingComment({ document, range }: Node): string | undefined {
  const { text } = document.file;
  const lineEnd = text.indexOf('\n', range.end);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return commentsWithin(document, range.end, end)[0]?.text;
}

import type { Comment, Document } from './document.ts';

/** What is asked of each object of a document must not go through the comments of all others. */
const known = new WeakMap<Document, readonly Comment[]>();

/** The comments of a document that begin in a span of its file, in the order of the text. */
export function commentsWithin(document: Document, start: number, end: number): readonly Comment[] {
  const comments = known.get(document) ?? document.comments();
  known.set(document, comments);
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.range.start < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < comments.length && comments[last]!.range.start < end) last++;
  return comments.slice(low, last);
}

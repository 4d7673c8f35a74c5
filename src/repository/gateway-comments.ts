import type { Change, NewObject } from '../core/diagnostic.ts';
import type { Node, Path } from '../core/document.ts';
import { isBelow, type MemberComments } from '../core/model.ts';
import { commentsAround } from '../kubernetes/item-comments.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';

/** The Gateway with the comments of the addresses that it takes over, where both stand in one file. */
export function withComments(create: readonly NewObject[], { document, externalIPs, form }: ServiceExposure): readonly NewObject[] {
  const stay = form !== 'service' || document.within !== undefined || externalIPs.kind !== 'list';
  return create.map(created =>
    stay || !isGateway(created) || created.takenIn !== undefined || created.path !== document.file.path
      ? created
      : { ...created, comments: addressComments(externalIPs) },
  );
}

const isGateway = ({ object }: NewObject): boolean => (object as { readonly kind?: unknown }).kind === 'Gateway';

/** The comments of a list of addresses, as those of the addresses of a Gateway. */
function addressComments(externalIPs: Node): readonly MemberComments[] {
  const items = externalIPs.items().map(commentsAround);
  const ofItems = items.flatMap(({ above, trailing }) => (trailing === undefined ? above : [...above, trailing]));
  const others = without(externalIPs.document.editor.commentsOf(externalIPs.path), ofItems);
  return [
    { path: ['spec', 'addresses'], above: others },
    ...items.map((comments, index) => ({ path: ['spec', 'addresses', index, 'value'], ...comments })),
  ];
}

/** Each of some texts taken away once. */
function without(texts: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...texts];
  for (const text of taken) if (left.includes(text)) left.splice(left.indexOf(text), 1);
  return left;
}

/** The change that takes the list away, for comments that come along with the Gateway. */
export const letCommentsLeave = (changes: readonly Change[], { document: its, path: list }: Node): readonly Change[] =>
  changes.map(({ document, ops }) => ({
    document,
    ops: ops.map(op => (op.op === 'remove' && document === its && isSamePath(op.path, list) ? { ...op, comments: 'leave' } : op)),
  }));

const isSamePath = (a: Path, b: Path): boolean => a.length === b.length && isBelow(a, b);

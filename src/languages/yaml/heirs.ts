import type { PlacedComment } from './comment-lines.ts';
import type { Draft } from './draft.ts';
import type { DocumentPlan, Move, Placed } from './plan.ts';
import type { OldSlot } from './slots.ts';
import type { NewMember } from './spell.ts';
import { isScalar, isSeq, type YamlNode } from './syntax.ts';

/** Hands the comments of what is removed to the members that take its place, where those can carry them. */
export function moveComments(draft: Draft, plan: DocumentPlan): void {
  for (const move of plan.moves) {
    if (move.moveTo === undefined) takeComments(draft, move);
    for (const item of move.leaving) takeComments(draft, item);
    const heir = move.plan.node.flow || move.moveTo === undefined ? undefined : plan.collections.newMember(move.moveTo);
    if (heir) bequeath(draft, move, heir);
  }
}

/** Takes the comments of what is removed out of the text, and answers them. In brackets there are none that are its own. */
export function takeComments(draft: Draft, { plan, slot }: Placed): readonly string[] {
  if (plan.node.flow) return [];
  const extent = draft.extentOf(slot);
  const start = extent.ownLine ? draft.startWithComments(plan, slot, extent) : extent.start;
  return draft.comments.take(start, extent.end).map(({ text }) => text);
}

function bequeath(draft: Draft, { plan, slot, leaving }: Move, heir: NewMember): void {
  const extent = draft.extentOf(slot);
  if (extent.ownLine)
    for (const { text } of draft.comments.take(draft.startWithComments(plan, slot, extent), extent.lineStart)) heir.above.push(text);
  for (const comment of draft.comments.take(extent.start, extent.end)) handOver(draft, comment, { slot, leaving }, heir);
}

/**
 * Lines stay lines, the comment after a single value stays after the value, and those after one of several items say which item
 * they were about.
 */
function handOver(draft: Draft, comment: PlacedComment, { slot, leaving }: Pick<Move, 'slot' | 'leaving'>, heir: NewMember): void {
  const { node } = slot;
  // Counted, not listed: each of many items may have a comment.
  const items = isSeq(node) ? node.items.length - leaving.length : 0;
  const isTrailing = !draft.lines.beginsLine(comment.start);
  const item = itemOf(draft, comment, node);
  const isAboutAll = isSeq(node) && !item;
  if (!isTrailing || isAboutAll) heir.above.push(comment.text);
  else if (items <= 1 && heir.trailing === undefined) heir.trailing = blanksBefore(draft, comment.start) + comment.text;
  else heir.above.push(item ? named(draft, item, comment.text) : comment.text);
}

/** A comment of what is removed as a line of its own: one after an item says which item it was about. */
export function asLine(draft: Draft, comment: PlacedComment, { node }: OldSlot): string {
  const item = itemOf(draft, comment, node);
  return item ? named(draft, item, comment.text) : comment.text;
}

/** The item that a comment stands behind. Behind the brackets of several it is about all of them. */
function itemOf(draft: Draft, { start }: PlacedComment, node: YamlNode | null): YamlNode | undefined {
  if (!isSeq(node) || draft.lines.beginsLine(start) || (node.flow && node.items.length > 1 && start >= node.range[1])) return undefined;
  return itemBefore(node.items, draft.lines.startOfLine(start), start);
}

/** The last item that begins on a line before an offset. */
function itemBefore(items: readonly YamlNode[], line: number, offset: number): YamlNode | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.range[0] < offset) low = middle + 1;
    else high = middle;
  }
  const item = items[low - 1];
  return item && line <= item.range[0] ? item : undefined;
}

function named(draft: Draft, item: YamlNode, text: string): string {
  const words = text.replace(/^#+\s*/, '');
  const [start, end] = item.range;
  return isScalar(item) && words !== '' && !draft.lines.isMultiline(start, end) ? `# ${draft.text.slice(start, end)}: ${words}` : text;
}

function blanksBefore(draft: Draft, offset: number): string {
  let start = offset;
  while (draft.text[start - 1] === ' ' || draft.text[start - 1] === '\t') start--;
  return draft.text.slice(start, offset);
}

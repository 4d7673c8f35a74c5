import type { Draft, Extent } from './draft.ts';
import { asLine } from './heirs.ts';
import { Refused, quotePath } from './refused.ts';
import { endOfHead, isOld, startOfSlot, type CollectionPlan, type NewSlot, type OldSlot } from './slots.ts';
import { NewMap, spellItem, spellMember } from './spell.ts';
import { isBlockScalar, isMap, lastWithin } from './syntax.ts';

/** Writes what comes into a block collection and what goes: whole lines, but for the first ones of `- a: 1`. */
export function writeBlock(draft: Draft, plan: CollectionPlan): void {
  if (!plan.isReplanned) return;
  const first = draft.extentOf(plan.old[0]!);
  const column = draft.lines.columnOf(first.start);
  if (plan.isEmptied && !first.ownLine) return writeEmptyInLine(draft, plan, first, column);
  if (plan.isEmptied) writeEmptySign(draft, plan);
  writeLines(draft, plan, column, first.ownLine ? 0 : writeHead(draft, plan, column));
}

function writeLines(draft: Draft, plan: CollectionPlan, column: number, from: number): void {
  let at: number | undefined;
  let previous: OldSlot | undefined;
  for (const slot of plan.slots.slice(from)) {
    if (!isOld(slot)) {
      at ??= startOfNew(draft, plan, previous);
      refuseUnfinished(draft, previous, at);
      draft.pieces.add({ start: at, end: at, lines: spellSlot(draft, plan, slot, column, at) });
      previous = undefined;
    } else if (plan.removed.has(slot)) {
      const comments = removeLines(draft, plan, slot, column, previous);
      at = comments.end;
      if (comments.stay) previous = undefined;
    } else {
      at = undefined;
      previous = slot;
    }
  }
}

/** Where a new slot goes: after the one that stays before it, or above all. */
function startOfNew(draft: Draft, plan: CollectionPlan, previous: OldSlot | undefined): number {
  if (previous) return draft.extentOf(previous).end;
  const first = plan.old[0]!;
  return draft.startWithComments(plan, first, draft.extentOf(first));
}

/** At the end of a text, block text without a last line break would gain one from what follows. */
function refuseUnfinished(draft: Draft, previous: OldSlot | undefined, at: number): void {
  if (previous && at === draft.text.length && !draft.text.endsWith('\n') && draft.holdsLineBreaks(previous) !== 'none')
    throw new Refused('the text at the end of the file has no final line break, so nothing can follow it');
}

function removeLines(
  draft: Draft,
  plan: CollectionPlan,
  slot: OldSlot,
  column: number,
  previous: OldSlot | undefined,
): { readonly end: number; readonly stay: boolean } {
  const extent = draft.extentOf(slot);
  if (!extent.ownLine) throw new Refused(`${quotePath(plan.path)} begins in the middle of a line`);
  const lines = draft.comments.within(extent.start, extent.end).map(comment => ' '.repeat(column) + asLine(draft, comment, slot));
  removeMovedLines(draft, plan, slot, extent);
  const breaks = previous && lines.length === 0 ? draft.holdsLineBreaks(previous) : 'none';
  const end = breaks === 'all' ? endOfBlankLines(draft, extent.end) : extent.end;
  if (previous && lines.length === 0) refuseSwallowed(draft, previous, end, column);
  draft.pieces.add({ start: extent.lineStart, end, lines, keepsBreak: breaks !== 'none' });
  return { end, stay: lines.length > 0 };
}

/** A comment further down that is as deep as the block text which it would then follow would become part of it. */
function refuseSwallowed(draft: Draft, previous: OldSlot, at: number, column: number): void {
  if (!isBlockScalar(lastWithin(previous.node))) return;
  const line = endOfBlankLines(draft, at);
  const [comment] = draft.comments.within(line, draft.lines.endOfLine(line));
  if (comment && draft.lines.beginsLine(comment.start) && draft.lines.columnOf(comment.start) > column)
    throw new Refused(`the comment \`${comment.text}\` would become part of the text above it: move it first`);
}

/** Removes the comment lines above a slot if they went elsewhere. */
function removeMovedLines(draft: Draft, plan: CollectionPlan, slot: OldSlot, extent: Extent): void {
  const start = draft.startWithComments(plan, slot, extent);
  if (start < extent.lineStart && draft.comments.within(start, extent.lineStart).length === 0)
    draft.pieces.add({ start, end: extent.lineStart, lines: [] });
}

/** Blank lines that would become part of the block text above them. */
function endOfBlankLines(draft: Draft, from: number): number {
  let end = from;
  while (end < draft.text.length && draft.text.slice(end, draft.lines.endOfLine(end)).trim() === '') end = draft.lines.endOfLine(end);
  return end;
}

/**
 * Writes the changes before the first slot that stays, in a collection whose first line is shared with what holds it. Answers the
 * index of that slot.
 */
function writeHead(draft: Draft, plan: CollectionPlan, column: number): number {
  const index = plan.slots.findIndex(slot => plan.isKept(slot));
  const head = index === -1 ? plan.slots : plan.slots.slice(0, index);
  if (head.length === 0) return 0;
  const kept = plan.slots[index] as OldSlot | undefined;
  const start = startOfSlot(plan.old[0]!);
  const pad = ' '.repeat(column);
  const lines: string[] = [];
  let at = start;
  for (const slot of head) {
    if (!isOld(slot)) lines.push(...spellSlot(draft, plan, slot, column, start));
    else {
      const { end } = draft.extentOf(slot);
      for (const comment of draft.comments.within(at, end)) lines.push(pad + asLine(draft, comment, slot));
      at = end;
    }
  }
  const end = kept ? startOfSlot(kept) : draft.withoutBreak(at);
  for (const { text } of draft.comments.within(at, end)) lines.push(pad + text);
  const text = lines.join(draft.pieces.lineBreak).slice(column);
  draft.pieces.add({ start, end, text: kept && lines.length > 0 ? text + draft.pieces.lineBreak + pad : text });
  return index === -1 ? plan.slots.length : index;
}

/** `- a: 1` becomes `- {}`. */
function writeEmptyInLine(draft: Draft, plan: CollectionPlan, first: Extent, column: number): void {
  const { end } = draft.extentOf(plan.old.at(-1)!);
  const comments = draft.comments.within(first.start, end).map(({ text }) => ' '.repeat(column) + text);
  draft.pieces.add({ start: first.start, end: draft.withoutBreak(end), text: [emptySign(plan), ...comments].join(draft.pieces.lineBreak) });
}

/** A block collection that loses all it holds becomes `{}` or `[]`, behind the key or `-` that holds it. */
function writeEmptySign(draft: Draft, plan: CollectionPlan): void {
  if (!plan.holder) throw new Refused('the document would be left empty');
  const at = endOfHead(plan.holder.slot);
  draft.pieces.add({ start: at, end: at, text: ` ${emptySign(plan)}` });
}

const emptySign = ({ node }: CollectionPlan): string => (isMap(node) ? '{}' : '[]');

function spellSlot(draft: Draft, plan: CollectionPlan, { member }: NewSlot, column: number, at: number): readonly string[] {
  const spelling = draft.spellingAt(at);
  if (isMap(plan.node)) return spellMember(member, column, spelling);
  if (member.value instanceof NewMap) throw new Refused('an item of a list is made in one piece');
  return spellItem(member.value, column, spelling, gapOf(draft, plan));
}

/** The spaces after the `-` of the first item. */
function gapOf(draft: Draft, { old: [first] }: CollectionPlan): number {
  const dash = first && startOfSlot(first);
  const gap = dash === undefined ? '' : (/^ +(?=\S)/.exec(draft.text.slice(dash + 1, draft.lines.endOfLine(dash)))?.[0] ?? '');
  return Math.max(1, gap.length);
}

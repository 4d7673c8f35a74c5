import type { Draft } from './draft.ts';
import type { Piece } from './pieces.ts';
import { Refused, quotePath } from './refused.ts';
import { isOld, startOfSlot, type CollectionPlan, type NewSlot, type OldSlot, type Slot } from './slots.ts';
import { isMinified, spellFlow, spellFlowMember, spellWideElement } from './spell.ts';
import { isMap, type YamlCollection } from './syntax.ts';

/** Writes what comes into a collection in brackets and what goes, run by run of slots that change. */
export function writeFlow(draft: Draft, plan: CollectionPlan): void {
  if (!plan.isReplanned) return;
  if (!'{['.includes(draft.text[plan.node.range[0]] ?? ''))
    throw new Refused(`${quotePath(plan.path)} is a member without brackets of its own`);
  if (plan.old.length === 0)
    return writeInside(draft, plan, (plan.slots as NewSlot[]).map(slot => spellElement(draft, plan, slot)).join(separatorOf(draft, plan)));
  if (plan.isEmptied) return writeInside(draft, plan, '');
  for (const run of changedRuns(plan)) {
    const piece = pieceOf(draft, plan, run);
    if (draft.comments.within(piece.start, piece.end).length > 0) throw withComment(plan);
    draft.pieces.add(piece);
  }
}

/** What stands between a bracket and the first value on the same line. */
export function paddingOf(draft: Draft, node: YamlCollection): string {
  if (!node.flow || draft.isWide(node)) return '';
  return /^ *(?=\S)/.exec(draft.text.slice(node.range[0] + 1, draft.lines.endOfLine(node.range[0])))?.[0] ?? '';
}

interface Run {
  readonly slots: readonly Slot[];
  readonly previous: OldSlot | undefined;
  readonly next: OldSlot | undefined;
}

function changedRuns(plan: CollectionPlan): readonly Run[] {
  const runs: Run[] = [];
  let previous: OldSlot | undefined;
  let open: Slot[] = [];
  const close = (next: OldSlot | undefined): void => {
    if (open.length > 0) runs.push({ slots: open, previous, next });
    open = [];
  };
  for (const slot of plan.slots) {
    if (!plan.isKept(slot)) open.push(slot);
    else {
      close(slot);
      previous = slot;
    }
  }
  close(undefined);
  return runs;
}

/** A separator goes with what it follows, or, before the first value, with what it precedes. */
function pieceOf(draft: Draft, plan: CollectionPlan, { slots, previous, next }: Run): Piece {
  const removed = slots.filter(isOld);
  const added = slots.filter((slot): slot is NewSlot => !isOld(slot)).map(slot => spellElement(draft, plan, slot));
  const separator = separatorOf(draft, plan);
  if (previous) {
    if (
      added.length > 0 &&
      draft.isWide(plan.node) &&
      /^[ \t]*(?:,[ \t]*)?#/.test(draft.text.slice(previous.end, draft.lines.endOfLine(previous.end)))
    )
      throw withComment(plan);
    return { start: previous.end, end: removed.at(-1)?.end ?? previous.end, text: added.map(text => separator + text).join('') };
  }
  const start = removed[0] ? startOfSlot(removed[0]) : startOfSlot(next!);
  if (next) return { start, end: startOfSlot(next), text: added.map(text => text + separator).join('') };
  return { start, end: removed.at(-1)!.end, text: added.join(separator) };
}

function writeInside(draft: Draft, plan: CollectionPlan, text: string): void {
  const [start, end] = [plan.node.range[0] + 1, plan.node.range[1] - 1];
  if (draft.comments.within(start, end).length > 0) throw withComment(plan);
  draft.pieces.add({ start, end, text });
}

function spellElement(draft: Draft, plan: CollectionPlan, { member }: NewSlot): string {
  const style = draft.styleOf(plan);
  const flowStyle = style === 'block' ? 'flow' : style;
  const spelling = draft.spellingAt(plan.node.range[0]);
  if (draft.isWide(plan.node))
    return draft.joinLines(
      spellWideElement(isMap(plan.node) ? member : member.value, columnOf(draft, plan), spelling, flowStyle),
      startOfFirst(plan),
    );
  const padding = paddingOf(draft, plan.node);
  return isMap(plan.node) ? spellFlowMember(member, spelling, flowStyle, padding) : spellFlow(member.value, spelling, flowStyle, padding);
}

function separatorOf(draft: Draft, plan: CollectionPlan): string {
  if (draft.isWide(plan.node)) return draft.joinLines([',', ' '.repeat(columnOf(draft, plan))], startOfFirst(plan));
  return isMinified(draft.styleOf(plan)) ? ',' : ', ';
}

const columnOf = (draft: Draft, plan: CollectionPlan): number => draft.lines.indentOf(startOfFirst(plan));

const startOfFirst = ({ old }: CollectionPlan): number => startOfSlot(old[0]!);

const withComment = ({ path }: CollectionPlan): Refused => new Refused(`a comment stands inside the brackets of ${quotePath(path)}`);

import type { NewValue } from '../../core/model.ts';
import { isCopy } from '../../core/model.ts';
import type { Draft } from './draft.ts';
import { paddingOf } from './flow.ts';
import { Refused, quotePath } from './refused.ts';
import { spellScalar } from './scalar.ts';
import { endOfHead, startOfSlot, type CollectionPlan, type OldSlot } from './slots.ts';
import { NewMap, isEmptyOrScalar, isJsonStyle, spellFlow, spellNested, spellWideValue } from './spell.ts';
import { isScalar, isWritten } from './syntax.ts';

/** Writes the values that members and items which stay are to have instead of theirs. */
export function writeValues(draft: Draft, plan: CollectionPlan): void {
  for (const [slot, value] of [...plan.values].toSorted(([a], [b]) => a.end - b.end))
    if (plan.isKept(slot)) writeValue(draft, plan, slot, value);
}

function writeValue(draft: Draft, plan: CollectionPlan, slot: OldSlot, value: NewValue | NewMap): void {
  const { start, end, space } = spanOf(draft, slot);
  if (draft.comments.within(start, end).length > 0)
    throw new Refused(`a comment stands inside ${quotePath(slot.key === undefined ? plan.path : [...plan.path, slot.key])}`);
  if (draft.styleOf(plan) === 'block' && slot.pair && !isEmptyOrScalar(value)) {
    const isBetween = draft.comments.within(endOfHead(slot), start).length > 0;
    if (isBetween && draft.comments.within(end, draft.lines.endOfLine(end)).length > 0)
      throw new Refused(
        `comments stand before and after the value of ${quotePath([...plan.path, slot.key ?? ''])}, and there is one line for them`,
      );
    return writeBelow(draft, slot, value, start, end);
  }
  const text = space + spellInLine(draft, plan, slot, value, start);
  const lead = draft.styleOf(plan) === 'block' && /^ ?[[{]/.test(text) ? leadBefore(draft, start) : '';
  if (!lead.includes('\t')) return draft.pieces.add({ start, end, text });
  // Not all readers take brackets after a tab.
  const withoutTabs = lead.replaceAll(/[ \t]+/g, blanks => (blanks.includes('\t') ? ' ' : blanks));
  draft.pieces.add({ start: start - lead.length, end, text: `${withoutTabs.trimEnd()} ${text.trimStart()}` });
}

/** The blanks, the anchor and the tag that stand before a value on its line. */
function leadBefore(draft: Draft, at: number): string {
  const line = draft.text.slice(draft.lines.startOfLine(at), at);
  for (let start = line.length; ;) {
    let word = start;
    while (isBlank(line.charAt(word - 1))) word--;
    const end = word;
    while (word > 0 && !isBlank(line.charAt(word - 1))) word--;
    // What stands next to the value is no anchor or tag of it.
    if (end === start || !/[&!]/.test(line.charAt(word))) return line.slice(end === start ? start : end);
    start = word;
  }
}

const isBlank = (character: string): boolean => character === ' ' || character === '\t';

/** Where a value stands, or where it would: after the colon, with the blanks that end the line. */
function spanOf(draft: Draft, slot: OldSlot): { readonly start: number; readonly end: number; readonly space: string } {
  if (isWritten(slot.node)) return { start: slot.node.range[0], end: slot.node.range[1], space: '' };
  const start = endOfHead(slot);
  const blanks = /^[ \t]*(?=\r?\n|$)/.exec(draft.text.slice(start, draft.lines.endOfLine(start)))?.[0] ?? '';
  return { start, end: start + blanks.length, space: ' ' };
}

function spellInLine(draft: Draft, plan: CollectionPlan, slot: OldSlot, value: NewValue | NewMap, at: number): string {
  const style = draft.styleOf(plan);
  const spelling = draft.spellingAt(at);
  if (value instanceof NewMap || (typeof value === 'object' && value !== null && !isCopy(value))) {
    const flowStyle = style === 'block' ? 'flow' : style;
    if (!draft.isWide(plan.node)) return spellFlow(value, spelling, flowStyle, paddingOf(draft, plan.node));
    return draft.joinLines(spellWideValue(value, draft.lines.indentOf(startOfSlot(slot)), spelling, flowStyle), startOfSlot(slot));
  }
  if (typeof value !== 'string') return spellFlow(value, spelling, style);
  const like = isScalar(slot.node) && isWritten(slot.node) ? draft.text.slice(slot.node.range[0], slot.node.range[1]) : '';
  return spellScalar(value, { like, json: isJsonStyle(style) });
}

/** Puts a map or list on lines of its own below the key; a comment after the key stays there. */
function writeBelow(draft: Draft, slot: OldSlot, value: NewValue | NewMap, start: number, end: number): void {
  const before = draft.text.slice(0, start).trimEnd().length;
  draft.pieces.add({ start: before, end, text: '' });
  const lineEnd = draft.lines.endOfLine(end);
  draft.pieces.add({
    start: lineEnd,
    end: lineEnd,
    lines: spellNested(value, draft.lines.columnOf(startOfSlot(slot)), draft.spellingAt(start)),
  });
}

import type { Draft } from './draft.ts';
import type { Reshape } from './plan.ts';
import { Refused, quotePath } from './refused.ts';
import { resolvePlain, spellScalar } from './scalar.ts';
import { isOld, startOfSlot, type CollectionPlan, type OldSlot } from './slots.ts';
import { isJsonStyle, isMinified } from './spell.ts';
import {
  isAlias,
  isBlockScalar,
  isCollection,
  isMap,
  isMergeKey,
  isScalar,
  isWritten,
  keyText,
  scalarValue,
  tokensOf,
  type YamlNode,
  type YamlPair,
} from './syntax.ts';

/**
 * Writes the turn of `{a: b}` into `[{name: a, value: b}]`, or back, scalar by scalar: what stands between and after the scalars
 * stays. Refuses what is not scalars on one line.
 */
export function writeReshape(draft: Draft, { plan, to, key, value }: Reshape): void {
  const { node, path } = plan;
  if (node.tag !== undefined || node.anchor !== undefined) throw new Refused(`${quotePath(path)} has an anchor or a tag`);
  const slots = plan.slots.filter(isOld);
  if (to === 'list') writeList(draft, plan, slots, key, value);
  else writeMap(draft, plan, slots, key, value);
  if (!node.flow) return;
  const [open, close] = to === 'list' ? ['[', ']'] : ['{', '}'];
  draft.pieces.add({ start: node.range[0], end: node.range[0] + 1, text: open });
  draft.pieces.add({ start: node.range[1] - 1, end: node.range[1], text: close });
}

function writeList(draft: Draft, plan: CollectionPlan, slots: readonly OldSlot[], key: string, value: string): void {
  const style = draft.styleOf(plan);
  const json = isJsonStyle(style);
  const [comma, colon] = isMinified(style) ? [',', ':'] : [', ', ': '];
  const [nameKey, valueKey] = [spellScalar(key, { json }) + colon, spellScalar(value, { json }) + colon];
  for (const slot of slots) {
    const { name, text } = simpleMember(draft, plan, slot);
    const start = startOfSlot(slot);
    const spelled = spellName(draft, name, json);
    if (plan.node.flow) {
      draft.pieces.add({ start, end: text.range[0], text: `{${nameKey}${spelled}${comma}${valueKey}` });
      draft.pieces.add({ start: text.range[1], end: text.range[1], text: '}' });
    } else {
      const pad = ' '.repeat(draft.lines.columnOf(start) + 2);
      draft.pieces.add({ start, end: text.range[0], text: `- ${nameKey}${spelled}${draft.pieces.lineBreak}${pad}${valueKey}` });
    }
  }
}

/** A key as a value: `5: x` is about the text `5`. */
function spellName(draft: Draft, name: YamlNode, json: boolean): string {
  const source = draft.text.slice(name.range[0], name.range[1]);
  return typeof resolvePlain(source) === 'string' ? source : spellScalar(source, { json });
}

/** A member of one line, with nothing but blanks around its colon. */
function simpleMember(
  draft: Draft,
  plan: CollectionPlan,
  { pair, key = '' }: OldSlot,
): { readonly name: YamlNode; readonly text: YamlNode } {
  const path = [...plan.path, key];
  if (!pair || isMergeKey(pair)) throw new Refused(`${quotePath(plan.path)} has a merge key (\`<<\`)`, 'MERGE_KEY');
  const { start, lead } = tokensOf(pair);
  const isPlain =
    lead.every(({ type }) => type === 'space' || type === 'map-value-ind') &&
    start.every(({ type }) => type !== 'explicit-key-ind' && type !== 'anchor' && type !== 'tag');
  if (!isPlain || isAlias(pair.key) || !isOneLine(draft, pair.key) || !isOneLine(draft, pair.value))
    throw new Refused(`${quotePath(path)} is not a plain value on one line`);
  return { name: pair.key, text: pair.value };
}

function writeMap(draft: Draft, plan: CollectionPlan, slots: readonly OldSlot[], key: string, value: string): void {
  const names = new Set<string>();
  for (const [index, slot] of slots.entries()) {
    const path = [...plan.path, index];
    const { name, text, nameText } = simpleItem(draft, slot, path, key, value);
    if (names.has(nameText)) throw new Refused(`\`${nameText}\` is in ${quotePath(plan.path)} twice, which a map cannot say`);
    names.add(nameText);
    const start = startOfSlot(slot);
    if (draft.comments.within(start, slot.end).length > 0) throw new Refused(`a comment stands inside ${quotePath(path)}`);
    const colon = isMinified(draft.styleOf(plan)) ? ':' : ': ';
    draft.pieces.add({ start, end: slot.end, text: `${sourceOf(draft, name)}${colon}${sourceOf(draft, text)}` });
  }
  if (!plan.node.flow && slots[0] && !isIndented(draft, plan, slots[0])) indentLines(draft, slots);
}

interface SimpleItem {
  readonly name: YamlNode;
  readonly text: YamlNode;
  readonly nameText: string;
}

/** An item that is a map of just two scalars on one line each. */
function simpleItem(draft: Draft, { node, lead }: OldSlot, path: readonly (string | number)[], key: string, value: string): SimpleItem {
  const refused = new Refused(`${quotePath(path)} is not just \`${key}\` and \`${value}\` on one line each`);
  if (!isMap(node) || node.items.length !== 2 || lead.some(({ type }) => type === 'anchor' || type === 'tag')) throw refused;
  const members = new Map((node.items as YamlPair[]).map(pair => [keyText(draft.document.syntax, pair), pair]));
  const [namePair, textPair] = [members.get(key), members.get(value)];
  if (!namePair || !textPair) throw refused;
  const hasProperty = [namePair, textPair].some(pair =>
    Object.values(tokensOf(pair))
      .flat()
      .some(({ type }) => type === 'anchor' || type === 'tag'),
  );
  if (hasProperty || !isOneLine(draft, namePair.value) || !isOneLine(draft, textPair.value)) throw refused;
  const name = isScalar(namePair.value) ? scalarValue(namePair.value) : null;
  if (typeof name !== 'string') throw refused;
  return { name: namePair.value, text: textPair.value, nameText: name };
}

const sourceOf = (draft: Draft, { range: [start, end] }: YamlNode): string => draft.text.slice(start, end);

const isOneLine = (draft: Draft, node: YamlNode | null): node is YamlNode =>
  isWritten(node) && !isCollection(node) && !isBlockScalar(node) && !draft.lines.isMultiline(node.range[0], node.range[1]);

/** Whether a block list stands deeper than the key that holds it. */
function isIndented(draft: Draft, { holder }: CollectionPlan, first: OldSlot): boolean {
  return !holder?.slot.pair || draft.lines.columnOf(startOfSlot(first)) > draft.lines.columnOf(startOfSlot(holder.slot));
}

/** Moves the items and their comments to the right, so that they do not become members of the map above. */
function indentLines(draft: Draft, slots: readonly OldSlot[]): void {
  const { lines, comments, layout, pieces } = draft;
  const [first, last] = [startOfSlot(slots[0]!), slots.at(-1)!.end];
  const from = comments.startOfLinesAbove(lines.startOfLine(first), lines.columnOf(first));
  const ownLines = comments
    .within(from, last)
    .map(({ start }) => start)
    .filter(start => lines.beginsLine(start));
  for (const at of [...slots.map(startOfSlot), ...ownLines]) {
    const start = lines.startOfLine(at);
    pieces.add({ start, end: start, text: ' '.repeat(layout.step) });
  }
}

import type { Path } from '../../core/document.ts';
import type { Draft } from './draft.ts';
import type { Reshape } from './plan.ts';
import { Refused, quotePath } from './refused.ts';
import { resolvePlain, spellScalar } from './scalar.ts';
import { endOfHead, startOfSlot, type CollectionPlan, type OldSlot } from './slots.ts';
import { isJsonStyle, isMinified } from './spell.ts';
import {
  endOf,
  isAlias,
  isBlockScalar,
  isCollection,
  isMap,
  isMergeKey,
  isProperty,
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
 * stays. Refuses what is not scalars; text over lines becomes a value of a block list only.
 */
export function writeReshape(draft: Draft, { plan, to, key, value }: Reshape): void {
  const { node, path } = plan;
  if (node.tag !== undefined || node.anchor !== undefined) throw new Refused(`${quotePath(path)} has an anchor or a tag`);
  const slots = plan.old;
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
  const names = new Set<string>();
  for (const slot of slots) {
    const { name, text, textStart } = simpleMember(draft, plan, slot);
    if (names.has(slot.key ?? '')) throw new Refused(`${quotePath([...plan.path, slot.key ?? ''])} is there more than once`);
    names.add(slot.key ?? '');
    const start = startOfSlot(slot);
    const spelled = spellName(draft, name, json);
    if (plan.node.flow) {
      draft.pieces.add({ start, end: textStart, text: `{${nameKey}${spelled}${comma}${valueKey}` });
      draft.pieces.add({ start: text!.range[1], end: text!.range[1], text: '}' });
    } else {
      const column = draft.lines.columnOf(start) + DASH.length;
      const head = `${DASH}${nameKey}${spelled}${draft.pieces.lineBreak}${' '.repeat(column)}${valueKey}`;
      draft.pieces.add({ start, end: textStart, text: text ? head : head.trimEnd() });
      if (text) indentText(draft, text, column, [...plan.path, slot.key ?? '']);
    }
  }
}

/** What stands before the first member of an item, so by how much its members move to the right. */
const DASH = '- ';

/** Moves the further lines of a text over lines to the right, where they would not stand deeper than the key before it. */
function indentText(draft: Draft, text: YamlNode, column: number, path: Path): void {
  const [first, end] = [draft.lines.endOfLine(text.range[0]), isBlockScalar(text) ? endOf(text) : text.range[1]];
  const starts: number[] = [];
  for (let at = first; at < end; at = draft.lines.endOfLine(at)) if (lineAt(draft, at) !== '') starts.push(at);
  if (isBlockScalar(text) && /\d/.test(draft.text.slice(text.range[0], first).replace(/#.*/, '')))
    throw new Refused(`${quotePath(path)} says how deep its text is indented`);
  if (starts.every(at => lineAt(draft, at).trim() === '' || draft.lines.indentOf(at) > column)) return;
  for (const start of starts) draft.pieces.add({ start, end: start, text: ' '.repeat(DASH.length) });
}

const lineAt = (draft: Draft, start: number): string => draft.text.slice(start, draft.lines.endOfLine(start)).replace(/\r?\n$/, '');

/** A key as a value: `5: x` is about the text `5`. */
function spellName(draft: Draft, name: YamlNode, json: boolean): string {
  const source = draft.text.slice(name.range[0], name.range[1]);
  return typeof resolvePlain(source) === 'string' ? source : spellScalar(source, { json });
}

interface SimpleMember {
  readonly name: YamlNode;
  /** Nothing where a value is to come that is not written yet. */
  readonly text: YamlNode | undefined;
  /** Its anchor and tag included. */
  readonly textStart: number;
}

/** A member with nothing but blanks around its colon. */
function simpleMember(draft: Draft, plan: CollectionPlan, slot: OldSlot): SimpleMember {
  const { pair, key = '' } = slot;
  const { flow = false } = plan.node;
  if (!pair || isMergeKey(pair)) throw new Refused(`${quotePath(plan.path)} has a merge key (\`<<\`)`, 'MERGE_KEY');
  const { start, lead } = tokensOf(pair);
  const isToCome = !flow && !isWritten(pair.value) && plan.values.has(slot);
  const isPlain =
    lead.every(token => (isToCome ? !isProperty(token) : token.type === 'space' || token.type === 'map-value-ind' || isProperty(token))) &&
    start.every(token => token.type !== 'explicit-key-ind' && !isProperty(token));
  const isText = flow ? isOneLine(draft, pair.value) : isWritten(pair.value) && !isCollection(pair.value);
  if (!isPlain || isAlias(pair.key) || !isOneLine(draft, pair.key) || !(isText || isToCome))
    throw new Refused(`${quotePath([...plan.path, key])} is not a plain value${flow ? ' on one line' : ''}`);
  const text = isText ? pair.value! : undefined;
  return { name: pair.key, text, textStart: text ? (lead.find(isProperty)?.offset ?? text.range[0]) : endOfHead(slot) };
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

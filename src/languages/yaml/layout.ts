import type { Lines } from './lines.ts';
import {
  isBlock,
  isCollection,
  isMap,
  isSeq,
  leadOfItem,
  type YamlCollection,
  type YamlNode,
  type YamlPair,
  type YAMLSeq,
} from './syntax.ts';

/** How a document is laid out, as far as its first collections tell. */
export interface Layout {
  /** Spaces by which a nested map is indented. */
  readonly step: number;
  /** Spaces by which a list is indented under its key. */
  readonly listIndent: number;
}

/** How many nodes are looked at before the usual is taken for granted, so that a huge document costs no more than a small one. */
const MAX_LOOKED_AT = 2000;

export function layoutOf(root: YamlNode | null, lines: Lines): Layout {
  let step: number | undefined;
  let listIndent: number | undefined;
  for (const { key, value } of firstMembers(root)) {
    const column = lines.columnOf(key.range[0]);
    if (step === undefined && isMap(value) && isBlock(value)) {
      const inner = lines.columnOf((value.items[0] as YamlPair).key.range[0]) - column;
      if (inner > 0) step = inner;
    }
    if (listIndent === undefined && isSeq(value) && isBlock(value))
      listIndent = Math.max(0, lines.columnOf(startOfFirstItem(value)) - column);
    if (step !== undefined && listIndent !== undefined) break;
  }
  const usual = step ?? wideStep(root, lines) ?? 2;
  return { step: usual, listIndent: listIndent ?? usual };
}

/** Whether a collection in brackets has its first element on a line of its own. */
export function isWide(node: YamlCollection, lines: Lines): boolean {
  const first = startOfFirst(node);
  return node.flow === true && first !== undefined && lines.isMultiline(node.range[0], first);
}

/** The members of block maps, the outermost first. */
function* firstMembers(root: YamlNode | null): Generator<YamlPair> {
  const queue: (YamlNode | null)[] = [root];
  let left = MAX_LOOKED_AT;
  for (const node of queue) {
    if (!isBlock(node)) continue;
    for (const item of node.items as (YamlNode | YamlPair)[]) {
      if (left-- <= 0) return;
      if ('key' in item) yield item;
      queue.push('key' in item ? item.value : item);
    }
  }
}

/** By how much JSON over several lines is indented. */
function wideStep(root: YamlNode | null, lines: Lines): number | undefined {
  if (!isCollection(root) || !isWide(root, lines)) return undefined;
  const step = lines.columnOf(startOfFirst(root) ?? 0) - lines.indentOf(root.range[0]);
  return step > 0 ? step : undefined;
}

function startOfFirst(node: YamlCollection): number | undefined {
  const first = node.items[0] as YamlPair | YamlNode | undefined;
  return first && ('key' in first ? first.key.range[0] : first.range[0]);
}

function startOfFirstItem(list: YAMLSeq.Parsed): number {
  return leadOfItem(list, 0).find(({ type }) => type === 'seq-item-ind')?.offset ?? list.range[0];
}

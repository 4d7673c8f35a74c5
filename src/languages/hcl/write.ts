import { Refused, quotePath } from '../yaml/refused.ts';
import type { NewMember } from '../yaml/spell.ts';
import { spansOf, type Draft } from './draft.ts';
import type { CollectionPlan } from './plan.ts';
import { spellFlow, spellKey, spellLines, spellMembers } from './spell.ts';
import type { MapSyntax, Span } from './syntax.ts';

/** Writes what comes into a map or list, and takes out what goes. */
export function writeCollection(draft: Draft, plan: CollectionPlan): void {
  const { node, slots, removed } = plan;
  if (removed.size === 0 && slots.every(slot => 'old' in slot)) return;
  if (!draft.isOneLine(node)) writeLines(draft, plan);
  else if (node.kind === 'map' && (node.form === 'block' || hasLineToItself(draft, plan))) writeApart(draft, plan, node);
  else writeOneLine(draft, plan);
}

/** On lines of their own: each run of new members goes below the member before it. */
function writeLines(draft: Draft, { node, slots, removed }: CollectionPlan): void {
  const spans = spansOf(node);
  const layout = layoutOf(draft, node, spans);
  let anchor = draft.lines.endOfLine(node.inside.start);
  let before: Span | undefined;
  let run: NewMember[] = [];
  const flush = (after: Span | undefined): void => {
    if (run.length === 0) return;
    // A comment above one of them ends the column.
    const isOneColumn = run.every(({ above }) => above.length === 0);
    const width = !isOneColumn ? 0 : Math.max(...[before, after].map(span => (span ? widthAt(draft, span) : 0)));
    if (node.kind === 'map') draft.pieces.add({ start: anchor, end: anchor, lines: spellMembers(run, { ...layout, width }) });
    else writeItems(draft, run, { anchor, before, isLast: after === undefined, ...layout });
    run = [];
  };
  for (const slot of slots) {
    if ('member' in slot) {
      run.push(slot.member);
      continue;
    }
    const span = spans[slot.old]!;
    const isRemoved = removed.has(slot.old);
    flush(isRemoved ? undefined : span);
    if (isRemoved) removeLines(draft, span);
    else before = span;
    anchor = isRemoved || run.length === 0 ? draft.lines.endOfLine(span.end) : anchor;
  }
  flush(undefined);
}

/** Comments that were not taken along stay as lines. */
function removeLines(draft: Draft, span: Span): void {
  const { comments, lines, pieces } = draft;
  const extent = draft.extentOf(span);
  const indent = draft.indentAt(span.start);
  const above = comments.startOfLinesAbove(extent.start, lines.indentOf(extent.start));
  const start = comments.within(above, extent.start).length === 0 ? above : extent.start;
  const left = comments.within(span.start, extent.end).map(({ text }) => indent + text);
  pieces.add({ start, end: extent.end, lines: left });
}

function writeItems(
  draft: Draft,
  items: readonly NewMember[],
  {
    anchor,
    before,
    isLast,
    indent,
    end,
    copy,
  }: Layout & { readonly anchor: number; readonly before: Span | undefined; readonly isLast: boolean },
): void {
  if (before && !draft.extentOf(before).hasComma) draft.pieces.add({ start: before.end, end: before.end, text: ',' });
  const lines = items.flatMap(({ value }, index) => {
    const [first = '', ...rest] = spellLines(value, indent, copy);
    const spelled = [indent + first, ...rest];
    const comma = isLast && index === items.length - 1 ? end : ',';
    return [...spelled.slice(0, -1), (spelled.at(-1) ?? '') + comma];
  });
  draft.pieces.add({ start: anchor, end: anchor, lines });
}

/** From one line onto lines of its own: a block holds one attribute where it is written on one line. */
function writeApart(draft: Draft, { node, slots, removed }: CollectionPlan, { inside }: MapSyntax): void {
  if (draft.comments.within(inside.start, inside.end).length > 0) throw new Refused('a comment stands in a block of one line');
  const outer = draft.indentAt(node.start);
  const layout = { indent: `${outer}  `, copy: draft.copy };
  const spans = spansOf(node);
  const lines = slots.flatMap(slot => {
    if ('member' in slot) return spellMembers([slot.member], layout);
    const span = spans[slot.old]!;
    return removed.has(slot.old) ? [] : [layout.indent + draft.text.slice(span.start, span.end)];
  });
  draft.pieces.add({ ...inside, text: lines.length === 0 ? '' : draft.joined(['', ...lines, outer]) });
}

/** What stands between two members that stay is written anew where something comes or goes there. */
function writeOneLine(draft: Draft, { node, path, slots, removed }: CollectionPlan): void {
  const { inside } = node;
  const spans = spansOf(node);
  const isKept = (index: number): boolean => !removed.has(index);
  const pad = /^[ \t]*/.exec(draft.text.slice(inside.start, spans[0]?.start ?? inside.start))?.[0] ?? '';
  const isEmptied = slots.every(slot => 'old' in slot && removed.has(slot.old));
  let previous: Span | undefined;
  let comes: string[] = [];
  let isChanged = false;
  const flush = (next: Span | undefined): void => {
    const [start, end] = [previous?.end ?? inside.start, next?.start ?? inside.end];
    if (isChanged && draft.comments.within(start, end).length > 0) throw new Refused(`a comment stands inside ${quotePath(path)}`);
    const blank = isEmptied ? '' : spans.length === 0 && node.kind === 'map' ? ' ' : pad;
    const text = (previous ? '' : blank) + [...(previous ? [''] : []), ...comes, ...(next ? [''] : [])].join(', ') + (next ? '' : blank);
    if (isChanged) draft.pieces.add({ start, end, text });
    [previous, comes, isChanged] = [next, [], false];
  };
  for (const slot of slots) {
    if ('old' in slot && isKept(slot.old)) flush(spans[slot.old]);
    else isChanged = true;
    if ('member' in slot) comes.push(spellElement(draft, node.kind, slot.member));
  }
  flush(undefined);
}

function spellElement(draft: Draft, kind: CollectionPlan['node']['kind'], { key, value }: NewMember): string {
  const text = spellFlow(value, draft.copy);
  return kind === 'map' ? `${spellKey(key)} = ${text}` : text;
}

interface Layout {
  readonly indent: string;
  readonly sign: '=' | ':';
  readonly end: string;
  readonly copy: Draft['copy'];
}

/** How the members around are written. */
function layoutOf(draft: Draft, node: CollectionPlan['node'], spans: readonly Span[]): Layout {
  const [first] = spans;
  const own = spans.find(({ start }) => draft.lines.beginsLine(start));
  const indent = own ? draft.indentAt(own.start) : `${draft.indentAt(node.inside.start)}  `;
  const entry = node.kind === 'map' ? node.entries[0] : undefined;
  const sign = entry && /^\s*:/.test(draft.text.slice(entry.keySpan.end, entry.value.start)) ? ':' : '=';
  const isExpression = node.kind === 'list' || node.form === 'object';
  const last = spans.at(-1);
  const commas = first && last && isExpression && /^\s*,/.test(draft.text.slice(last.end, node.inside.end));
  return { indent, sign, end: commas ? ',' : '', copy: draft.copy };
}

/** How wide the key of an attribute of one line is with its blanks, so that a new one stands in the same column. */
function widthAt({ text, lines }: Draft, { start, end }: Span): number {
  const width = /^[^\s="]+[ \t]*(?= =)|^"[^"\n]*"[ \t]*(?= =)/.exec(text.slice(start, end))?.[0].length ?? 0;
  return lines.isMultiline(start, end) ? 0 : width;
}

/** Whether an empty object ends its line, so that it may become one of several lines. */
function hasLineToItself(draft: Draft, { node }: CollectionPlan): boolean {
  if (spansOf(node).length > 0) return false;
  try {
    draft.extentOf({ start: draft.lines.startOfLine(node.start) + draft.lines.indentOf(node.start), end: node.end });
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

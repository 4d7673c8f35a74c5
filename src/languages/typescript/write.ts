import type { Comment } from '../../core/document.ts';
import type { ProgramDocument } from './document.ts';
import type { CollectionPlan, Element } from './elements.ts';
import { lineOf, layoutOf, type Layout, type Slot } from './layout.ts';
import { bareOf, scalarOf } from './part.ts';
import type { Pieces } from './pieces.ts';
import { Refused } from './refused.ts';
import { spell, spellInline, spellMember, spellScalar, type New, type Style } from './spell.ts';

/** Writes one literal as it is to be. `taken`: comments that move to an element of it. */
export function writeCollection(
  { literal, elements }: CollectionPlan,
  document: ProgramDocument,
  style: Style,
  pieces: Pieces,
  taken: ReadonlyMap<Element, readonly string[]>,
): void {
  const layout = layoutOf(literal, document.program!.syntax);
  const writer = new Writer(document, layout, withStep(style, layout, document), pieces, taken);
  for (const element of elements) writer.writeValue(element);
  if (!elements.some(element => !element.old || element.removed)) return writer.writeMoved(elements);
  if (layout.isWide) writer.writeLines(elements);
  else writer.writeInline(elements);
}

/** The comments that an element takes along: those in its lines, and those that fill the lines right above it. */
export function commentsAbout(slot: Slot, document: ProgramDocument): readonly Comment[] {
  const { text } = document.file;
  const { start, end } = slot.lines ?? slot;
  const all = document.comments();
  const found = all.filter(({ range }) => range.start >= start && range.end <= end);
  let top = start;
  for (const comment of all.filter(({ range }) => range.end <= start).toReversed()) {
    const line = lineOf(text, comment.range.start);
    if (!slot.lines || line.before.trim() !== '' || !/^[ \t]*\r?\n$/.test(text.slice(comment.range.end, top))) break;
    found.unshift(comment);
    top = line.start;
  }
  return found;
}

/** The step between the line that opens a literal and its members. */
function withStep(style: Style, { open, indent, isWide }: Layout, { file: { text } }: ProgramDocument): Style {
  const outer = lineOf(text, open).indent;
  return isWide && indent.startsWith(outer) && indent !== outer ? { ...style, step: indent.slice(outer.length) } : style;
}

class Writer {
  readonly #document: ProgramDocument;
  readonly #layout: Layout;
  readonly #style: Style;
  readonly #pieces: Pieces;
  readonly #taken: ReadonlyMap<Element, readonly string[]>;

  constructor(document: ProgramDocument, layout: Layout, style: Style, pieces: Pieces, taken: ReadonlyMap<Element, readonly string[]>) {
    this.#document = document;
    this.#layout = layout;
    this.#style = style;
    this.#pieces = pieces;
    this.#taken = taken;
  }

  /** A value that is replaced where it stands. */
  writeValue(element: Element): void {
    if (!element.old || element.value === undefined || element.removed) return;
    const { old: node, value } = element;
    const { syntax } = this.#document.program!;
    const { compiler, tree } = syntax;
    if (compiler.isShorthandPropertyAssignment(node)) {
      this.#pieces.insert(node.end, `: ${this.#spell(value)}`);
      return;
    }
    const held = compiler.isPropertyAssignment(node) ? node.initializer : node;
    if (!compiler.isExpression(held)) throw new Refused('a method or accessor stands where a value is to be written');
    const bare = bareOf(held, syntax);
    const start = bare.getStart(tree);
    if (this.#commentsIn(start, bare.end).length > 0) throw new Refused('a comment stands inside what is replaced');
    const quote = /^["']/.exec(bare.getText(tree))?.[0];
    const isText = typeof value === 'string' && quote !== undefined && typeof scalarOf(bare, syntax)?.value === 'string';
    this.#pieces.replace(start, bare.end, isText ? spellScalar(value, quote) : this.#spell(value));
  }

  /** Comments that move to elements which are there already. */
  writeMoved(elements: readonly Element[]): void {
    for (const element of elements) {
      const comments = this.#taken.get(element) ?? [];
      if (comments.length === 0 || !element.old) continue;
      const slot = this.#slotOf(element);
      if (!slot.lines) throw new Refused('there is no line for the comments that move along');
      this.#pieces.insert(slot.lines.start, this.#linesOf(comments));
    }
  }

  writeLines(elements: readonly Element[]): void {
    const { slots, indent, open } = this.#layout;
    const { lineBreak } = this.#style;
    const { text } = this.#document.file;
    const kept = elements.filter(element => !element.old || !element.removed);
    const hadComma = slots.at(-1)?.comma !== undefined;
    let at = text.indexOf('\n', open) + 1;
    for (const element of elements) {
      const needsComma = element !== kept.at(-1) || hadComma;
      if (!element.old) {
        const spelled = this.#spellElement(element, indent) + (needsComma ? ',' : '');
        this.#pieces.insert(at, this.#linesOf(this.#taken.get(element) ?? []) + indent + spelled + lineBreak);
        continue;
      }
      const slot = this.#slotOf(element);
      const { start, end } = slot.lines!;
      at = end;
      if (element.removed) {
        const about = commentsAbout(slot, this.#document);
        const top = element.removed === 'take' ? Math.min(start, ...about.map(({ range }) => lineOf(text, range.start).start)) : start;
        const left = element.removed === 'stay' ? about.filter(({ range }) => range.start >= start) : [];
        this.#pieces.replace(top, end, this.#linesOf(left.map(comment => comment.text)));
        continue;
      }
      const moved = this.#taken.get(element) ?? [];
      if (moved.length > 0) this.#pieces.insert(start, this.#linesOf(moved));
      if (needsComma && slot.comma === undefined) this.#pieces.insert(slot.end, ',');
      if (!needsComma && slot.comma !== undefined) this.#pieces.replace(slot.comma, slot.comma + 1, '');
    }
  }

  writeInline(elements: readonly Element[]): void {
    const { open, close, slots } = this.#layout;
    if (elements.some(element => (this.#taken.get(element) ?? []).length > 0))
      throw new Refused('there is no line for the comments that move along');
    const kept = elements.filter(element => element.old && !element.removed);
    const spellAll = (some: readonly Element[]): string => some.map(element => this.#spellElement(element, undefined)).join(', ');
    const added = elements.filter(element => !element.old);
    if (kept.length === 0) {
      this.#refuseComments(open, close);
      if (slots.length > 0 && added.length > 0) this.#pieces.replace(slots[0]!.start, slots.at(-1)!.end, spellAll(added));
      else this.#pieces.replace(open, close, added.length === 0 ? '' : this.#isList ? spellAll(added) : ` ${spellAll(added)} `);
      return;
    }
    let before: Slot | undefined;
    for (const [index, element] of elements.entries()) {
      if (!element.old) {
        if (before) this.#pieces.insert(before.end, `, ${this.#spellElement(element, undefined)}`);
        else {
          const next = elements.slice(index).find(other => other.old && !other.removed);
          this.#pieces.insert(this.#slotOf(next!).start, `${this.#spellElement(element, undefined)}, `);
        }
        continue;
      }
      const slot = this.#slotOf(element);
      if (!element.removed) {
        before = slot;
        continue;
      }
      const position = slots.indexOf(slot);
      const [start, end] = before ? [slots[position - 1]!.end, slot.end] : [slot.start, slots[position + 1]!.start];
      this.#refuseComments(start, end);
      this.#pieces.replace(start, end, '');
    }
  }

  #refuseComments(start: number, end: number): void {
    if (this.#commentsIn(start, end).length > 0) throw new Refused('a comment stands in what goes, and there is no line for it');
  }

  #commentsIn(start: number, end: number): readonly Comment[] {
    return this.#document.comments().filter(({ range }) => range.start < end && range.end > start);
  }

  get #isList(): boolean {
    return this.#document.file.text[this.#layout.open - 1] === '[';
  }

  #spellElement({ key, value }: Element, indent: string | undefined): string {
    const spelled =
      indent === undefined ? spellInline(value!, this.#style, this.#document) : spell(value!, indent, this.#style, this.#document);
    return typeof key !== 'string' ? spelled : spellMember(key, spelled, this.#style);
  }

  #spell(value: New): string {
    return this.#layout.isWide
      ? spell(value, this.#layout.indent, this.#style, this.#document)
      : spellInline(value, this.#style, this.#document);
  }

  #linesOf(comments: readonly string[]): string {
    return comments.map(comment => this.#layout.indent + comment + this.#style.lineBreak).join('');
  }

  #slotOf({ old }: Element): Slot {
    return this.#layout.slots.find(({ node }) => node === old)!;
  }
}

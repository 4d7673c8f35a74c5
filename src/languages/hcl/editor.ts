import type { Editor, Path, Refusal } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import { byteOrderMarkLength, type SourceFile, type TextEdit } from '../../core/text.ts';
import { NewMap, type NewMember } from '../yaml/spell.ts';
import { Refused } from '../yaml/refused.ts';
import { Draft, spansOf } from './draft.ts';
import { HclPlan, type Move } from './plan.ts';
import { spellBlock, spellFlow, spellMembers } from './spell.ts';
import type { CommentSyntax, ListSyntax, MapSyntax, Syntax, SyntaxError } from './syntax.ts';
import { writeCollection } from './write.ts';

/** What an editor works on. */
interface Source {
  readonly file: SourceFile;
  readonly root: Syntax;
  readonly comments: readonly CommentSyntax[];
  readonly errors: readonly SyntaxError[];
}

/** Spells changes of a file of HCL, or of what a function is given in one, as small edits of its text. */
export class HclEditor implements Editor {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  plan(ops: readonly ModelOp[]): readonly TextEdit[] | Refusal {
    try {
      return this.#edits(ops);
    } catch (error) {
      if (error instanceof Refused) return { refused: error.message, code: error.code };
      throw error;
    }
  }

  commentsOf(path: Path): readonly string[] {
    try {
      const plan = new HclPlan(this.#source.root);
      plan.note({ op: 'remove', path, comments: 'leave' });
      const draft = this.#draft();
      return plan.moves.flatMap(move => takeComments(draft, move).map(({ text }) => text));
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  }

  #edits(ops: readonly ModelOp[]): readonly TextEdit[] {
    const { file, root, errors } = this.#source;
    if (errors.length > 0) throw new Refused('the file cannot be read');
    if (/\r(?!\n)/.test(file.text)) throw new Refused('a carriage return stands alone in the text');
    const plan = new HclPlan(root);
    for (const op of ops) if (op.op !== 'comment') plan.note(op);
    const draft = this.#draft();
    moveComments(draft, plan);
    for (const collection of plan.collections.values()) writeCollection(draft, collection);
    for (const [{ start, end }, { value }] of plan.replaced) {
      const text =
        value instanceof NewMap
          ? draft.joined(['{', ...this.#nested(value, draft, start), `${draft.indentAt(start)}}`])
          : spellFlow(value, draft.copy);
      draft.pieces.add({ start, end, text });
    }
    const blocks = plan.blocks.flatMap(({ type, labels, body }) => ['', ...spellBlock(type, labels, body, draft.copy)]);
    draft.pieces.add({ start: file.text.length, end: file.text.length, lines: blocks });
    for (const op of ops) if (op.op === 'comment') this.#writeComment(draft, op.index, op.text);
    return draft.pieces.edits();
  }

  #nested = ({ members }: NewMap, draft: Draft, at: number): readonly string[] =>
    spellMembers(members, { indent: `${draft.indentAt(at)}  `, copy: draft.copy });

  #draft = (): Draft => new Draft(this.#source.file, this.#source.comments);

  /** Where a comment goes that fills its lines, the lines go too. */
  #writeComment({ pieces, lines, text: whole }: Draft, index: number, text: string | undefined): void {
    const comment = this.#source.comments[index];
    if (!comment) throw new Refused('there is no such comment');
    const { start, end } = comment;
    if (text !== undefined) return pieces.add({ start, end, text });
    const line = Math.max(lines.startOfLine(start), byteOrderMarkLength(whole));
    const isAlone = whole.slice(line, start).trim() === '' && whole.slice(end, lines.endOfLine(end)).trim() === '';
    if (isAlone) pieces.add({ start: line, end: lines.endOfLine(end), lines: [] });
    else pieces.add({ start: whole.slice(0, start).trimEnd().length, end, text: '' });
  }
}

/** Hands the comments of what is removed to the members that take its place, where those can carry them. */
function moveComments(draft: Draft, plan: HclPlan): void {
  for (const move of plan.moves) {
    const heir = move.moveTo && plan.heirAt(move.moveTo);
    if (move.moveTo === undefined) takeComments(draft, move);
    else if (heir && hasLines(draft, plan, move.moveTo)) bequeath(draft, move, heir);
  }
}

/** Whether what comes at a path stands on lines of its own, where comments have a place. */
function hasLines(draft: Draft, plan: HclPlan, path: Path): boolean {
  const holder = [...plan.collections.values()]
    .filter(({ path: its }) => its.length < path.length && its.every((step, index) => step === path[index]))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  if (!holder) return true;
  const { node } = holder;
  return !draft.isOneLine(node) || (node.kind === 'map' && node.form === 'block') || spansOf(node).length === 0;
}

/** Takes the comments of what is removed out of the text, those above it too. */
function takeComments(draft: Draft, { plan, index }: Move): readonly { readonly text: string; readonly start: number }[] {
  if (draft.isOneLine(plan.node)) return [];
  const extent = draft.extentOf(spansOf(plan.node)[index]!);
  const above = draft.comments.startOfLinesAbove(extent.start, draft.lines.indentOf(extent.start));
  return draft.comments.take(above, extent.end);
}

/** Lines stay lines; the comment after a single value stays after the value. */
function bequeath(draft: Draft, move: Move, heir: NewMember): void {
  const span = spansOf(move.plan.node)[move.index]!;
  const syntax = valueAt(move);
  const isSingle = syntax?.kind !== 'list' || syntax.items.length <= 1;
  for (const { text, start } of takeComments(draft, move)) {
    const isTrailing = start > span.start && !draft.lines.beginsLine(start);
    if (isTrailing && isSingle && heir.trailing === undefined) heir.trailing = ` ${text}`;
    else heir.above.push(...text.split(/\r?\n/).map((line, index) => (index === 0 ? line : line.trim())));
  }
}

function valueAt({ plan: { node }, index }: Move): Syntax | undefined {
  const held: MapSyntax['entries'] | ListSyntax['items'] = node.kind === 'map' ? node.entries : node.items;
  return held[index]?.value;
}

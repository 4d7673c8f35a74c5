import type { Editor, Path, Refusal } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import { lineBreakOf, type TextEdit } from '../../core/text.ts';
import type { ProgramDocument } from './document.ts';
import { endOfLine, layoutOf, lineOf } from './layout.ts';
import { Pieces } from './pieces.ts';
import type { Element } from './elements.ts';
import { ProgramPlan } from './plan.ts';
import { Refused } from './refused.ts';
import { styleOf } from './spell.ts';
import { writeCalls, writeImports } from './statements.ts';
import { commentsAbout, writeCollection } from './write.ts';

type Op<Name extends ModelOp['op']> = Extract<ModelOp, { op: Name }>;

/** Spells changes of a program as small edits of its text: of the literals that its calls are given, of its imports, and new calls. */
export class ProgramEditor implements Editor {
  readonly #document: ProgramDocument;

  constructor(document: ProgramDocument) {
    this.#document = document;
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
      const plan = new ProgramPlan(this.#document);
      plan.note({ op: 'remove', path, comments: 'stay' });
      return [...plan.collections.values()].flatMap(({ elements }) =>
        elements.filter(element => element.old && element.removed).flatMap(element => this.#commentsOf(plan, element)),
      );
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  }

  #edits(ops: readonly ModelOp[]): readonly TextEdit[] {
    const document = this.#document;
    if (!document.program) throw new Refused('the file cannot be read');
    const style = styleOf(document, lineBreakOf(document.file.text));
    const pieces = new Pieces();
    const plan = new ProgramPlan(document);
    const imports: Op<'set'>[] = [];
    const calls: Op<'insert'>[] = [];
    for (const op of ops) {
      if (op.op === 'reshape') throw new Refused('a map in a program is not turned into a list, nor a list into a map');
      if (op.op === 'comment') this.#writeComment(op.index, op.text, pieces);
      else if (op.op === 'set' && op.path[0] === 'imports') imports.push(op);
      else if (op.op === 'insert' && op.path.length === 1) calls.push(op);
      else plan.note(op);
    }
    const taken = new Map<Element, readonly string[]>();
    for (const { from, to } of plan.moves) {
      const comments = this.#commentsOf(plan, from);
      if (comments.length === 0) continue;
      const target = plan.lineFor(to);
      if (target && 'lines' in target) {
        const { start } = target.lines!;
        const { indent } = lineOf(document.file.text, target.start);
        pieces.insert(start, comments.map(comment => indent + comment + style.lineBreak).join(''));
      } else if (target) taken.set(target, [...(taken.get(target) ?? []), ...comments]);
      // They stay where there is no line for them.
      else if (from.old) from.removed = 'stay';
    }
    for (const collection of plan.written()) writeCollection(collection, document, style, pieces, taken);
    const imported = new Map([...document.program.scope.imports, ...writeImports(imports, document, style, pieces)]);
    writeCalls(calls, imported, document, style, pieces);
    return pieces.edits();
  }

  #commentsOf(plans: ProgramPlan, element: Element): readonly string[] {
    const plan = plans.planWith(element);
    const slot = plan && layoutOf(plan.literal, this.#document.program!.syntax).slots.find(({ node }) => node === element.old);
    return slot ? commentsAbout(slot, this.#document).map(({ text }) => text) : [];
  }

  /** Where a comment goes that fills its line, the line goes too. */
  #writeComment(index: number, text: string | undefined, pieces: Pieces): void {
    const comment = this.#document.comments()[index];
    if (!comment) throw new Refused('the comment is not there');
    const { start, end } = comment.range;
    if (text !== undefined) return pieces.replace(start, end, text);
    const { text: whole } = this.#document.file;
    const line = lineOf(whole, start);
    const next = endOfLine(whole, end);
    // A text without a line break at its end keeps having none.
    const from = whole.endsWith('\n') || next !== whole.length ? line.start : whole.slice(0, line.start).replace(/\r?\n$/, '').length;
    if (line.before.trim() === '' && next !== undefined) pieces.replace(from, next, '');
    else pieces.replace(line.start + line.before.trimEnd().length, end, '');
  }
}

import { isRefusal, type Editor, type Path, type Refusal } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import type { TextEdit } from '../../core/text.ts';
import { writeBlock } from './block.ts';
import type { YamlDocument } from './document.ts';
import { Draft } from './draft.ts';
import { writeFlow } from './flow.ts';
import { moveComments, takeComments } from './heirs.ts';
import { DocumentPlan } from './plan.ts';
import { Refused } from './refused.ts';
import { writeReshape } from './reshape.ts';
import { chompingOf, isBlockScalar, lastWithin } from './syntax.ts';
import { writeValues } from './value.ts';

/**
 * Spells changes of one document as small edits of its text.
 *
 * All operations are first noted on a plan of the collections they touch, then each collection is written once.
 */
export class YamlEditor implements Editor {
  readonly #document: YamlDocument;
  #obstacle: { readonly refused: string | undefined } | undefined;

  constructor(document: YamlDocument) {
    this.#document = document;
  }

  plan(ops: readonly ModelOp[]): readonly TextEdit[] | Refusal {
    try {
      return this.#edits(ops).map(edit => inFile(this.#document.excerpt.editInFile(edit)));
    } catch (error) {
      if (error instanceof Refused) return { refused: error.message, code: error.code };
      throw error;
    }
  }

  commentsOf(path: Path): readonly string[] {
    try {
      const plan = new DocumentPlan(this.#document);
      plan.note({ op: 'remove', path, comments: 'leave' });
      const draft = new Draft(this.#document, []);
      return plan.moves.flatMap(move => takeComments(draft, move));
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  }

  #edits(ops: readonly ModelOp[]): readonly TextEdit[] {
    const { refused } = (this.#obstacle ??= { refused: obstacleIn(this.#document) });
    if (refused !== undefined) throw new Refused(refused);
    const plan = new DocumentPlan(this.#document);
    for (const op of ops) if (op.op !== 'comment') plan.note(op);
    const changed = plan.changed();
    const draft = new Draft(
      this.#document,
      changed.flatMap(({ removed }) => [...removed]),
    );
    moveComments(draft, plan);
    for (const reshape of plan.reshapes) writeReshape(draft, reshape);
    for (const collection of changed) {
      writeValues(draft, collection);
      if (collection.node.flow) writeFlow(draft, collection);
      else writeBlock(draft, collection);
    }
    for (const op of ops) if (op.op === 'comment') this.#writeComment(draft, op.index, op.text);
    return draft.pieces.edits();
  }

  /** Where a comment goes that fills its line, the line goes too. */
  #writeComment({ pieces, lines }: Draft, index: number, text: string | undefined): void {
    const comment = this.#document.placedComments()[index];
    if (!comment) throw new Refused('there is no such comment');
    const whole = this.#document.syntax.text;
    const end = comment.start + comment.text.length;
    if (text !== undefined) return pieces.add({ start: comment.start, end, text });
    const before = whole.slice(0, comment.start).trimEnd();
    if (lines.beginsLine(comment.start))
      pieces.add({
        start: lines.startOfLine(comment.start),
        end: lines.endOfLine(comment.start),
        lines: [],
        keepsBreak: this.#endsInBlockText(),
      });
    else pieces.add({ start: before.length, end, text: '' });
  }

  /** Whether the last line break of the document, comments apart, is part of a value. */
  #endsInBlockText(): boolean {
    const last = lastWithin(this.#document.syntax.tree?.contents ?? null);
    return last !== null && isBlockScalar(last) && chompingOf(last) !== 'strip';
  }
}

/** Why no change of a document can be written, whatever it is. */
function obstacleIn({ errors, syntax: { text } }: YamlDocument): string | undefined {
  if (errors.length > 0) return 'the document cannot be read';
  if (/\r(?!\n)/.test(text)) return 'a carriage return stands alone in the text, which some readers take for the end of a line';
  if (/^\ufeff/m.test(text)) return 'a line begins with a byte order mark, which means something else once the line is the first one';
  return undefined;
}

function inFile(edit: TextEdit | Refusal): TextEdit {
  if (isRefusal(edit)) throw new Refused(edit.refused);
  return edit;
}

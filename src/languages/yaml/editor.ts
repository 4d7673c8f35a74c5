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
import { isOld } from './slots.ts';
import { writeValues } from './value.ts';

/**
 * Spells changes of one document as small edits of its text.
 *
 * All operations are first noted on a plan of the collections they touch, then each collection is written once.
 */
export class YamlEditor implements Editor {
  readonly #document: YamlDocument;

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
    if (this.#document.errors.length > 0) throw new Refused('the document cannot be read');
    if (/\r(?!\n)/.test(this.#document.syntax.text))
      throw new Refused('a carriage return stands alone in the text, which some readers take for the end of a line');
    const plan = new DocumentPlan(this.#document);
    for (const op of ops) plan.note(op);
    const changed = plan.changed();
    const draft = new Draft(
      this.#document,
      changed.flatMap(({ slots }) => slots.filter(isOld).filter(({ removed }) => removed)),
    );
    moveComments(draft, plan);
    for (const reshape of plan.reshapes) writeReshape(draft, reshape);
    for (const collection of changed) {
      writeValues(draft, collection);
      if (collection.node.flow) writeFlow(draft, collection);
      else writeBlock(draft, collection);
    }
    return draft.pieces.edits();
  }
}

function inFile(edit: TextEdit | Refusal): TextEdit {
  if (isRefusal(edit)) throw new Refused(edit.refused);
  return edit;
}

import type { TextEdit } from '../../core/text.ts';
import { Refused } from './refused.ts';

/** A piece of a change: it puts `text`, or whole `lines`, where `start` to `end` was. */
export type Piece =
  | { readonly start: number; readonly end: number; readonly text: string }
  /** `keepsBreak`: the line break before it is part of a value, so it stays even where nothing follows it. */
  | { readonly start: number; readonly end: number; readonly lines: readonly string[]; readonly keepsBreak?: boolean };

/**
 * Turns pieces into edits that do not touch.
 *
 * Pieces at one place keep the order in which they were added. A text without a line break at its end keeps having none.
 */
export class Pieces {
  readonly lineBreak: '\n' | '\r\n';
  readonly #text: string;
  readonly #pieces: Piece[] = [];

  constructor(text: string, lineBreak: '\n' | '\r\n') {
    this.#text = text;
    this.lineBreak = lineBreak;
  }

  add(piece: Piece): void {
    if (piece.start < piece.end || ('text' in piece ? piece.text !== '' : piece.lines.length > 0)) this.#pieces.push(piece);
  }

  edits(): readonly TextEdit[] {
    const edits = this.#groups().map(group => this.#merge(group));
    if (!this.#text.endsWith('\n') && edits.at(-1)?.range.end === this.#text.length) this.#unfinish(edits);
    return edits
      .map(({ range, newText }) => ({ range, newText }))
      .filter(({ range, newText }) => this.#text.slice(range.start, range.end) !== newText);
  }

  /** Pieces that touch, in the order of the text. */
  #groups(): readonly (readonly Piece[])[] {
    const groups: Piece[][] = [];
    let end = -1;
    for (const piece of this.#pieces.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
      if (piece.start < end) throw new Refused('two of the changes meet at one place');
      if (piece.start === end) groups.at(-1)!.push(piece);
      else groups.push([piece]);
      end = piece.end;
    }
    return groups;
  }

  #merge(pieces: readonly Piece[]): Merged {
    const [start, end] = [pieces[0]!.start, pieces.at(-1)!.end];
    let newText = '';
    for (const piece of pieces) newText += 'text' in piece ? piece.text : this.#spellLines(piece.lines, newText, start);
    return { range: { start, end }, newText, keepsBreak: pieces.some(piece => 'text' in piece || piece.keepsBreak === true) };
  }

  #spellLines(lines: readonly string[], before: string, start: number): string {
    if (lines.length === 0) return '';
    const startsLine = before === '' ? start === 0 || this.#text[start - 1] === '\n' : before.endsWith('\n');
    return (startsLine ? '' : this.lineBreak) + lines.map(line => line + this.lineBreak).join('');
  }

  /** Takes the line break from what is now the last line, whether it is new or was there before. */
  #unfinish(edits: Merged[]): void {
    for (let edit = edits.pop(); edit; edit = edits.pop()) {
      const newText = edit.newText.replace(/\r?\n$/, '');
      const previous = edits.at(-1);
      const start = newText !== '' || edit.keepsBreak ? edit.range.start : this.#beforeBreaks(edit.range.start, previous?.range.end ?? 0);
      const isDone = newText !== '' || edit.keepsBreak || !previous || start > previous.range.end;
      if (isDone) return void edits.push({ ...edit, range: { start, end: edit.range.end }, newText });
      edits[edits.length - 1] = { ...previous, range: { start: previous.range.start, end: edit.range.end } };
    }
  }

  /** The start of the line breaks before an offset, not before `floor`. */
  #beforeBreaks(offset: number, floor: number): number {
    let start = offset;
    while (start > floor && this.#text[start - 1] === '\n') start -= this.#text[start - 2] === '\r' ? 2 : 1;
    return start;
  }
}

interface Merged extends TextEdit {
  readonly keepsBreak: boolean;
}

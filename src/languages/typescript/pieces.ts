import type { TextEdit } from '../../core/text.ts';

/** A change of a stretch of text, before those that touch are joined. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Collects changes of one text. At one offset they stand in the order in which they were added. */
export class Pieces {
  readonly #pieces: Piece[] = [];

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  replace(start: number, end: number, text: string): void {
    this.#pieces.push({ start, end, text });
  }

  /** The changes, those that touch joined to one. */
  edits(): readonly TextEdit[] {
    const joined: Piece[] = [];
    for (const piece of this.#pieces.toSorted((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start))) {
      const last = joined.at(-1);
      if (last && piece.start <= last.end)
        joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, piece.end), text: last.text + piece.text };
      else joined.push(piece);
    }
    return joined.map(({ start, end, text }) => ({ range: { start, end }, newText: text }));
  }
}

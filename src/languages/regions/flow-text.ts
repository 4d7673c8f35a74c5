import type { Refusal } from '../../core/document.ts';
import type { TextRange } from '../../core/text.ts';
import type { Excerpt } from './excerpt.ts';

/** What a scalar in quotes, or a folded one, is made of. */
export interface FlowTextSource {
  readonly outer: Excerpt;
  /** Where the scalar begins in the outer text, its quotes or its first line. */
  readonly start: number;
  /** The scalar as it is written. */
  readonly source: string;
  /** What it says. */
  readonly value: string;
}

const ESCAPE = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/;

/**
 * The text of a scalar whose lines are folded or whose characters are escaped: to be read, never written.
 *
 * The text and its source are walked side by side. Where they differ it is an escape, a doubled quote, or white space that was folded.
 */
export function flowText({ outer, start, source, value }: FlowTextSource): Excerpt {
  const characters = align(source, value);
  const startOf = (offset: number): number => start + (characters[offset]?.start ?? source.length);
  return {
    text: value,
    lineBreak: '\n',
    rangeInFile: (from, to): TextRange =>
      outer.rangeInFile(startOf(from), to > from ? start + (characters[to - 1]?.end ?? source.length) : startOf(from)),
    offsetOf: fileOffset => {
      const offset = outer.offsetOf(fileOffset) - start;
      const index = characters.findIndex(character => character.start >= offset);
      return index === -1 ? value.length : index;
    },
    editInFile: (): Refusal => ({
      refused: 'it is written in text in quotes or in folded text, which is never written: write that text with `|` first',
      code: 'SYNTAX',
    }),
  };
}

/** For each character of what a scalar says its span in the source. */
function align(source: string, value: string): readonly TextRange[] {
  const quote = /^["']/.exec(source)?.[0];
  const characters: TextRange[] = [];
  let at = quote ? 1 : 0;
  for (const character of value.split('')) {
    if (quote === '"') at += continuationLength(source, at);
    const isFolded = character !== source[at] && /\s/.test(character);
    if (character !== source[at] && !isFolded) at += blankLength(source, at);
    const length =
      (quote === '"' && ESCAPE.exec(source.slice(at, at + 10))?.[0].length) ||
      (quote === "'" && source.startsWith("''", at) && 2) ||
      (isFolded && blankLength(source, at)) ||
      1;
    characters.push({ start: at, end: at + length });
    at += length;
  }
  return characters;
}

/** The length of a `\` at the end of a line, with the line break and the blanks of the next line; of several in a row. */
function continuationLength(source: string, start: number): number {
  return /^(?:\\\r?\n[ \t]*)+/.exec(source.slice(start, start + 4096))?.[0].length ?? 0;
}

const blankLength = (source: string, start: number): number => /^\s+/.exec(source.slice(start, start + 4096))?.[0].length ?? 0;

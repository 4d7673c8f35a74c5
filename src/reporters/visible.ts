/**
 * What a terminal obeys instead of showing, and what nobody can see: control characters, format characters such as
 * those that turn the direction of writing, line separators, halves of surrogate pairs. The two joiners are left
 * alone: emoji and several scripts are spelled with them.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const DELETE = 0x7f;
const PICTURES = 0x2400;
const PICTURE_OF_DELETE = '\u2421';

/**
 * Text from a file, safe to print on one line: a control character becomes its picture (ESC is `␛`), and what has no
 * picture its code point (`<U+202E>`). Idempotent.
 */
export const visible = (text: string): string => text.replace(INVISIBLE, character => pictureOf(character.codePointAt(0)!));

/** The same for text of several lines, whose breaks and tabs stay. */
export const visibleLines = (text: string): string => text.replace(/[^\t\n]+/g, visible);

function pictureOf(codePoint: number): string {
  if (codePoint < 0x20) return String.fromCodePoint(PICTURES + codePoint);
  if (codePoint === DELETE) return PICTURE_OF_DELETE;
  return `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`;
}

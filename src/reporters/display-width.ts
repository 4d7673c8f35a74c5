/** What takes two columns of a terminal. Source: the blocks that are W or F in EastAsianWidth.txt of Unicode 16. */
const WIDE_BLOCKS = [
  '\u1100-\u115f', // Hangul Jamo
  '\u2e80-\u303e', // CJK radicals and punctuation
  '\u3041-\ua4cf', // Kana, CJK ideographs, Yi
  '\ua960-\ua97f', // Hangul Jamo Extended-A
  '\uac00-\ud7a3', // Hangul syllables
  '\uf900-\ufaff', // CJK compatibility ideographs
  '\ufe30-\ufe6f', // CJK compatibility and small forms
  '\uff01-\uff60\uffe0-\uffe6', // full-width forms
  '\u{17000}-\u{18cff}', // Tangut, Khitan
  '\u{1b000}-\u{1b2ff}', // Kana supplements, Nushu
  '\u{20000}-\u{3fffd}', // CJK ideographs outside the first plane
].join('');

/** Emoji are wide by themselves, or because a variation selector asks for the picture. */
const WIDE = new RegExp(`[${WIDE_BLOCKS}\\p{Emoji_Presentation}]|\\p{Emoji}\\ufe0f`, 'u');

/** Combining marks with nothing to combine with, and joiners. */
const ZERO_WIDTH = /^[\p{M}\u200c\u200d]+$/u;

const ASCII = /^[\t\x20-\x7e]*$/;

/** Made for the first text that needs it: it takes longer to make than a report takes to write. */
let segmenter: Intl.Segmenter | undefined;

/** The parts of a text that are seen as one character each, with the offset where each begins. */
export function graphemes(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  if (ASCII.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/**
 * How many columns a text takes on a terminal.
 *
 * A grapheme counts once, so that a flag or a family of emoji is two columns wide. Terminals that do not join them show
 * marks behind them too far to the left; no count is right everywhere.
 */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += ZERO_WIDTH.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1;
  return width;
}

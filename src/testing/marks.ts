import type { TextRange } from '../core/text.ts';

/** The text of a test without its «guillemets». */
export const unmark = (text: string): string => text.replaceAll(/[«»]/g, '');

/** Puts «guillemets» around ranges, so that a test shows what is expected where nobody has to count columns. */
export function mark(text: string, ranges: readonly TextRange[]): string {
  const marks = ranges
    .flatMap(({ start, end }) => [
      { at: start, sign: '«' },
      { at: end, sign: '»' },
    ])
    .toSorted((a, b) => b.at - a.at || (a.sign === '«' ? -1 : 1));
  return marks.reduce((result, { at, sign }) => result.slice(0, at) + sign + result.slice(at), text);
}

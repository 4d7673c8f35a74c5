import { closest, distance } from 'fastest-levenshtein';

/** `; the nearest is …`, where a word is near enough to a right one; else nothing. */
export function nearest(word: string, known: readonly string[], prefix = ''): string {
  const candidate = closest(word, [...known]);
  return distance(word, candidate) <= (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3)))
    ? `; the nearest is \`${prefix}${candidate}\``
    : '';
}

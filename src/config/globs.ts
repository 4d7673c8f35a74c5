import picomatch from 'picomatch';
import type { PathTest } from './policy.ts';

/**
 * Tells which files some patterns of a configuration mean; the last that matches counts, `!` takes files out again. A pattern that names a
 * folder means all in it. `fromFolder`: a path as seen from the folder of the configuration.
 */
export function pathTest(patterns: readonly string[], fromFolder: (path: string) => string): PathTest {
  const isMatch = patterns.map(pattern => {
    const isNegative = pattern.startsWith('!');
    const plain = pattern
      .replace(/^!/, '')
      .replace(/^\.\//, '')
      .replace(/(?<!\/)\/+$/, '');
    return { isNegative, matches: picomatch([plain, `${plain}/**`], { dot: true }) };
  });
  const known = new Map<string, boolean>();
  return path => {
    const answer = known.get(path) ?? isMatch.findLast(({ matches }) => matches(fromFolder(path)))?.isNegative === false;
    known.set(path, answer);
    return answer;
  };
}

import picomatch from 'picomatch';
import type { PathTest } from './policy.ts';

/** So much of each is matched at once, whatever the names of files are. */
const MOST = { characters: 1000, stars: 3, alternatives: 3 };

/** A group of a regular expression, and the alternatives in it; a backslash makes a character of them. */
const GROUP = /(?<!\\)[(|]/;

/** Why a pattern is not taken: how long it takes to match grows by the length of a name with each `*`, and doubles with each alternative. */
export function refusedPattern(pattern: string): string | undefined {
  if (pattern.length > MOST.characters) return `is longer than ${MOST.characters} characters`;
  const group = GROUP.exec(pattern)?.[0];
  if (group !== undefined) return `has \`${group}\`: write \`{a,b}\` for one or the other, and \`\\${group}\` for the character`;
  const count = (text: string, part: string): number => text.split(part).length - 1;
  if (count(pattern, '{') > MOST.alternatives) return `has more than ${MOST.alternatives} \`{\``;
  if (count(pattern, '**') > MOST.stars) return `has more than ${MOST.stars} \`**\``;
  return pattern.split('/').some(part => count(part.replaceAll('**', ''), '*') > MOST.stars)
    ? `has more than ${MOST.stars} \`*\` between two slashes`
    : undefined;
}

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
    return { isNegative, matches: picomatch([plain, `${plain}/**`], { dot: true, noextglob: true, regex: false }) };
  });
  const known = new Map<string, boolean>();
  return path => {
    const answer = known.get(path) ?? isMatch.findLast(({ matches }) => matches(fromFolder(path)))?.isNegative === false;
    known.set(path, answer);
    return answer;
  };
}

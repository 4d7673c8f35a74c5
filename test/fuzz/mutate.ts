import type { Choose } from '../languages/yaml/random-ops.ts';

/** Signs that mean something to a format, or that some reader takes for a line end, a blank or nothing at all. */
const SIGNS = [
  ...':-#{}[]&*!|>\'"%@`,?~=$\\/',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
  'é',
  '🎉',
  '  ',
  ': ',
  '- ',
  ' #',
  '${X}',
  '{{ x }}',
];

const COMMENTS = [
  '# note',
  '#',
  '# a: b',
  '# - c',
  '#\ttab',
  '# "quote',
  "# it's",
  '# {{ x }}',
  '## two',
  '#!',
  '# kubemend-ignore[service-external-ips]: kept',
  '# kubemend-ignore[missing-peer-ca-file, syntax] until 1.40: later',
  '# kubemend-ignore-file[service-external-ips]: generated',
  '# kubemend-ignore',
];

const VALUES = [
  'x',
  '"x"',
  "'x'",
  '',
  '~',
  '[]',
  '{}',
  '[a, b]',
  '{a: b}',
  '"192.0.2.7"',
  '192.0.2.7',
  '${VIP}',
  '{{ .Values.x }}',
  '&a x',
  '*a',
  '!!str x',
  '!tag x',
  '|\n      text\n',
  '>-\n      text\n      more',
  '"two\n      lines"',
  'two\n      lines',
];

/** One to four changes of a text, of the kind that people, merges and broken programs make. `other`: a text to take parts from. */
export function mutate(text: string, other: string, choose: Choose): string {
  let result = text;
  for (let left = 1 + choose(4); left > 0; left--) result = MUTATIONS[choose(MUTATIONS.length)]!(result, choose, other);
  return result.length > 60_000 ? text : result;
}

type Mutation = (text: string, choose: Choose, other: string) => string;

/** Changes the lines of a text, each without its `\n`. */
const ofLines =
  (change: (lines: string[], at: number, choose: Choose, other: string) => void): Mutation =>
  (text, choose, other) => {
    const lines = text.split('\n');
    change(lines, choose(lines.length), choose, other);
    return lines.join('\n');
  };

const MUTATIONS: readonly Mutation[] = [
  // Lines.
  ofLines((lines, at) => lines.splice(at, 1)),
  ofLines((lines, at) => lines.splice(at, 0, lines[at]!)),
  ofLines((lines, at) => lines.splice(at, 2, ...lines.slice(at, at + 2).reverse())),
  ofLines((lines, at, choose) => (lines[at] = ' '.repeat(1 + choose(4)) + lines[at]!)),
  ofLines((lines, at) => (lines[at] = lines[at]!.replace(/^ {1,2}/, ''))),
  ofLines((lines, at, choose) => {
    for (let index = at, by = ' '.repeat(1 + choose(4)); index < at + 1 + choose(8) && index < lines.length; index++)
      if (lines[index] !== '') lines[index] = by + lines[index]!;
  }),
  ofLines((lines, at, choose) => lines.splice(at, 0, ' '.repeat(choose(10)) + COMMENTS[choose(COMMENTS.length)]!)),
  ofLines(
    (lines, at, choose) => (lines[at] = `${lines[at]!.replace(/\r$/, '')}${choose(4) ? ' ' : '\t'}${COMMENTS[choose(COMMENTS.length)]!}`),
  ),
  ofLines((lines, at, choose) => lines.splice(at, 0, ['', '  ', '\t', '   \t'][choose(4)]!)),
  ofLines((lines, at, choose) => (lines[at] = lines[at]! + [' ', '\t', '   '][choose(3)]!)),
  ofLines((lines, at, choose) => lines.splice(at, 0, ['---', '...', '--- # c', '--- ', '%YAML 1.2', '---\t'][choose(6)]!)),
  // A line with all that stands deeper: what a member or an item is.
  ofLines((lines, at) => lines.splice(at, endOfBlock(lines, at) - at)),
  ofLines((lines, at, choose) => lines.splice(choose(lines.length), 0, ...lines.slice(at, endOfBlock(lines, at)))),
  ofLines((lines, at, choose) => {
    const moved = lines.splice(at, endOfBlock(lines, at) - at);
    lines.splice(choose(lines.length + 1), 0, ...moved);
  }),
  ofLines((lines, at, choose, other) => {
    const others = other.split('\n');
    const from = choose(others.length);
    lines.splice(at, 0, ...others.slice(from, endOfBlock(others, from)));
  }),
  // Values and keys.
  ofLines((lines, at, choose) => (lines[at] = lines[at]!.replace(/(?<=(?:: |- )).*$/, VALUES[choose(VALUES.length)]!))),
  ofLines((lines, at) => (lines[at] = lines[at]!.replace(/^(\s*(?:- +)*)([\w./-]+)(?=:)/, '$1"$2"'))),
  ofLines((lines, at) => (lines[at] = lines[at]!.replace(/^(\s*(?:- +)*)([\w./-]+):/, '$1? $2\n$1:'))),
  ofLines((lines, at) => (lines[at] = lines[at]!.replace(/(?<=(?:: |- ))([^"'#\s{[|>&*!][^"#]*?)(?=\s*$)/, '"$1"'))),
  ofLines(
    (lines, at, choose) =>
      (lines[at] = lines[at]!.replace(/(:|-) /, ['$1 &a ', '$1 !!map ', '$1   ', '$1\t', '$1 !x &b ', '$1 # c\n      '][choose(6)]!)),
  ),
  ofLines((lines, at) => lines.splice(at, 0, lines[at]!.replace(/\S.*$/, '<<: *a'))),
  ofLines((lines, at) => (lines[at] = lines[at]!.replace(/^(\s*)- (.*)$/, '$1-\n$1  $2'))),
  text => text.replace(/^( +)- /gm, (dash, pad: string) => (pad.length >= 2 ? dash.slice(2) : dash)),
  (text, choose) => {
    const words = [...text.matchAll(/[\w.:/-]+/g)];
    const [a, b] = [words[choose(Math.max(1, words.length))], words[choose(Math.max(1, words.length))]];
    return a && b ? text.slice(0, a.index) + b[0] + text.slice(a.index + a[0].length) : text;
  },
  // Characters.
  (text, choose) => replaceAt(text, choose(text.length + 1), 1, ''),
  (text, choose) => replaceAt(text, choose(text.length + 1), 0, SIGNS[choose(SIGNS.length)]!),
  (text, choose) => replaceAt(text, choose(text.length + 1), 1, SIGNS[choose(SIGNS.length)]!),
  (text, choose) => replaceAt(text, choose(text.length + 1), 0, SIGNS[choose(SIGNS.length)]!),
  // The whole text.
  text => text.replaceAll(/\r?\n/g, '\r\n'),
  ofLines((lines, at) => (lines[at] = `${lines[at]!}\r`)),
  text => text.replace(/\r?\n$/, ''),
  text => (text.startsWith('\ufeff') ? text.slice(1) : `\ufeff${text}`),
  (text, choose) => text.slice(0, choose(text.length + 1)),
  (text, choose, other) => cutAtLine(text, choose)[0] + cutAtLine(other, choose)[1],
  (text, choose, other) => (choose(2) ? `${text}\n---\n${other}` : `${other}\n---\n${text}`),
  text => text.replaceAll(/^(?=.)/gm, '  '),
  (text, choose) => `${['# licence\n', '# licence\n\n', '%YAML 1.2\n---\n', '---\n', '--- # c\n', '\n\n', '...\n'][choose(7)]!}${text}`,
];

/** The line after the last one that stands deeper than a line. */
function endOfBlock(lines: readonly string[], at: number): number {
  const depth = /^ */.exec(lines[at] ?? '')![0].length;
  let end = at + 1;
  while (end < lines.length && (lines[end]!.trim() === '' || /^ */.exec(lines[end]!)![0].length > depth)) end++;
  return end;
}

function cutAtLine(text: string, choose: Choose): readonly [before: string, after: string] {
  const lines = text.split('\n');
  const at = choose(lines.length + 1);
  return [
    lines
      .slice(0, at)
      .map(line => `${line}\n`)
      .join(''),
    lines.slice(at).join('\n'),
  ];
}

const replaceAt = (text: string, at: number, length: number, by: string): string => text.slice(0, at) + by + text.slice(at + length);

import type { Choose } from './random-ops.ts';

/** Keys as they may be written; a number makes each one unlike the others of its map. */
const KEYS: readonly ((n: number) => string)[] = [
  n => `key${n}`,
  n => `"quoted ${n}"`,
  n => `'single ${n}'`,
  n => `schlüssel-${n}`,
  n => `${n}`,
  n => `app.kubernetes.io/name-${n}`,
  n => `name${n === 0 ? '' : n}`,
];
const SCALARS: readonly string[] = [
  'plain',
  'plain words: no, just text'.replace(': ', ':'),
  '"double # not a comment"',
  "'single ''quoted'''",
  '8080',
  '0777',
  'yes',
  '~',
  'null',
  '1.5e3',
  '"🎉 émoji"',
  '192.0.2.1',
  '${VIP}',
  '""',
  'http://x/#y',
  '!!str 5',
  '&anchor text',
];
const FLOW_SCALARS: readonly string[] = ['a', '"b, c"', "'d'", '1', 'true', '"#"'];

/** A YAML document in some style: whoever drives the test chooses it node by node. */
export function randomYaml(choose: Choose): string {
  const lineBreak = choose(4) === 0 ? '\r\n' : '\n';
  const before = [
    '',
    '',
    '',
    '---\n',
    '--- # first\n',
    '%YAML 1.2\n---\n',
    '# licence\n\n',
    '# one\n---\n# two\n',
    'other: document\n---\n',
    'other: document\n...\n',
    'other: |+\n  document\n\n---\n',
    '%TAG !e! tag:example.com,2000:\n--- # first\n',
    '--- !!map\n',
    '---\t\n\n',
  ][choose(14)]!;
  const own = [map, map, map, list][choose(4)]!(choose, 0);
  const root = choose(4) === 0 ? withAliases(own, choose) : own;
  const after = ['\n', '\n', '\n', '', '\n\n', '\n# the end\n', '\n...\n', '\n---\nlast: 1\n'][choose(8)]!;
  const text = before + root.map(line => line.replace(/^ *\0/, '')).join('\n') + after;
  return (choose(8) === 0 ? '\ufeff' : '') + text.replaceAll('\n', lineBreak);
}

/** Puts anchors in front of a map, aliases where plain values are, and merge keys. */
function withAliases(lines: readonly string[], choose: Choose): string[] {
  if (lines.some(line => line.startsWith('-'))) return [...lines];
  const alias = (): string => ['*one', '*list', '*home'][choose(3)]!;
  const merged = [[], ['<<: *home'], ['merged:', '  <<: *home', '  own: x'], ['merged:', '  own: x', '  <<: [*home]']];
  return [
    'home: &home',
    '  one: &one x',
    '  list: &list [1, *one]',
    ...merged[choose(4)]!,
    ...lines
      .join('\n')
      .replace(/(?<=[:-] +)(?:plain|yes|8080)$/gm, alias)
      .split('\n'),
    ...merged[choose(4)]!.map(line => line.replace('merged', 'last')),
  ];
}

export function map(choose: Choose, depth: number): string[] {
  const step = 1 + choose(4);
  return Array.from({ length: 1 + choose(4) }, (_, n) => [
    ...remarks(choose, n > 0),
    ...member(choose, depth, KEYS[choose(KEYS.length)]!(n), step),
  ]).flat();
}

function member(choose: Choose, depth: number, key: string, step: number): string[] {
  const kind = choose(depth > 3 ? 4 : 11);
  if (kind === 9) return severalLines(choose, key, step);
  if (kind === 10) return explicit(choose, key, step);
  if (kind <= 1)
    return [`${key}:${gap(choose)}${SCALARS[choose(SCALARS.length)]!.replace('&anchor', `&anchor${choose(1000)}`)}${trailing(choose)}`];
  if (kind === 2) return choose(6) === 0 ? [`? ${key}${trailing(choose)}`, `: text`] : [`${key}:${trailing(choose)}`];
  if (kind === 3) return [`${key}: ${flow(choose, 0)}${trailing(choose)}`];
  if (kind === 4) return [`${key}: ${blockScalar(choose, step)}`];
  if (kind === 5) return [`${key}:${trailing(choose)}`, ...indent(list(choose, depth + 1), [0, step][choose(2)]!)];
  if (kind === 6) return [`${key}: ${wide(choose, step)}${trailing(choose)}`];
  return [
    `${key}:${['', ' !tag', ` &m${choose(1000)}`][choose(12)] ?? ''}${trailing(choose)}`,
    ...remarks(choose, true).map(line => ' '.repeat(step) + line),
    ...indent(map(choose, depth + 1), step),
  ];
}

function list(choose: Choose, depth: number): string[] {
  const space = ' '.repeat([1, 1, 3][choose(3)]!);
  return Array.from({ length: 1 + choose(3) }, (_, n) => [...remarks(choose, n > 0), ...item(choose, depth, space)]).flat();
}

function item(choose: Choose, depth: number, space: string): string[] {
  const kind = choose(depth > 3 ? 3 : 7);
  if (kind <= 1) return [`-${space}${SCALARS[choose(SCALARS.length - 1)]!}${trailing(choose)}`];
  if (kind === 2) return [`-${space}${flow(choose, 0)}${trailing(choose)}`];
  if (kind === 3) return [`-${trailing(choose)}`, ...indent(map(choose, depth + 1), 2)];
  if (kind === 4) return [`- ${blockScalar(choose, 2)}`];
  const inner = kind === 5 && choose(2) ? nameAndValue(choose) : kind === 5 ? list(choose, depth + 1) : map(choose, depth + 1);
  while (/^(?:\0|#|$)/.test(inner[0]!)) inner.shift();
  const [first = '', ...rest] = indent(inner, 1 + space.length);
  return [`-${space}${first.trimStart()}`, ...rest];
}

/** Text over several lines that is neither `|` nor `>`, and values that begin on the next line. */
function severalLines(choose: Choose, key: string, step: number): string[] {
  const pad = ' '.repeat(step);
  const forms: readonly string[][] = [
    [`${key}: "one`, `${pad}two # no comment`, '', `${pad}  three"${trailing(choose)}`],
    [`${key}: 'it''s`, `${pad}- no item'${trailing(choose)}`],
    [`${key}: plain`, `${pad}words`, '', `${pad} more${trailing(choose)}`],
    [`${key}: "one \\`, `${pad}\\  two"${trailing(choose)}`],
    [`${key}:${trailing(choose)}`, `${pad}"on the next line"${trailing(choose)}`],
    [`${key}: # above a value`, `${pad}# and more`, `${pad}plain`],
    [`${key}: &late${choose(1000)}`, `${pad}!!str${trailing(choose)}`, `${pad}text`],
    [`${key}: !!map`, `${pad}inner: 1${trailing(choose)}`],
    [`${key}:\ttabbed${trailing(choose)}`],
    [`${key} : spaced${trailing(choose)}`],
    [`${key}:`, `${pad}|-${trailing(choose)}`, `${pad} deep`, `${pad} text`],
  ];
  return forms[choose(forms.length)]!;
}

/** Members that are written with `?`, or have no key. */
function explicit(choose: Choose, key: string, step: number): string[] {
  const pad = ' '.repeat(step);
  const forms: readonly string[][] = [
    [`? ${key}`],
    [`? ${key}${trailing(choose)}`, `:${pad}- a`, ` ${pad}- b`],
    [`? [${key.replaceAll(/[^\w"' -]/g, '')}, b]`, ': c'],
    ['? |', `${pad}${key}`, `: ${pad}text`],
    [`? ${key}`, '# between', ': x'],
  ];
  return forms[choose(forms.length)]!;
}

const nameAndValue = (choose: Choose): string[] => [
  `name: n${choose(100)}${trailing(choose)}`,
  `value: ${['"v"', 'v', '5'][choose(3)]!}${trailing(choose)}`,
];

function flow(choose: Choose, depth: number): string {
  const scalar = (): string => FLOW_SCALARS[choose(FLOW_SCALARS.length)]!;
  const value = (): string => (depth < 2 && choose(4) === 0 ? flow(choose, depth + 1) : scalar());
  const [pad, comma] = [['', ' ', '', ' ', '', ' ', '', '\t'][choose(8)]!, ['', ',', '', ' ,'][choose(4)]!];
  const count = choose(4);
  if (choose(2)) return count === 0 ? '[]' : `[${pad}${Array.from({ length: count }, value).join(', ')}${comma}${pad}]`;
  const members = Array.from({ length: count }, (_, n) =>
    choose(6) === 0
      ? [`k${n}`, `k${n}:`, `? k${n} : x`, `"k${n}":1`, `k${n} : x`][choose(5)]!
      : `${choose(3) === 0 ? `"k${n}"` : `k${n}`}: ${value()}`,
  );
  return count === 0 ? '{}' : `{${pad}${members.join(', ')}${comma}${pad}}`;
}

function wide(choose: Choose, step: number): string {
  const pad = ' '.repeat(step + 1);
  const comma = [',', ''][choose(2)]!;
  const comment = (): string => (choose(6) === 0 ? ' # inside' : '');
  const count = 1 + choose(3);
  if (choose(2))
    return `[\n${Array.from({ length: count }, (_, n) => `${pad}${FLOW_SCALARS[choose(FLOW_SCALARS.length)]!}${n < count - 1 ? ',' : comma}${comment()}`).join('\n')}\n ]`;
  return `{\n${Array.from({ length: count }, (_, n) => `${pad}"k${n}": ${flow(choose, 1)}${n < count - 1 ? ',' : comma}${comment()}`).join('\n')}\n }`;
}

function blockScalar(choose: Choose, step: number): string {
  const header = ['|', '|-', '|+', '>', '>-', '>+', '| # note', `|${step}`, `>${step}-`, `|+${step}`, '!!str |', `&b${choose(1000)} >-`][
    choose(12)
  ]!;
  const pad = ' '.repeat(step);
  return [
    header,
    `${pad}${/\d/.test(header) && !header.startsWith('&') && choose(2) ? '  ' : ''}text`,
    ...[['# no comment'], [''], ['  more'], []][choose(4)]!.map(line => (line === '' ? '' : pad + line)),
    `${pad}end`,
    ...['', ''].slice(0, choose(3)),
  ].join('\n');
}

/** JSON in some layout. */
export function randomJson(choose: Choose): string {
  const lineBreak = choose(4) === 0 ? '\r\n' : '\n';
  const text = JSON.stringify(jsonMap(choose, 0), null, [0, 1, 2, 4, '\t'][choose(5)]);
  const spaced = choose(4) === 0 ? text.replaceAll('":', '" :').replaceAll(/([[{])(?=\S)/g, '$1 ') : text;
  return (choose(8) === 0 ? '\ufeff' : '') + spaced.replaceAll('\n', lineBreak) + ['', lineBreak, lineBreak + lineBreak][choose(3)]!;
}

const jsonMap = (choose: Choose, depth: number): object =>
  Object.fromEntries(
    Array.from({ length: choose(4) }, (_, n) => [['name', 'value', `k ${n}`, `é/${n}`][choose(4)]!, json(choose, depth + 1)]),
  );

function json(choose: Choose, depth: number): unknown {
  const kind = choose(depth > 3 ? 6 : 8);
  if (kind === 6) return jsonMap(choose, depth);
  if (kind === 7) return Array.from({ length: choose(4) }, () => json(choose, depth + 1));
  return ['192.0.2.4', '', 'a "b"\\\n# c: {}', 8080, true, null][kind];
}

/** Comments and blank lines between members, in the same column, deeper, or in the first one. */
export function remarks(choose: Choose, mayBeDeep: boolean): string[] {
  const kinds: readonly string[][] = [
    [],
    [],
    [],
    [],
    ['# above'],
    ['# two', '# lines'],
    [''],
    ['', '# after a blank'],
    ['\0# column 0'],
    mayBeDeep ? ['   # deeper'] : [],
  ];
  return kinds[choose(kinds.length)]!;
}

export const trailing = (choose: Choose): string => ['', '', '', '', ' # trailing', '\t# after a tab', ' #', '  '][choose(8)]!;

export const gap = (choose: Choose): string => [' ', ' ', ' ', '   ', '\t'][choose(5)]!;

export const indent = (lines: readonly string[], by: number): string[] =>
  lines.flatMap(line => line.split('\n')).map(line => (line === '' ? '' : ' '.repeat(by) + line));

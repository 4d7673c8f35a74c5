import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { yaml } from '../../../src/languages/yaml/index.ts';
import type { Choose } from './random-ops.ts';
import { randomJson, randomYaml } from './random-yaml.ts';
import { readTree } from '../../../src/languages/yaml/reader/index.ts';
import { documentTexts, readingOf } from './readings.ts';

const SEED = Number(process.env['FC_SEED'] ?? 20260721);
const RUNS = Number(process.env['FC_RUNS'] ?? 1500);

const reader = suite('the reader of plain YAML');

// What it reads, each as the parser does

const READ: readonly (readonly [claim: string, text: string])[] = [
  ['members and items', 'a: 1\nb:\n  c: x\nl:\n  - a\n  - b: 1\n    c: 2\n  - - x\n    - y\n'],
  ['lists in the column of their key', 'l:\n- a\n- b: 1\n  c:\n  - d\n  - e\nm: 1\n'],
  ['items that stand far from their dash', '-   a: 1\n    b: 2\n-   - x\n'],
  ['items below their dash', '-\n  a: 1\n-\n  - x\n-\n  text\n- # c\n  a: 1\n'],
  ['any indentation', 'a:\n      b:\n       - c\n       -    d: 1\n            e: 2\nf: 3\n'],
  ['a document that is indented', '  a: 1\n  b:\n  - x\n'],
  ['values below their key', 'a:\n  text\nb:\n  "text"\nc:\n  [x]\nd:\n  |\n  text\n'],
  ['empty values', 'a:\nb: # c\nc:\n# d\n\ne:\n- \n-   # x\n-\nf:\n'],
  ['an empty value at the end', 'a:\n  b:'],
  ['an empty item at the end', 'a:\n- '],
  ['comments and blank lines anywhere', '# a\n\n  # b\na: 1 # c\n   # d\n\n# e\nb: # f\n # g\n    # h\n  c: 1\n# i\n'],
  ['a marker before and after', '# a\n\n--- # b\na: 1\n... # c\n'],
  ['line breaks of Windows', 'a: 1\r\n\r\nb: |\r\n  x\r\n\r\n  y\r\nc: "x\r\n  y"\r\nd: x\r\n  y\r\nl: [\r\n  1\r\n]\r\n'],
  ['no line break at the end', 'a: 1\nb: |\n  x'],
  ['words of every reader', 'a: yes\nb: 0777\nc: ~\nd: 1_000\ne: .inf\nf: -0\ng: 1e3\nh: "yes"\ni: 192.0.2.1\nj: null\nk: +.5\n'],
  ['plain text with signs in it', 'a: b:c, d [e] {f} #g\'s "h" & * ! | > % @ `\nb: -x\nc: --\nd: http://x/#y\ne: a\\b\n'],
  ['plain keys with signs in them', 'a b: 1\na/b.c-d: 2\na#b: 3\na:b: 4\n-a: 5\na : 6\n'],
  ['keys in quotes', '"a b": 1\n\'c: d\' : 2\n"\\u0041": 3\n"": 4\n'],
  ['plain text of several lines', 'a: b\n  c\n\n\n  d # e\nl:\n- f\n  - g\n  "h\n-  i\n j\n'],
  ['quoted text of several lines', "a: \"b\n  c \\\n  d\n\n\n  \\  e\\n\n  \"\nb: 'c\n  d''e\n\n  f '\n"],
  ['escapes', '"\\0\\a\\b\\e\\f\\n\\r\\t\\v\\N\\_\\L\\P\\ \\"\\/\\\\\\\t\\x41\\u00e9\\U0001f389": "\\u0000"\n'],
  ['literal text', 'a: |\n  x\n   y\n\n  # z\nb: |-\n   x\n\nc: |+\n x\n\n\nd: |2\n    x\n  y\ne: | # c\n  x\nf: |-2\n   x\n'],
  ['folded text', 'a: >\n  x\n  y\n\n  z\n    deeper\n\n    still\n  w\n\nb: >-\n\n\n  x\n\n  \ty\nc: >+\n  x\n\nd: >1\n  x\n y\n'],
  ['block text with blanks', 'a: |\n\n  x\n     \n\nb: |-\n  x\n   \nc: |+\n  x\n  \n \nd: 1\n'],
  ['items of block text', '- |\n  x\n- >-\n    y\n- a: |\n    z\n'],
  ['brackets', 'a: [b, "c", {d: e}, [], {}]\nb: {c: [d], "e":f, g: , h, i:}\nc: [x,]\nd: {a b: c d}\n'],
  ['brackets over several lines', 'a: [\n  b, # c\n  d\n]\ne: {\n  f: g\n  ,\n  h:\n    i\n  }\nl:\n- [\n  x\n]\n'],
  ['JSON', '{\n\t"a": [1, 2.5, true, null, "b\\n"],\n\t"c": {"d":{}}\n}\n'],
  ['JSON on one line', '{"a":1,"b":[{"c":"d"}]}'],
  ['a list that is a document', '- a\n- b\n'],
  ['keys that repeat', 'a: 1\nb: 2\na: 3\n'],
  ['keys that mean something elsewhere', '__proto__: 1\nconstructor: {__proto__: x}\n1: a\n0: b\nnull: c\n"<<": d\n'],
  ['letters of the world', 'schlüssel: "🎉"\n🎉: é\nключ: [значение]\n'],
  ['placeholders', 'a: ${VIP}\nb: "${X:=[y]}"\nc: ${A}-${B}\n'],
  [
    'names and aliases of scalars',
    'a: &x 1\nb: *x\nc: &y "t"\nd: [e]\nl:\n- *y\n- &z\n  f\n- *z # c\ng: &x 2\nh: *x\ni: &n |\n  text\nj: *n\n',
  ],
  [
    'names and aliases of collections',
    'a: &x\n  b: {c: 1}\n  d: |2\n     e\nf: *x\nl: &l\n- 1\n- g: h\nm:\n  *l\nn:\n  &o\n  p: 1\nq: *o\nr: &r [s]\nt: *r\n',
  ],
  ['a name that a value inside takes over', 'a: &x\n- &x b\nc: *x\nd: &y\n  e: &y\n    f: 1\ng: *y\n'],
  ['placeholders in brackets', 'a: [${X}, "${Y:={}}", b${Z:-[c, d]}] # ${E}\nf: {g: ${H:=3}, ${I}: ${J # k}}\n'],
  ['a key of 1,024 characters', `${'k'.repeat(1024)}: 1\n`],
  ['a hundred levels', `${'['.repeat(100)}${']'.repeat(100)}`],
];
for (const [claim, text] of READ) reader(`${claim} are read`, () => assert.is(readingOf(text), undefined));

// What it leaves to the parser

const DECLINED: readonly (readonly [claim: string, ...texts: string[]])[] = [
  ['tags', 'a: !!str 1\n', '- ! x\n', 'a: &x !y z\n'],
  [
    'names of keys, of nothing, of aliases and in brackets',
    '&x a: 1\n',
    'a: &x\nb: 1\n',
    '- &x\n- 1\n',
    '- &x a: 1\n',
    '- &x "a": 1\n',
    'a: &x\n  &y b: 1\n',
    'a: &x\n  &y\n  b: 1\n',
    '- &x\n  &y\n  b: 1\n',
    'a: &x 1\nb: &y *x\n',
    'a: &x &y 1\n',
    '[&x a]',
    'a: &x, 1\n',
    'a: &x- - 1\n',
  ],
  [
    'aliases for nothing, for what they stand in, in what has a name, as keys, and in brackets',
    'a: *x\n',
    'a: *x\nb: &x 1\n',
    'a: &x\n  b: *x\n',
    'a: &x 1\nb: &y\n  c: *x\n',
    'a: &x 1\n*x : 2\n',
    'a: &x 1\nb: [*x]\n',
    'a: &x 1\nb: *x y\n',
    'a: &x 1\nb: *x\n  y\n',
  ],
  ['aliases for many values', `a: &x\n${'- 1\n'.repeat(2000)}${Array.from({ length: 60 }, (_, n) => `b${n}: *x\n`).join('')}`],
  ['merge keys', '<<: {a: 1}\n', 'a: {<<: b}\n'],
  ['keys with a sign of their own, and none', '? a\n: b\n', 'a: {? b : c}\n', ': a\n', '{: a}', '[a]: b\n', '{[a]: b}', '[a: b]'],
  ['directives', '%YAML 1.2\n---\na: 1\n', 'a: %x\n'],
  ['reserved signs', 'a: @b\n', 'a: `b`\n', '- @x\n', 'a: ,b\n', 'a: ]\n', '@a: 1\n'],
  ['tabs for indentation', 'a:\n\tb: 1\n', '\ta: 1\n', '-\ta: 1\n', 'a:\tb\n', 'a:\n\t# c\n  b: 1\n', '- \t- x\n', 'a: x\n\ty\n'],
  ['wrong indentation', 'a:\n    b: 1\n  c: 2\n', 'a: 1\n  b: 2\n', ' a: 1\nb: 2\n', '- a\n  - b: 1\n', '- a: 1\n b: 2\n', 'a: "b"\n  c\n'],
  ['items where members are', 'a: 1\n- b\n', 'a: - b\n', 'a: -\n', '- a\nb: 1\n'],
  ['members without a colon or a blank after it', 'a: 1\nb\n', 'a:1\nb:2\n', 'a: 1\nb:2\n', '"a":1\n', '"a"b: 1\n'],
  ['a colon in a value', 'a: b: c\n', 'a: "b": c\n', 'a: b\n  c: d\n', 'a: b:\n', 'a: [b]: c\n', '- a: b: c\n'],
  [
    'what follows a value',
    'a: "b" c\n',
    'a: [b] c\n',
    'a: {b} {c}\n',
    'a: "b"#c\n',
    'a: [b]#c\n',
    'a: b # c\n  d\n',
    '{a: b} c',
    '{}\na: 1\n',
  ],
  ['what is not closed', 'a: "b\n', "a: 'b\n", 'a: [b\n', '{a: b', 'a: [b}\n', 'a: "b\nc: "d"\n', '"a\n  b": 1\n', 'a: "\\'],
  ['escapes that are none', 'a: "\\q"\n', 'a: "\\x4"\n', 'a: "\\u12"\n', 'a: "\\U00110000"\n', '"\\z": 1\n'],
  [
    'brackets with too little or too much in them',
    '[a b: c]',
    '[a,,b]',
    '[,]',
    '{,}',
    '["a" "b"]',
    '{a: b c: d}',
    '[- a]',
    '{"a"\n: b}',
    '[a]]',
  ],
  [
    'brackets of several lines that are not indented',
    'a:\n  b: [\n c]\n',
    'a:\n  b: [\n  [\n  ]]\n',
    'a: {\nb: c}\n',
    '[a\n---\n]',
    '[a,\n\t---\n]',
    '[a #b\n#c\n]',
  ],
  [
    'headers of block text that say more',
    'a: |x\n  y\n',
    'a: |#c\n  y\n',
    'a: |0\n  y\n',
    'a: |--\n  y\n',
    'a: |12\n  y\n',
    'a: > x\n  y\n',
  ],
  [
    'block text that is not indented as it must be',
    'a: |\nb: 1\n',
    'a: |\n    \n  b\n',
    'a: |3\n  b\n',
    'a: |\n',
    'a: |\n   b\n\t\n',
    '- |1\n  a\n',
  ],
  ['scalars below a gap, which the parser takes to go on in any column', 'a:\n\n# c\n  x\nb: 1\n', 'a:\n#c\n  x\n', '-\n\n  "x"\n'],
  [
    'errors beside placeholders',
    'a: [${X}\nb: 1\n',
    'a: [${X\n',
    'a: [${X}]: 1\n',
    'a: [${X}] # \ue000\n',
    'a: [${X}]\nb: !c 1\n',
    'a: [${X"}]\n',
  ],
  ['templates', 'a: {{ b }}\n', '{{ a }}\n', 'a: [{{ b }}]\n', '{% a %}\n', 'a: {% b %}\n', '{{ a }}: b\n', '"a": {{ b }}\n'],
  ['a document that is a scalar', 'a\n', '"a"\n', '--- a\n', '|\n  a\n', '--- |\n  a\n', '--- {a: b}\n'],
  ['nothing', '', '\n', '# a\n', '---\n', '--- # a\n# b\n', '...\n'],
  [
    'several documents',
    'a: 1\n---\nb: 2\n',
    '---\n---\na: 1\n',
    'a: 1\n...\nb: 2\n',
    'a: 1\n...\n...\n',
    'a: 1\n... x\n',
    'a: "\n---\n"\n',
  ],
  ['a byte order mark', '\ufeffa: 1\n', '# a\n\ufeffb: 1\n', 'a: \ufeffb\n'],
  ['control characters', 'a: b\0c\n', 'a: \u0002\n', '\u001fa: 1\n', 'a: \fb\n'],
  ['carriage returns that stand alone', 'a: b\rc\n', 'a: 1\r', '# a\rb: 1\n'],
  ['long keys', `${'k'.repeat(1025)}: 1\n`, `"${'k'.repeat(1024)}": 1\n`],
  [
    'too many levels',
    '['.repeat(101) + ']'.repeat(101),
    '- '.repeat(5000),
    Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
  ],
];
for (const [claim, ...texts] of DECLINED)
  reader(`${claim} are left to the parser`, () => {
    for (const text of texts) assert.is(typeof readingOf(text), 'string', JSON.stringify(text));
  });

// Whatever it reads

for (const [name, generate] of [
  ['JSON', randomJson],
  ['YAML', randomYaml],
] as const) {
  reader(`most ${name} of any style is read, and nothing otherwise than the parser reads it`, () => {
    let [read, declined] = [0, 0];
    const property = fc.property(fc.gen(), choice => {
      const choose: Choose = size => choice(fc.nat, size - 1);
      for (const text of documentTexts(generate(choose))) {
        const isPlain = !/(?:^|[ [])[&*!?]|^%|[:-]\t|^ *- [|>][-+]?\d/m.test(text);
        if (readingOf(text) === undefined) read++;
        else if (isPlain) declined++;
      }
    });
    fc.assert(property, { seed: SEED, numRuns: RUNS / 3, includeErrorInReport: true });
    assert.ok(read > 20 * declined, `only ${read} of ${read + declined} documents were read`);
  });

  reader(`${name} with mistakes in it is read as the parser reads it, or not at all`, () => {
    let [read, declined] = [0, 0];
    const property = fc.property(fc.gen(), choice => {
      const choose: Choose = size => choice(fc.nat, size - 1);
      for (const text of documentTexts(withMistakes(generate(choose), choose)))
        if (readingOf(text) === undefined) read++;
        else declined++;
    });
    fc.assert(property, { seed: SEED, numRuns: RUNS, includeErrorInReport: true });
    assert.ok(read > RUNS / 20 && declined > RUNS / 20);
  });
}

reader('any order of signs is read as the parser reads it, or not at all', () => {
  const property = fc.property(fc.array(fc.constantFrom(...SIGNS, ...STARTS), { maxLength: 16 }), signs => void readingOf(signs.join('')));
  fc.assert(property, { seed: SEED, numRuns: 4 * RUNS, includeErrorInReport: true });
});

reader('any lines with names and aliases are read as the parser reads them, or not at all', () => {
  const line = fc.tuple(fc.constantFrom('', '  ', ' ', '    '), fc.constantFrom(...LINES));
  const property = fc.property(
    fc.array(line, { maxLength: 9 }),
    lines => void readingOf(lines.map(([indent, text]) => `${indent}${text}\n`).join('')),
  );
  fc.assert(property, { seed: SEED, numRuns: 4 * RUNS, includeErrorInReport: true });
});

const repository = resolve(import.meta.dirname, '../../..');
const corpus = resolve(repository, '../shared/corpus');
if (!existsSync(corpus)) console.log('skipped: ../shared/corpus is not there');

for (const [folder, test] of [
  [join(repository, 'fixtures'), reader],
  [corpus, existsSync(corpus) ? reader : reader.skip],
] as const)
  test(`the files of ${folder === corpus ? 'real repositories' : 'fixtures'} are read as the parser reads them`, () => {
    let read = 0;
    for (const text of textsBelow(folder).flatMap(documentTexts)) {
      if (readingOf(text) === undefined) read++;
      for (const variant of [text.replaceAll(/(?<!\r)\n/g, '\r\n'), text.trimEnd(), `\ufeff${text}`]) readingOf(variant);
    }
    assert.ok(read > 20);
  });

reader('values are counted only where aliases may stand for many', () => {
  const list = (length: number): string => `[${'1,'.repeat(length)}]`;
  for (const [text, isRead] of [
    [`a: ${list(1_000_000)} # *x\n`, true],
    [`a: &x 1\nb: ${list(1_000_000)}\n`, true],
    [`a: &x [1, 2]\nb: *x\nc: ${list(999_990)}\n`, true],
    [`a: &x [1, 2]\nb: *x\nc: ${list(999_993)}\n`, false],
  ] as const)
    assert.is(typeof readTree(text) === 'object', isRead, text.slice(0, 20));
});

reader('a document that is read is edited as any other', () => {
  const [document] = yaml.parse({ path: 'a.yaml', text: '# one\na: 1 # two\nb: [x]\n' }).documents;
  assert.equal(
    document!.comments().map(({ text }) => text),
    ['# one', '# two'],
  );
  assert.equal(document!.editor.plan([{ op: 'set', path: ['a'], value: 2 }]), [{ range: { start: 9, end: 10 }, newText: '2' }]);
});

reader.run();

const STARTS = ['\n', '\n ', '\n  ', '\n    ', '\na: ', '\nb:', '\n- ', '\n  - ', '\n  c: ', '\n"d": ', '\n# e', '\n---\n', '\n...\n'];
const SIGNS = [
  ...[
    ' ',
    '  ',
    '\t',
    '\r\n',
    '\r',
    '- ',
    '-',
    ': ',
    ':',
    ' #',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ', ',
    ',',
    '|',
    '>',
    '|-\n',
    '>+\n',
    '|2\n',
  ],
  ...[
    '&x',
    '*x',
    '!t',
    '%',
    '@',
    '`',
    '? ',
    '~',
    '<<',
    '\\',
    '\\n',
    '\\x41',
    '\\\n',
    '\ufeff',
    '\0',
    'a',
    'b c',
    '1',
    '""',
    "''",
    '${X}',
    '{{ x }}',
  ],
  ...['🎉', '\u2028', '\u00a0', '[]', '{}'],
];

const LINES = [
  ...['a: ', 'b:', '- ', 'c: &x ', 'c: &x z', 'd: *x', '- &x', '- &x z', '- *x', '&x', '&y', '*x', 'e: &y', 'f: *y', '- k: &x', '&x k: v'],
  ...['g: 1', '- "q"', 'h: [1]', '- {k: v}', 'i: |\n    t', '>-\n     t', 'text', '# c', '', '- - z', '<<: *x'],
];

/** A text with a few signs put in or taken out, and lines that are moved, repeated or missing. */
function withMistakes(text: string, choose: Choose): string {
  let result = text;
  for (let count = 1 + choose(3); count > 0; count--) {
    const at = choose(result.length + 1);
    const lines = result.split('\n');
    const line = choose(lines.length);
    const sign = [...SIGNS, ...STARTS][choose(SIGNS.length + STARTS.length)]!;
    result = [
      () => result.slice(0, at) + result.slice(at + 1 + choose(4)),
      () => result.slice(0, at) + sign + result.slice(at),
      () => result.slice(0, at) + sign + result.slice(at + 1),
      () => lines.toSpliced(line, choose(2), lines[choose(lines.length)]!).join('\n'),
      () => lines.with(line, ' '.repeat(1 + choose(4)) + lines[line]!).join('\n'),
      () => lines.with(line, lines[line]!.replace(/^ {1,2}/, '')).join('\n'),
    ][choose(6)]!();
  }
  return result;
}

function textsBelow(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter(file => file.isFile() && /\.(?:ya?ml|json)$/i.test(file.name))
    .map(file => readFileSync(join(file.parentPath, file.name), 'utf8'));
}

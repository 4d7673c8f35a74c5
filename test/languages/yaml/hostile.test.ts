import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal, type ParseError } from '../../../src/core/document.ts';
import type { ModelOp } from '../../../src/core/model.ts';
import { applyEdits } from '../../../src/core/text.ts';
import { prove } from '../../../src/fix/prove.ts';
import { Aliases } from '../../../src/languages/yaml/aliases.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';
import { isSeq, parseSyntax, type YamlNode } from '../../../src/languages/yaml/syntax.ts';
import { documentOf, insert, remove, set } from './plan.ts';

const hostile = suite('hostile YAML');

const errorsOf = (text: string): readonly ParseError[] => yaml.parse({ path: 'a.yaml', text }).documents[0]!.errors;

for (const [name, open, close] of [
  ['brackets', '[', ']'],
  ['braces', '{a: ', '}'],
  ['items', '- ', ''],
  ['explicit keys', '? ', ''],
] as const)
  hostile(`deep ${name} are an error with a place, one after the other and of any depth`, () => {
    for (const depth of [900, 1500, 1000, 5000, 10_000]) {
      const [error] = errorsOf(`x:\n- ${open.repeat(depth)}${close.repeat(depth)}`);
      assert.is(error!.message, 'it is nested more than 256 levels deep');
      assert.ok(error!.range.start > 0 && error!.range.start < 2000);
    }
  });

hostile('deep block maps are an error with a place', () => {
  const text = Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
  assert.is(errorsOf(text)[0]?.message, 'it is nested more than 256 levels deep');
});

hostile('a hundred levels are none too many', () => {
  assert.equal(errorsOf(`${'['.repeat(100)}${']'.repeat(100)}`), []);
});

const bomb = (head: string, line: (name: string, aliases: string, n: number) => string): string =>
  head + Array.from('bcdefghijk', (name, n) => line(name, Array(9).fill(`*${'abcdefghij'[n]!}`).join(', '), n)).join('');

hostile('aliases that stand for too much are an error', () => {
  const text = bomb('a: &a [x, x, x, x, x, x, x, x, x]\n', (name, aliases) => `${name}: &${name} [${aliases}]\n`);
  assert.equal(errorsOf(text), [{ message: 'its aliases stand for more than 1000000 values', range: { start: 0, end: 1 } }]);
});

hostile('a document without an alias may hold as many values as it does', () => {
  const syntax = parseSyntax('[x] # *x\n');
  const { contents } = syntax.tree!;
  if (isSeq(contents)) contents.items = Array<YamlNode>(1_000_001).fill(contents.items[0]!);
  assert.equal(new Aliases(syntax).errors, []);
});

hostile('two hundred aliases of a small map are none too many', () => {
  const { root } = documentOf(`a: &a {x: 1, y: 2}\nl:\n${'- *a\n'.repeat(200)}`);
  assert.is((root!.get('l')!.value as readonly unknown[]).length, 200);
});

hostile('merge keys that repeat each other are read once', () => {
  const text = bomb(
    'a: &a {x: 1}\n',
    (name, aliases, n) => `${name}: &${name}\n  <<: [${aliases.slice(0, n < 4 ? undefined : 2)}]\n  k${n}: 1\n`,
  );
  assert.is([...documentOf(text).root!.get('k')!.entries()].length, 11);
});

const LIST = `items:\n${Array.from({ length: 1000 }, (_, n) => `- metadata:\n    name: s${n}\n  spec:\n    # above\n    externalIPs:\n    - 192.0.2.1 # c${n}\n    ports:\n    - port: 80 # x\n`).join('')}`;
const MOVES = Array.from({ length: 1000 }, (_, n) => [
  set(`items ${n} metadata annotations ip`, 'x'),
  remove(`items ${n} spec externalIPs`, `items ${n} metadata annotations ip`),
]).flat();
const ONE_LINE = JSON.stringify({
  items: Array.from({ length: 12_000 }, (_, n) => ({
    metadata: { name: `s${n}` },
    spec: { externalIPs: ['192.0.2.1'], text: 'x'.repeat(100) },
  })),
});

const LARGE: readonly (readonly [claim: string, text: () => string, ops: readonly ModelOp[]])[] = [
  ['two thousand changes of a List', () => LIST, MOVES],
  [
    'a thousand changes of one line of 2 MB',
    () => ONE_LINE,
    Array.from({ length: 1000 }, (_, n) => remove(`items ${n * 11} spec externalIPs`)),
  ],
  [
    'a thousand new members among 40,000',
    () => Array.from({ length: 40_000 }, (_, n) => `k${n}: 1\n`).join(''),
    Array.from({ length: 1000 }, (_, n) => set(`new${n}`, n, { after: `k${n}` })),
  ],
  ['100,000 items with comments that move', () => `l:\n${'- a # c\n'.repeat(100_000)}k: 1\n`, [set('z', 1), remove('l', 'z')]],
  ['changes of 100,000 items in brackets', () => `l: [${'a, '.repeat(100_000)}]\n`, [remove('l 50000'), insert('l', 'x', { before: 7 })]],
];
for (const [claim, text, ops] of LARGE)
  hostile(`${claim} are planned and proven`, () => {
    const document = documentOf(text(), 'a.yaml');
    const edits = document.editor.plan(ops);
    if (isRefusal(edits)) throw new Error(edits.refused);
    const after = { ...document.file, text: applyEdits(document.file.text, edits) };
    assert.is(prove(document.file, after, yaml, [{ document, ops }], []), undefined);
  });

hostile('comments, blanks and open quotes without end are read', () => {
  assert.is(documentOf(`${'# c\n'.repeat(100_000)}a: 1`).comments().length, 100_000);
  assert.equal(errorsOf(`${' '.repeat(500_000)}a: 1\n${'\n'.repeat(500_000)}`), []);
  assert.is(errorsOf(`a: "${'x\n'.repeat(100_000)}`).length > 0, true);
});

hostile.run();

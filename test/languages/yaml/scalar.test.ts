import fc from 'fast-check';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Scalar } from '../../../src/core/document.ts';
import { resolvePlain, spellScalar } from '../../../src/languages/yaml/scalar.ts';
import { documentOf } from './plan.ts';

const scalar = suite('scalars');

const MEANINGS: readonly (readonly [meaning: Scalar, ...sources: string[]])[] = [
  [null, '', '~', 'null', 'Null', 'NULL'],
  [true, 'y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'],
  [false, 'n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'],
  [511, '0777', '0o777', '0O777', '0x1FF', '0X1ff', '0b111111111', '511', '+511', '5_11', '0_777', '511.', '5.11e2', '511.0'],
  [-8, '-8', '-010', '-0x8', '-0b1000', '-0o10', '-8.0'],
  [89, '089', '89', '8_9'],
  [0.5, '.5', '0.5', '5e-1', '+.5'],
  [Infinity, '.inf', '.Inf', '+.INF'],
  [-Infinity, '-.inf'],
  [NaN, '.nan', '.NaN', '.NAN'],
  [1e3, '1e3', '1E3', '1e+3', '1_000'],
];
for (const [meaning, ...sources] of MEANINGS)
  scalar(`${String(meaning)} can be written as ${sources.map(source => `\`${source}\``).join(', ')}`, () => {
    assert.equal(
      sources.map(resolvePlain),
      sources.map(() => meaning),
    );
  });

scalar('text that only resembles another type is text', () => {
  const sources = [
    'yEs',
    'tRUE',
    'nULL',
    '1:30',
    '190:20:30',
    '2001-01-01',
    '1.2.3',
    '192.0.2.1',
    '0x',
    '0xg',
    '0b2',
    '0o8',
    '_1',
    '1e',
    '+',
    '-',
    '.',
    '..',
    '.5_0',
    '=',
    '<<',
    '-.nan',
    '+.nan',
    'inf',
    'nan',
    '1 000',
    '8Gi',
    '-x',
  ];
  assert.equal(sources.map(resolvePlain), sources);
});

scalar('only plain scalars have a type, unless a tag says it is text', () => {
  const text = 'a: "5"\nb: \'yes\'\nc: |-\n  5\nd: !!str 5\ne: ! 5\nf: 5\n';
  assert.equal(documentOf(text).root!.value, { a: '5', b: 'yes', c: '5', d: '5', e: '5', f: 5 });
});

const strings = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(...MEANINGS.flatMap(([, ...sources]) => sources)),
  fc.stringMatching(/^[-0-9a-z_.:# '"[\]{},&*!|>%@`~]*$/),
);

scalar('every string is read back by this parser and another one', () => {
  fc.assert(
    fc.property(
      strings.filter(value => Buffer.from(value).toString() === value),
      fc.constantFrom('', '"x"', "'x'"),
      (value, like) => {
        const spelled = spellScalar(value, { like });
        assert.not.match(spelled, /[\r\n]/);
        assert.is(documentOf(`k: ${spelled}\n`).root!.get('k')!.value, value);
        assert.is(documentOf(`k: [${spelled}]\n`).root!.get('k', 0)!.value, value);
        assert.equal(
          [...documentOf(`${spelled}: 1\n`).root!.entries()].map(([key]) => key),
          [value],
        );
        assert.equal(load(`k: ${spelled}\n`, { schema: FAILSAFE_SCHEMA }), { k: value });
        assert.is(JSON.parse(spellScalar(value, { json: true })), value);
      },
    ),
    { seed: Number(process.env['FC_SEED'] ?? 20260721), numRuns: Number(process.env['FC_RUNS'] ?? 500) },
  );
});

scalar('a new string takes the quotes of the one it replaces', () => {
  assert.is(spellScalar('x', { like: '"a"' }), '"x"');
  assert.is(spellScalar("it's", { like: "'a'" }), "'it''s'");
  assert.is(spellScalar('two\nlines', { like: "'a'" }), '"two\\nlines"');
  assert.is(spellScalar('x', { like: 'a' }), 'x');
});

scalar('a flag needs no quotes, and a line of dashes does', () => {
  assert.is(spellScalar('--peer-ca-file=/etc/pki/ca.crt'), '--peer-ca-file=/etc/pki/ca.crt');
  assert.is(spellScalar('peer-ca-file=/etc/pki/ca.crt'), 'peer-ca-file=/etc/pki/ca.crt');
  for (const text of ['---', '--', '- a', '=', '--v=2, b', '--1=2']) assert.is(spellScalar(text), `"${text}"`);
});

scalar.run();

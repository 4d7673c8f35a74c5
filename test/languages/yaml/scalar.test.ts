import fc from 'fast-check';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Scalar } from '../../../src/core/document.ts';
import { isWholeSource, quote, resolvePlain, spellScalar } from '../../../src/languages/yaml/scalar.ts';
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
  for (const like of ['a', 'a"', "a'"]) assert.is(spellScalar('x', { like }), 'x');
});

scalar('a flag needs no quotes, and a line of dashes does', () => {
  assert.is(spellScalar('--peer-ca-file=/etc/pki/ca.crt'), '--peer-ca-file=/etc/pki/ca.crt');
  assert.is(spellScalar('peer-ca-file=/etc/pki/ca.crt'), 'peer-ca-file=/etc/pki/ca.crt');
  for (const text of ['---', '--', '- a', '=', '--v=2, b', '--1=2']) assert.is(spellScalar(text), `"${text}"`);
});

scalar('what is no string is spelled as in JSON, whatever it replaces', () => {
  for (const [value, text] of [
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    [-5, '-5'],
  ] as const)
    for (const like of ['', '"x"', "'x'"]) assert.is(spellScalar(value, { like }), text);
});

scalar('addresses, networks and paths need no quotes, and what begins like one does', () => {
  for (const text of ['192.0.2.4', '198.51.100.255', '192.0.2.0/24', './a/b.yaml', '../a', '/etc/x', 'a', '_a', 'A1~b=c'])
    assert.is(spellScalar(text), text);
  for (const text of [
    '192.0.2',
    '192.0.2.4.5',
    '1920.0.2.4',
    '192.0.2.4:80',
    '192.0.2.0/240',
    '192.0.2.0/',
    '.../a',
    '.a',
    '1a',
    'a b',
    'a:',
    'a#',
    'yes',
    'null',
    '2001:db8::1',
    '',
  ])
    assert.is(spellScalar(text), `"${text}"`);
});

scalar('a string that JSON lets stand and YAML does not is escaped', () => {
  assert.is(quote('~\u007f\u0080\u009f\u00a0'), '"~\\u007f\\u0080\\u009f\u00a0"');
  assert.is(quote('\u2027\u2028\u2029\u202a'), '"\u2027\\u2028\\u2029\u202a"');
  assert.is(quote('\ufefe\ufeff\ufffd\ufffe\uffff'), '"\ufefe\\ufeff\ufffd\\ufffe\\uffff"');
  assert.is(quote('\n"\\'), '"\\n\\"\\\\"');
});

scalar('between single quotes stands what can be printed, and nothing else', () => {
  const like = "'x'";
  assert.is(spellScalar(' ~', { like }), "' ~'");
  assert.is(spellScalar("''", { like }), "''''''");
  for (const text of ['\u001f', '\u007f', 'ä', 'a\tb']) assert.is(spellScalar(text, { like }), quote(text));
  assert.is(spellScalar('x', { json: true, like }), '"x"');
});

scalar('a source is carried over where it stands for its value on one line', () => {
  for (const [source, value] of [
    ['"x"', 'x'],
    ["'yes'", 'yes'],
    ['yes', true],
    ['0x10', 16],
    ['.nan', NaN],
    ['web', 'web'],
    ['a|b', 'a|b'],
    ["it's", "it's"],
  ] as const)
    assert.ok(isWholeSource(source, value), source);
  for (const [source, value] of [
    ['', null],
    ['5', '5'],
    ['-0', 0],
    ['"a\n b"', 'a b'],
    ["'a\r b'", 'a b'],
    ['|', '|'],
    ['|\n  x', 'x'],
    ['>-', '>-'],
    ['web', 'other'],
    ["it's", 'other'],
  ] as const)
    assert.not(isWholeSource(source, value), source);
});

scalar.run();

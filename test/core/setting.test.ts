import { Ajv } from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plain, Refusal } from '../../src/core/document.ts';
import { choice, inputFile, list, text, toggle, version, type Setting } from '../../src/core/setting.ts';

const declared = { summary: 'what it does', flag: 'name' };

const digits = (word: string): number | Refusal => (/^\d+$/.test(word) ? Number(word) : { refused: `takes no \`${word}\`` });

const CHOICE = choice('a.b', ['one', 'two'], { ...declared, fallback: 'one' });
const TOGGLE = toggle('a.b', { ...declared, fallback: false });
const TEXT = text('a.b', { ...declared, fallback: undefined });
const VERSION = version('a.b', { ...declared, fallback: undefined });
const LIST = list('a.b', digits, { ...declared, fallback: undefined });
const FILE = inputFile('a.b', digits, declared);

const READ: readonly (readonly [setting: Setting<unknown>, value: Plain, read: unknown])[] = [
  [CHOICE, 'two', 'two'],
  [CHOICE, 'three', { refused: 'takes `one`, `two`' }],
  [CHOICE, null, { refused: 'takes `one`, `two`' }],
  [TOGGLE, true, true],
  [TOGGLE, false, false],
  [TOGGLE, 'true', true],
  [TOGGLE, 'false', false],
  [TOGGLE, 'yes', { refused: 'takes `true` or `false`' }],
  [TOGGLE, 1, { refused: 'takes `true` or `false`' }],
  [TEXT, 'word', 'word'],
  [TEXT, '', { refused: 'takes a string' }],
  [TEXT, 5, { refused: 'takes a string' }],
  [VERSION, '1.36', { major: 1, minor: 36 }],
  [VERSION, 1.36, { refused: 'takes a version of Kubernetes, in quotes' }],
  [LIST, ['1', '2'], [1, 2]],
  [LIST, [], []],
  [LIST, ' 1,2 ,, 3', [1, 2, 3]],
  [LIST, '', []],
  [LIST, ['1', 'x', 'y'], { refused: 'takes no `x`' }],
  [LIST, ['1', 2], { refused: 'takes a list of strings' }],
  [LIST, { a: '1' }, { refused: 'takes a list of strings' }],
  [FILE, '12', 12],
  [FILE, 'x', { refused: 'takes no `x`' }],
  [FILE, 12, { refused: 'takes the path of a file' }],
];

const reading = suite('what a setting takes');

for (const [index, [setting, value, read]] of READ.entries())
  reading(`${index + 1}: ${JSON.stringify(value)} is ${JSON.stringify(read)}`, () => assert.equal(setting.read(value), read));

reading('what an item says may be null', () => {
  assert.equal(list('a.b', word => (word === '-' ? null : word), { ...declared, fallback: undefined }).read('a,-'), ['a', null]);
});

reading.run();

const telling = suite('what a setting tells of itself');

telling('its key, its option, what it is for, and what holds where nobody says', () => {
  for (const setting of [CHOICE, TOGGLE, TEXT, VERSION, LIST, FILE] as readonly Setting<unknown>[])
    assert.equal([setting.key, setting.flag, setting.summary], ['a.b', 'name', 'what it does']);
  assert.equal([CHOICE.fallback, TOGGLE.fallback, TEXT.fallback, FILE.fallback], ['one', false, undefined, undefined]);
  assert.equal([FILE.opens, TEXT.opens], [true, undefined]);
});

telling('its schema takes what it takes', () => {
  for (const [setting, valid, invalid] of [
    [CHOICE, ['one', 'two'], ['three', null]],
    [TOGGLE, [true, false], ['true', 1]],
    [TEXT, ['word'], ['', 5]],
    [VERSION, ['1.36', 'v1.36.2', 1.36], ['1', '2.0', '1.36-rc', null]],
    [LIST, [[], ['1']], ['1', [1]]],
    [FILE, ['a.yaml'], ['', 5]],
  ] as readonly (readonly [Setting<unknown>, readonly Plain[], readonly Plain[]])[]) {
    const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(setting.schema);
    for (const value of valid) assert.ok(isValid(value), JSON.stringify(value));
    for (const value of invalid) assert.not(isValid(value), JSON.stringify(value));
  }
});

telling.run();

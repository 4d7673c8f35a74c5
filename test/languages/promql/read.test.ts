import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plain } from '../../../src/core/document.ts';
import { readExpression } from '../../../src/languages/promql/read.ts';
import { isParts, type Part } from '../../../src/languages/promql/syntax.ts';

const test = suite('PromQL');

const selector = (metric: string): Plain => ({ type: 'selector', metric, matchers: [] });

const number = (value: number): Plain => ({ type: 'number', value });

const window = (metric: string, range: string): Plain => ({ type: 'range', operand: selector(metric), range });

/** Each with what is special about it. */
const EXPRESSIONS: Readonly<Record<string, readonly [text: string, says: Plain]>> = {
  'a name in front of labels': ['up{job="a"}', { type: 'selector', metric: 'up', matchers: [{ label: 'job', operator: '=', value: 'a' }] }],
  'a quoted name among the labels': [
    '{"up", job!~\'a\'}',
    { type: 'selector', metric: 'up', matchers: [{ label: 'job', operator: '!~', value: 'a' }] },
  ],
  'a name as a label': [
    '{__name__="up"}',
    { type: 'selector', metric: 'up', matchers: [{ label: '__name__', operator: '=', value: 'up' }] },
  ],
  'no name': ['{job=~"a"}', { type: 'selector', matchers: [{ label: 'job', operator: '=~', value: 'a' }] }],
  'keywords in capitals and comments': [
    'SUM BY (job) (up) # all\n== BOOL 0',
    {
      type: 'binary',
      operator: '==',
      left: { type: 'aggregation', function: 'sum', arguments: [selector('up')], by: ['job'] },
      right: number(0),
      bool: true,
    },
  ],
  'labels behind an aggregation': [
    'sum(up) without (job, "a.b")',
    { type: 'aggregation', function: 'sum', arguments: [selector('up')], without: ['job', 'a.b'] },
  ],
  'a group of many': [
    'a * on (x) group_left (y) b',
    { type: 'binary', operator: '*', left: selector('a'), right: selector('b'), on: ['x'], group: 'left' },
  ],
  sets: ['a unless ignoring (x) b', { type: 'binary', operator: 'unless', left: selector('a'), right: selector('b'), ignoring: ['x'] }],
  'a subquery': [
    'rate(a[5m])[1h:1m]',
    { type: 'subquery', operand: { type: 'call', function: 'rate', arguments: [window('a', '5m')] }, range: '1h' },
  ],
  'an offset belongs to the last operand alone': [
    'a - b offset 5m',
    { type: 'binary', operator: '-', left: selector('a'), right: { type: 'offset', operand: selector('b'), offset: '5m' } },
  ],
  'so does a window, under all signs': [
    '-a[5m] offset 1h',
    { type: 'unary', operator: '-', operand: { type: 'offset', operand: window('a', '5m'), offset: '1h' } },
  ],
  'but not to what parentheses end': [
    '(a - b) offset 5m',
    { type: 'offset', operand: { type: 'binary', operator: '-', left: selector('a'), right: selector('b') }, offset: '5m' },
  ],
  'numbers of all kinds': [
    '-0x1F + 1e-3',
    { type: 'binary', operator: '+', left: { type: 'unary', operator: '-', operand: number(31) }, right: number(0.001) },
  ],
  'a duration is a number of seconds': ['1h30m', number(5400)],
  infinity: ['a > Inf', { type: 'binary', operator: '>', left: selector('a'), right: number(Infinity) }],
  'a variable in place of a duration': [
    'rate(a[$__rate_interval])',
    { type: 'call', function: 'rate', arguments: [window('a', `${'0'.repeat(14)}5m`)] },
  ],
  'variables in brackets': ['a[[[w]]] offset ${o}', { type: 'offset', operand: window('a', '000' + '5m'), offset: '005m' }],
  'a variable in place of a number': ['a > $limit', { type: 'binary', operator: '>', left: selector('a'), right: { type: 'variable' } }],
  'variables in strings stay': [
    'a{b="${c:regex}"}',
    { type: 'selector', metric: 'a', matchers: [{ label: 'b', operator: '=', value: '${c:regex}' }] },
  ],
  'the default of MetricsQL is an `or`': ['a default 0', { type: 'binary', operator: 'or', left: selector('a'), right: number(0) }],
};

for (const [title, [text, says]] of Object.entries(EXPRESSIONS))
  test(title, () => {
    const { part, error } = readExpression(text);
    assert.is(error, undefined);
    assert.equal(plainOf(part!), says);
  });

test('what is no PromQL is told where it begins', () => {
  for (const [text, start] of [
    ['rate(a[5m]', 10],
    ['a ==', 4],
    ['', 0],
    ['# nothing', 9],
    ['a if b', 2],
  ] as const) {
    const { error } = readExpression(text);
    assert.equal([error?.message, error?.start], ['the expression cannot be read as PromQL here', start], text);
  }
});

test('hostile expressions are refused soon, and never thrown at', () => {
  for (const text of [
    '('.repeat(1_000_000),
    `${'('.repeat(400)}${'-'.repeat(400)}a${')'.repeat(400)}`,
    `a${' + a'.repeat(800)}`,
    `a${'^a'.repeat(800)}`,
    `a${'['.repeat(16_000)}`,
    'a b '.repeat(8000),
    '1m'.repeat(16_000),
    `a{b="${'\\'.repeat(30_000)}`,
    '${'.repeat(16_000),
    '\0\ud800a{'.repeat(5000),
  ]) {
    const start = performance.now();
    const { error } = readExpression(text);
    assert.type(error?.message, 'string', text.slice(0, 20));
    assert.ok(performance.now() - start < 5000, `${text.slice(0, 20)} took ${performance.now() - start} ms`);
  }
});

test('a long expression that is no deep one is read', () => {
  const names = Array.from({ length: 2000 }, (_, index) => `node-${index}`).join('|');
  assert.is(readExpression(`up{node=~"${names}"} == 0`).error, undefined);
});

test.run();

function plainOf({ content }: Part): Plain {
  if (content instanceof Map) return Object.fromEntries([...content].map(([key, part]) => [key, plainOf(part)]));
  return isParts(content) ? content.map(plainOf) : content;
}

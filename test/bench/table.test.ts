import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatTables, type Table } from './table.ts';

const table: Table = {
  title: 'Contest',
  notes: ['In turns.'],
  columns: [{ name: 'command' }, { name: 'ms', digits: 1 }, { name: 'peak MB' }],
  rows: [
    ['grep', 1234.56, undefined],
    ['a|b', 7, 12],
  ],
};

const test = suite('tables');

test('numbers stand below each other, and what was not measured is a dash', () => {
  assert.is(
    formatTables(['Node.'], [table], 'text'),
    `Node.

Contest
-------

In turns.

command       ms  peak MB
grep     1,234.6        –
a|b          7.0       12
`,
  );
});

test('can be pasted into a page', () => {
  assert.is(
    formatTables(['Node.'], [table], 'markdown'),
    `Node.

### Contest

In turns.

| command | ms | peak MB |
|---|---:|---:|
| grep | 1,234.6 | – |
| a\\|b | 7.0 | 12 |
`,
  );
});

test('are numbers to a program', () => {
  const { tables } = JSON.parse(formatTables([], [table], 'json'));
  assert.is(tables[0].rows[0][1], 1234.56);
});

test.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatStats } from '../../src/reporters/stats.ts';
import { readStages, timesByStage } from './stages.ts';

const counts = { found: 3, read: 3, bytes: 1234, hits: 1, documents: 1, parsed: 1 };

const test = suite('the stages of a run');

test('are read from what --stats prints, in their order, and nothing else is', () => {
  const stages = [
    { name: 'list', milliseconds: 1.2 },
    { name: 'parse and lint', milliseconds: 12_345.6 },
    { name: 'a stage to come', milliseconds: 0 },
  ];
  const text = formatStats({ ...counts, skipped: [{ path: 'a.yaml', reason: 'it took  3.0 ms' }], stages });
  assert.equal(readStages(`kubemend: a note\n${text}`), [...stages, { name: 'total', milliseconds: 12_346.8 }]);
});

test('may be written with commas', () => {
  assert.equal(readStages('list   1,234.5 ms\n'), [{ name: 'list', milliseconds: 1234.5 }]);
});

test('are gathered by name', () => {
  const runs = [
    [
      { name: 'list', milliseconds: 1 },
      { name: 'read', milliseconds: 2 },
    ],
    [
      { name: 'list', milliseconds: 3 },
      { name: 'read', milliseconds: 4 },
    ],
  ];
  assert.equal(
    [...timesByStage(runs)],
    [
      ['list', [1, 3]],
      ['read', [2, 4]],
    ],
  );
});

test.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatStats } from '../../src/reporters/stats.ts';
import { block } from './samples.ts';

const STATS = {
  found: 1300,
  read: 1299,
  bytes: 1_234_567,
  hits: 9,
  documents: 20,
  parsed: 10,
  skipped: [],
  stages: [
    { name: 'discover', milliseconds: 12.34 },
    { name: 'lint', milliseconds: 123.4 },
  ],
};

const stats = suite('stats');

stats('counts and times stand in columns', () => {
  assert.is(
    formatStats(STATS),
    block`
      files found                       1,300
      files read                        1,299
      bytes read                    1,234,567
      files that may hold findings          9
      documents in them                    20
      documents parsed                     10
      files skipped                         0

      discover   12.3 ms
      lint      123.4 ms
      total     135.7 ms
      `,
  );
});

stats('skipped files are listed with the reason, their control characters made visible', () => {
  const hostile = { path: 'a\u001b[2J.yaml', reason: 'not UTF-8\r\n' };
  const output = formatStats({ ...STATS, skipped: [hostile, { path: 'b.json', reason: 'larger than 20 MB' }] });
  assert.match(output, /^files skipped {25}2$/m);
  assert.ok(output.endsWith('\n\nskipped files:\n  a␛[2J.yaml: not UTF-8␍␊\n  b.json: larger than 20 MB\n'));
});

stats.run();

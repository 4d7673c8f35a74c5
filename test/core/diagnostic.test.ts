import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assumptionText, inReadingOrder, isAsSevere, SEVERITIES, type Diagnostic } from '../../src/core/diagnostic.ts';

const at = { file: { path: 'a.yaml', text: '' }, range: { start: 0, end: 0 }, text: '' };

const test = suite('assumptions');

test('a sentence names its subject as it is written, whatever signs that has', () => {
  assert.is(
    assumptionText({ at, text: '{} is one address, and {} is no node', subject: '${VIP}$&' }),
    '`${VIP}$&` is one address, and `${VIP}$&` is no node',
  );
  assert.is(assumptionText({ at, text: 'MetalLB runs' }), 'MetalLB runs');
});

test.run();

const order = suite('findings');

order('stand in reading order: by file, then by place, then by rule', () => {
  const found = (path: string, start: number, rule: string): Diagnostic =>
    ({ rule, primary: { file: { path, text: '' }, range: { start, end: start }, text: '' } }) as unknown as Diagnostic;
  const sorted = [found('a', 1, 'x'), found('a', 1, 'y'), found('a', 2, 'a'), found('b', 0, 'a')];
  assert.equal(sorted.toReversed().sort(inReadingOrder), sorted);
  assert.equal([sorted[2]!, sorted[0]!, sorted[3]!, sorted[1]!].sort(inReadingOrder), sorted);
});

order('are as grave as a threshold or not', () => {
  assert.equal(
    SEVERITIES.map(severity => SEVERITIES.map(threshold => isAsSevere(severity, threshold))),
    [
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ],
  );
  assert.equal([isAsSevere('error', 'info'), isAsSevere('info', 'error'), isAsSevere('warning', 'error')], [true, false, false]);
});

order.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { median, medianDifference, medianRatio } from './statistics.ts';

const test = suite('medians');

test('the middle number counts, whatever the order', () => {
  assert.is(median([9, 1, 100]), 9);
  assert.is(median([10, 2, 1, 4]), 3);
  assert.is(median([7]), 7);
  assert.ok(Number.isNaN(median([])));
});

test('numbers are compared as numbers', () => {
  assert.is(median([10, 9, 100]), 10);
});

test('a slow round counts as little as another where it is slow for both', () => {
  assert.is(medianRatio([20, 200, 22], [10, 100, 10]), 2);
  assert.is(medianDifference([15, 105, 16], [10, 100, 10]), 5);
});

test.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { secondsOf } from '../../src/core/duration.ts';

const test = suite('durations');

test('a duration is the sum of its parts, and a number is seconds', () => {
  assert.equal(['5m', '1h30m', '2d', '1w', '500ms', '90', '0.5'].map(secondsOf), [300, 5400, 172_800, 604_800, 0.5, 90, 0.5]);
});

test('anything else is none', () => {
  assert.equal(['', 'm', '5', '5 m', '-5m', '$range'].map(secondsOf), [NaN, NaN, 5, NaN, NaN, NaN]);
});

test.run();

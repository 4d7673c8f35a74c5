import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { secondsOf } from '../../src/core/duration.ts';

const test = suite('durations');

test('a duration is the sum of its parts, and a number is seconds', () => {
  assert.equal(['5m', '1h30m', '2d', '1w', '500ms', '90', '0.5'].map(secondsOf), [300, 5400, 172_800, 604_800, 0.5, 90, 0.5]);
});

test('each unit has its length', () => {
  assert.equal(['1y', '2w', '3d', '4h', '5m', '6s', '7ms'].map(secondsOf), [31_536_000, 1_209_600, 259_200, 14_400, 300, 6, 0.007]);
  assert.equal(['12h', '90m', '1d12h30m'].map(secondsOf), [43_200, 5400, 131_400]);
});

test('anything else is none', () => {
  assert.is(secondsOf('5'), 5);
  for (const text of ['', 'm', '5 m', '-5m', '$range', '5m x', '5mm', '1.5m', '.', 'x5', 'x5m'])
    assert.ok(Number.isNaN(secondsOf(text)), text);
});

test.run();

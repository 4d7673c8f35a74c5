import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rangeHolds } from '../../src/kubernetes/metallb.ts';

const test = suite('metallb');

test('a network holds its addresses', () => {
  assert.ok(rangeHolds('192.0.2.0/26', '192.0.2.63', 4));
  assert.not.ok(rangeHolds('192.0.2.0/26', '192.0.2.64', 4));
  assert.ok(rangeHolds('2001:db8::/120', '2001:db8::ff', 6));
});

test('a range holds its ends, with or without spaces', () => {
  for (const address of ['192.0.2.1', '192.0.2.5', '192.0.2.9']) assert.ok(rangeHolds('192.0.2.1 - 192.0.2.9', address, 4), address);
  assert.not.ok(rangeHolds('192.0.2.1-192.0.2.9', '192.0.2.10', 4));
});

test('nothing is in a range of the other family, a placeholder, or nonsense', () => {
  for (const range of ['2001:db8::/64', '${POOL}', '', 'a-b', '192.0.2.0/99', '192.0.2.9-192.0.2.1', '192.0.2.4'])
    assert.not.ok(rangeHolds(range, '192.0.2.4', 4), range);
});

test.run();

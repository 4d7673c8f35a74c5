import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRelease } from '../../src/kubernetes/gateway-implementations.ts';
import { gatewayBundle } from '../../src/kubernetes/gateway-settings.ts';
import { listedNodes } from '../../src/kubernetes/node-addresses.ts';

const test = suite('settings of Gateways');

test('a bundle is a release of the Gateway API, and no number: of 1.10 YAML makes 1.1', () => {
  assert.equal(
    ['1.6', 'v1.6.1', '1.10'].map(value => gatewayBundle.read(value)),
    [6, 6, 10],
  );
  for (const value of [1.6, '2.0', '1', 'latest', '', null])
    assert.equal(gatewayBundle.read(value), { refused: 'takes a release of the Gateway API in quotes, as `"1.6"`' });
});

test('node addresses are addresses and networks of either family; an empty list is an answer', () => {
  assert.equal(listedNodes.read('192.0.2.10, 192.0.2.0/28,2001:db8::/64'), ['192.0.2.10/32', '192.0.2.0/28', '2001:db8::/64']);
  assert.equal(listedNodes.read(['2001:db8::4']), ['2001:db8::4/128']);
  assert.equal([listedNodes.read(''), listedNodes.read([])], [[], []]);
  for (const word of ['node-1', '192.0.2.0/33', '192.0.2.0/', '192.0.2.0/24/8', '2001:db8::/129', '192.0.2.1-192.0.2.9'])
    assert.equal(listedNodes.read(word), {
      refused: `takes addresses and networks, as \`192.0.2.10\` and \`192.0.2.0/28\`: \`${word}\` is none`,
    });
});

test('releases are compared by number, and a range is none', () => {
  assert.equal(
    [
      isRelease('v1.20.0', '1.20'),
      isRelease('1.9.3', '1.20'),
      isRelease('2.0', '1.20'),
      isRelease('1.x', '1.20'),
      isRelease('>=1.20.0', '1.20'),
      isRelease(undefined, '1.20'),
    ],
    ['yes', 'no', 'yes', 'unknown', 'unknown', 'unknown'],
  );
});

test.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assumptionText } from '../../src/core/diagnostic.ts';

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

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dottedPath, parseDottedPath } from '../../src/core/dotted-path.ts';

const path = suite('dotted path');

path('keys follow a dot, indexes stand in brackets', () => {
  assert.is(dottedPath(['items', 0, 'spec', 'externalIPs', 12]), 'items[0].spec.externalIPs[12]');
  assert.is(dottedPath([0, 'spec']), '[0].spec');
  assert.is(dottedPath([]), '');
});

path('a key that would read as something else is quoted', () => {
  assert.is(dottedPath(['metadata', 'annotations', 'metallb.io/pool']), 'metadata.annotations["metallb.io/pool"]');
  assert.is(dottedPath(['data', 'kubeadm.yaml', '', 'a "b"', 'c[0]']), 'data["kubeadm.yaml"][""]["a \\"b\\""]["c[0]"]');
  assert.is(dottedPath(['.hidden', 'x']), '[".hidden"].x');
});

path('a spelled path is read back as it was', () => {
  for (const steps of [
    [],
    [0, 'spec'],
    ['spec', 10, 2],
    ['0', 'a'],
    ["it's", 'a\tb', 'a]b'],
    ['items', 0, 'a'],
    ['metadata', 'annotations', 'metallb.io/pool'],
    ['', 'a "b"', 'c[0]', '.x', '漢 字', '\\"'],
  ])
    assert.equal(parseDottedPath(dottedPath(steps)), steps);
});

path.run();

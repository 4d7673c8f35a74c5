import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isReadable } from '../../src/discover/kinds.ts';

const kinds = suite('kinds');

kinds('the ending tells, in any case', () => {
  for (const path of [
    'a.yaml',
    'a/b.yml',
    'c.json',
    'node.bu',
    'D.YAML',
    'e.Json',
    '.yaml',
    'kustomization.local.yaml',
    'main.ts',
    'index.mjs',
  ])
    assert.ok(isReadable(path), path);
  for (const path of ['a.txt', 'yaml', 'a.yaml.bak', 'a.yaml/', 'a.yamlx', 'a.tsx', '']) assert.not.ok(isReadable(path), path);
});

kinds.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

const test = suite('facts');

test('files are there, and the folders above them, and nothing that only begins like one', () => {
  const facts = new RepositoryFacts(new MemoryTree({ 'b/c/d.yaml': '', 'b-e/f.yaml': '', 'a.yaml': '', '../g/h.yaml': '' }));
  for (const path of ['a.yaml', 'b', 'b/c', 'b/c/d.yaml', 'b-e', 'b-e/f.yaml', '.', '..', '../g', '../g/h.yaml'])
    assert.ok(facts.has(path), path);
  for (const path of ['a', 'a.yaml/x', 'b/', 'b/c/d', 'b-', 'b/d.yaml', 'c', 'z', '../h', '']) assert.not.ok(facts.has(path), path);
});

test.run();

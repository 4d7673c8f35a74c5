import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { valuesBeside } from '../../src/kubernetes/exposures/values-beside.ts';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

/** The files that may feed the release of the one at a path, and set `type` of its `service`. */
function beside(path: string, others: Readonly<Record<string, string>>): readonly string[] {
  const tree = new MemoryTree({ ...others, [path]: 'service: {externalIPs: [192.0.2.4]}\n' });
  const facts = new RepositoryFacts(tree);
  return valuesBeside(tree.parse(tree.read(path)!).documents[0]!, ['service'], ['type'], facts);
}

const test = suite('values beside values');

test('values of the same folder count where they set what is moved, at the same place', () => {
  const type = 'service: {type: ClusterIP}\n';
  const others = {
    'web/values-prod.yaml': type,
    'web/values-dns.yaml': 'dns: {type: ClusterIP}\nservice: {port: 80}\n',
    'web/values-notes.yaml': 'service: {annotations: {}}\n# type\n',
    'web/notes.yaml': type,
    'dns/values.yaml': type,
  };
  assert.equal(beside('web/values.yaml', others), ['web/values-prod.yaml']);
});

test('so do the files that the same release names, wherever they are', () => {
  const type = 'service: {type: ClusterIP}\n';
  const others = {
    'helmfile.yaml': 'releases: [{name: web, values: [web.yaml, prod/web.yaml]}, {name: dns, values: [dns.yaml]}]\n',
    'prod/web.yaml': type,
    'dns.yaml': type,
  };
  assert.equal(beside('web.yaml', others), ['prod/web.yaml']);
});

test.run();

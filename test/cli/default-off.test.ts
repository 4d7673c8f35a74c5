import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { kubemend } from './kubemend.ts';
import { lint, places } from './lint.ts';

const FILES = { 'a.yaml': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {}\n' };

const test = suite('rules that are off by default');

test('they run only where they are asked for by name', async () => {
  const root = temporaryTree(FILES);
  assert.equal(places(await lint(root)), ['a.yaml:3 missing-peer-ca-file']);
  assert.equal(places(await lint(root, { rules: new Set(['deny-service-external-ips']) })), ['a.yaml:3 deny-service-external-ips']);
});

test('the table of rules and the explanation say so', async () => {
  const root = temporaryTree({});
  const [table, json, text] = await Promise.all([
    kubemend(root, ['rules']),
    kubemend(root, ['rules', '--format', 'json']),
    kubemend(root, ['explain', 'deny-service-external-ips']),
  ]);
  assert.match(table.out, /^deny-service-external-ips +off +fixable /m);
  const rules = JSON.parse(json.out) as readonly { readonly id: string; readonly default: string }[];
  assert.equal(
    rules.filter(rule => rule.default === 'off').map(({ id }) => id),
    ['deny-service-external-ips'],
  );
  assert.match(text.out, 'off unless `--rule deny-service-external-ips` asks for it');
});

test('`explain missing-peer-ca-file` tells the order and how to check in a live cluster', async () => {
  const { out } = await kubemend(temporaryTree({}), ['explain', 'missing-peer-ca-file']);
  const [order, header, metrics, nopeer] = [
    'The order is: upgrade every API server',
    'x-kubernetes-peer-proxied',
    'apiserver_rerouted_request_total',
    'profile=nopeer',
  ].map(text => out.indexOf(text));
  assert.ok(order! > 0 && header! > order! && metrics! > order! && nopeer! > order!, out);
});

test.run();

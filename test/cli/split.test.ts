import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryRepository } from '../discover/temporary-tree.ts';
import { kubemend } from './kubemend.ts';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n  externalIPs:\n    - 192.0.2.4\n    - 192.0.2.5 # office\n';

const POOL =
  'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: edge, namespace: metallb-system}\nspec: {addresses: [192.0.2.0/24]}\n---\napiVersion: metallb.io/v1beta1\nkind: L2Advertisement\nmetadata: {name: edge, namespace: metallb-system}\n';

const KUSTOMIZATION = 'resources:\n  - web.yaml\n  - pool.yaml\n';

const test = suite('--split');

test('the result has no finding of any rule, and a second run changes nothing', async () => {
  const root = temporaryRepository({ 'web.yaml': SERVICE, 'pool.yaml': POOL, 'kustomization.yaml': KUSTOMIZATION });
  const fixed = await kubemend(root, ['--fix', '--to', 'auto', '--split']);
  assert.is(fixed.status, 0, fixed.out);
  const after = readFileSync(join(root, 'web.yaml'), 'utf8');
  assert.match(after, '  name: web-ip2\n  namespace: shop\n  annotations:\n    metallb.io/loadBalancerIPs: 192.0.2.5 # office\n');
  assert.is(readFileSync(join(root, 'kustomization.yaml'), 'utf8'), KUSTOMIZATION, 'it stands in a file that is listed already');

  const linted = await kubemend(root, ['--min-severity', 'info', '--fail-on', 'info']);
  assert.is(linted.status, 0, linted.out);
  await kubemend(root, ['--fix', '--to', 'metallb', '--split']);
  assert.is(readFileSync(join(root, 'web.yaml'), 'utf8'), after);
});

test('the configuration may ask for it, for some files', async () => {
  const root = temporaryRepository({
    'kubemend.yaml': 'externalIPs: {to: metallb}\noverrides: [{files: split/**, metallb: {split: true}}]\n',
    'pool.yaml': POOL,
    'web.yaml': SERVICE,
    'split/api.yaml': SERVICE.replace('name: web', 'name: api').replace('2.4', '2.6').replace('2.5', '2.7'),
  });
  const { out, status } = await kubemend(root, ['--fix']);
  assert.is(status, 1);
  assert.match(out, '`--split` makes a further Service for each of the others [N_IPS_PER_FAMILY]');
  assert.is(readFileSync(join(root, 'web.yaml'), 'utf8'), SERVICE);
  assert.match(readFileSync(join(root, 'split/api.yaml'), 'utf8'), 'name: api-ip2');
});

test.run();

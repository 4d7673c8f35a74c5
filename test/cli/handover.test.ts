import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { kubemend } from './kubemend.ts';

const CCM = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: openstack
spec:
  template:
    spec:
      containers:
        - name: manager
          image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0
          args:
            - /bin/openstack-cloud-controller-manager
            - --cluster-cidr=10.244.0.0/16
`;

const handover = suite('what a codemod leaves to do by hand');

handover('is printed, and written to the file that is named', async () => {
  const root = temporaryTree({ 'ccm.yaml': CCM });
  const { out } = await kubemend(root, ['codemod', 'enable-watch-based-routes', '--compare', 'rules.yaml']);
  assert.match(out, 'job:route_controller_route_sync:expected1h = 0 * sum by (job) (route_controller_route_sync_total) + 360');
  const rules = readFileSync(join(root, 'rules.yaml'), 'utf8');
  assert.match(rules, '      - record: job:route_controller_route_sync:expected1h\n        expr: 0 * sum by (job)');
});

handover('a file that cannot be written is an error, and the rest is done', async () => {
  const root = temporaryTree({ 'ccm.yaml': CCM });
  const { status, err } = await kubemend(root, ['codemod', 'enable-watch-based-routes', '--compare', 'no/such/rules.yaml']);
  assert.is(status, 2);
  assert.match(err, 'the report cannot be written to `no/such/rules.yaml`');
  assert.match(readFileSync(join(root, 'ccm.yaml'), 'utf8'), 'CloudControllerManagerWatchBasedRoutesReconciliation=true');
});

handover('nothing of it is said where the codemod was not asked for', async () => {
  const root = temporaryTree({ 'ccm.yaml': CCM });
  const { out } = await kubemend(root, ['--min-severity', 'info']);
  assert.match(out, 'ccm-watch-based-routes');
  assert.not.match(out, 'job:route_controller_route_sync');
});

handover.run();

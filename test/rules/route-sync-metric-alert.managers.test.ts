import rule from '../../rules/route-sync-metric-alert.ts';
import { testRule } from '../../src/testing/test-rule.ts';

/** A cloud controller manager of OpenStack, whose tags are those of its library. */
const manager = (tag: string, name = 'openstack'): string => `
  apiVersion: apps/v1
  kind: DaemonSet
  metadata:
    name: ${name}
  spec:
    template:
      spec:
        containers:
          - name: manager
            image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:${tag}
            args: [/bin/openstack-cloud-controller-manager, --cluster-cidr=10.244.0.0/16]
`;

const storm = (expression: string): string => `
  groups:
    - name: routes
      rules:
        - alert: Storm
          expr: ${expression}
`;

const HIGH = 'rate(route_controller_route_sync_total[5m]) > 1';

testRule(rule, {
  valid: {
    'a manager that has the counter': { path: 'rules.yaml', input: storm(HIGH), files: { 'ccm.yaml': manager('v1.36.0') } },
    'one of two managers may have it': {
      path: 'rules.yaml',
      input: storm(HIGH),
      files: { 'old.yaml': manager('v1.34.0', 'old'), 'new.yaml': manager('latest', 'new') },
    },
    'no manager is in the repository': { path: 'rules.yaml', input: storm(HIGH) },
  },
  invalid: {
    'the only manager is older than the counter': {
      path: 'rules.yaml',
      input: storm(`«${HIGH}»`),
      files: { 'ccm.yaml': manager('v1.35.1') },
      messages: ['alert `Storm` reads `route_controller_route_sync_total`, which DaemonSet `openstack` has not'],
      help: 'update the cloud controller manager first, or take the expression out until then',
    },
    'all managers are older': {
      path: 'rules.yaml',
      input: storm(`«${HIGH}»`),
      files: { 'a.yaml': manager('v1.35.1', 'a'), 'b.yaml': manager('v1.33.0', 'b') },
      messages: ['alert `Storm` reads `route_controller_route_sync_total`, which no cloud controller manager of the repository has'],
    },
  },
});

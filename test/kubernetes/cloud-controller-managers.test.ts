import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';
import {
  imageOf,
  lastFlag,
  routeController,
  routeGate,
  type CloudControllerManager,
} from '../../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers } from '../../src/kubernetes/cloud-controller-managers.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

const test = suite('cloud controller managers');

const IMAGE = 'registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0';
const GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';

function managersIn(text: string, path = 'input.yaml'): readonly CloudControllerManager[] {
  const tree = new MemoryTree({ [path]: dedent(text) });
  return tree.files.flatMap(file => tree.parse(file).documents.flatMap(document => [...cloudControllerManagers(document)]));
}

/** A Deployment with one container, in one line. */
const deployment = (container: string): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: m}, spec: {template: {spec: {containers: [${container}]}}}}`;

const withArgs = (args: string): CloudControllerManager => managersIn(deployment(`{name: m, image: '${IMAGE}', args: ${args}}`))[0]!;

test('the program, the image, the name of the container or the gate tells', () => {
  for (const container of [
    '{name: m, command: [/bin/openstack-cloud-controller-manager]}',
    '{name: m, command: [cloud-controller-manager]}',
    '{name: m, args: [/bin/hcloud-cloud-controller-manager, --v=2]}',
    '{name: m, command: [/bin/sh, -c, "exec /usr/bin/cloud-controller-manager --v=2"]}',
    '{name: m, image: "registry.example.com:5000/mirror/provider-aws/cloud-controller-manager:v1.36.0@sha256:0123"}',
    '{name: m, image: registry.k8s.io/cloud-pv-vsphere/cloud-provider-vsphere:v1.36.0}',
    '{name: m, image: example.com/yet-another-cloud-controller-manager:v3}',
    '{name: example-cloud-controller-manager, image: example.com/manager}',
    `{name: m, image: example.com/manager, args: [--feature-gates=${GATE}=true]}`,
  ])
    assert.is(managersIn(deployment(container)).length, 1, container);
});

test('other programs are none, whatever they say of cloud controller managers', () => {
  for (const container of [
    '{name: m, image: example.com/manager, args: [--cloud-provider=external]}',
    `{name: m, image: registry.k8s.io/kube-controller-manager:v1.37.0, args: [--feature-gates=${GATE}=true]}`,
    `{name: m, command: [/usr/local/bin/kube-apiserver, --feature-gates=${GATE}=true]}`,
    '{name: m, image: example.com/kubectl, args: [rollout, restart, deployment, hcloud-cloud-controller-manager]}',
    '{name: m, image: example.com/kubectl, args: [rollout, restart, deployment/hcloud-cloud-controller-manager]}',
    '{name: m, image: "registry.example.com:5000/kube-controller-manager:v1.37.0", args: [/bin/x-cloud-controller-manager]}',
    '{name: cloud-node-manager, image: mcr.microsoft.com/oss/kubernetes/azure-cloud-node-manager:v1.36.0}',
    '{}',
    'null',
  ])
    assert.is(managersIn(deployment(container)).length, 0, container);
  assert.is(managersIn(`{apiVersion: batch/v1, kind: Job, spec: {template: {spec: {containers: [{image: '${IMAGE}'}]}}}}`).length, 0);
});

test('workloads of every kind, items of lists, and files in ConfigMaps hold some', () => {
  for (const kind of ['Deployment', 'DaemonSet', 'StatefulSet'])
    assert.is(
      managersIn(`{apiVersion: apps/v1, kind: ${kind}, spec: {template: {spec: {containers: [{image: '${IMAGE}'}]}}}}`).length,
      1,
      kind,
    );
  assert.is(managersIn(`{apiVersion: v1, kind: Pod, spec: {containers: [{image: '${IMAGE}'}]}}`).length, 1);
  assert.is(managersIn(`{apiVersion: v1, kind: List, items: [${deployment(`{image: '${IMAGE}'}`)}]}`).length, 1);
  const [manager] = managersIn(`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: manager
    data:
      manager.yaml: |
        apiVersion: v1
        kind: Namespace
        ---
        ${deployment(`{image: '${IMAGE}', args: [--cluster-cidr=10.244.0.0/16]}`)}
  `);
  assert.is(manager && routeController(manager).state, 'runs');
});

test('flags are read in both spellings, with either sign between words, and the last one counts', () => {
  const manager = withArgs('[--v=2, --cluster_cidr, 10.244.0.0/16, --configure-cloud-routes, --controllers, "*", --v=4]');
  assert.equal(
    manager.flags.map(({ name, value }) => [name, value]),
    [
      ['v', '2'],
      ['cluster-cidr', '10.244.0.0/16'],
      ['configure-cloud-routes', ''],
      ['controllers', '*'],
      ['v', '4'],
    ],
  );
  assert.is(lastFlag(manager, 'v')?.value, '4');
  const [script] = managersIn(
    deployment('{command: [/bin/sh, -c, "exec /bin/cloud-controller-manager --cluster-cidr=10.244.0.0/16 --leader-elect"]}'),
  );
  assert.equal(
    script?.flags.map(({ name, value }) => [name, value]),
    [
      ['cluster-cidr', '10.244.0.0/16'],
      ['leader-elect', ''],
    ],
  );
});

test('the route controller runs unless something keeps it from that', () => {
  const states = (args: string) => {
    const { state, why } = routeController(withArgs(args));
    return why === undefined ? state : `${state}: ${why}`;
  };
  assert.is(states('[--cluster-cidr=10.244.0.0/16]'), 'runs');
  assert.is(states('[--cluster-cidr=10.244.0.0/16, --configure-cloud-routes]'), 'runs');
  assert.is(states('[--cluster-cidr=10.244.0.0/16, "--controllers=*,-service"]'), 'runs');
  assert.is(states('[--cluster-cidr=10.244.0.0/16, "--controllers=cloud-node,route"]'), 'runs');
  assert.is(states('[--cluster-cidr=10.244.0.0/16, --controllers=node-route-controller]'), 'runs');
  assert.is(states('[--v=2]'), 'off: `--cluster-cidr` is not set');
  assert.is(states('[--cluster-cidr=]'), 'off: `--cluster-cidr` is not set');
  assert.is(states('[--cluster-cidr=10.244.0.0/16, --configure-cloud-routes=f]'), 'off: `--configure-cloud-routes` is false');
  assert.is(states('[--cluster-cidr=10.244.0.0/16, "--controllers=*,-route"]'), 'off: `--controllers` leaves it out');
  assert.is(states('[--cluster-cidr=10.244.0.0/16, "--controllers=*,-node-route-controller"]'), 'off: `--controllers` leaves it out');
  assert.is(states('[--cluster-cidr=10.244.0.0/16, "--controllers=cloud-node,service"]'), 'off: `--controllers` leaves it out');
  for (const args of [
    '[--cluster-cidr=10.244.0.0/16, "--controllers=${CONTROLLERS}"]',
    '[--cluster-cidr=10.244.0.0/16, "--configure-cloud-routes=$(ROUTES)"]',
    '["${EXTRA_ARGS}", --v=2]',
  ])
    assert.is(states(args), 'unknown', args);
});

test('a container without an image is part of a patch, and may get more arguments from its base', () => {
  const [patch] = managersIn(deployment('{name: x-cloud-controller-manager, args: [--v=2]}'));
  assert.is(patch && routeController(patch).state, 'unknown');
});

test('a cloud without routes, or with a variable that turns them off, has no route controller', () => {
  const of = (container: string) => routeController(managersIn(deployment(container))[0]!);
  assert.is(
    of('{image: digitalocean/digitalocean-cloud-controller-manager:v0.1.60, args: [--cluster-cidr=10.244.0.0/16]}').why,
    'the cloud provider `digitalocean` has no routes',
  );
  assert.is(of('{name: x-cloud-controller-manager, args: [--cloud-provider=nutanix, --cluster-cidr=10.244.0.0/16]}').state, 'off');
  const env = '{name: HCLOUD_NETWORK_ROUTES_ENABLED, value: "false"}';
  const hcloud = 'image: docker.io/hetznercloud/hcloud-cloud-controller-manager:v1.35.0, args: [--cluster-cidr=10.244.0.0/16]';
  assert.is(of(`{${hcloud}, env: [{name: A}, ${env}]}`).why, '`HCLOUD_NETWORK_ROUTES_ENABLED` is false');
  assert.is(of(`{${hcloud}, env: [{name: HCLOUD_NETWORK_ROUTES_ENABLED, value: "true"}]}`).state, 'runs');
  assert.is(of(`{image: '${IMAGE}', args: [--cluster-cidr=10.244.0.0/16], env: [${env}]}`).state, 'runs');
});

test('of a cloud that is not known, only --configure-cloud-routes tells that it has routes', () => {
  const of = (args: string) =>
    routeController(managersIn(deployment(`{name: m, image: example.com/x-cloud-controller-manager, args: ${args}}`))[0]!).state;
  assert.is(of('[--cluster-cidr=10.244.0.0/16]'), 'unknown');
  assert.is(of('[--cluster-cidr=10.244.0.0/16, --configure-cloud-routes=true]'), 'runs');
});

test('the gate is read as the manager reads it', () => {
  const states = (...gates: readonly string[]) => routeGate(withArgs(JSON.stringify(gates.map(gate => `--feature-gates=${gate}`)))).state;
  assert.is(states(`${GATE}=true`), 'on');
  assert.is(states(`A=false, ${GATE}=1`), 'on');
  assert.is(states(`kube:${GATE}=true`), 'on');
  assert.is(states(`${GATE}=true,${GATE}=false`), 'off');
  assert.is(states(`${GATE}=true`, `${GATE}=F`), 'off');
  assert.is(states(`${GATE}=true`, 'A=true'), 'on');
  assert.is(states('AllAlpha=true'), 'on');
  assert.is(states('AllAlpha=true', `${GATE}=false`), 'off');
  assert.is(states('AllAlpha=false'), 'unset');
  assert.is(states('A=true'), 'unset');
  assert.is(states(`Not${GATE}=true`), 'unset');
  assert.is(states(''), 'unset');
  assert.is(states(`${GATE}=\${WATCH}`), 'unknown');
  assert.is(states('${GATES}'), 'unknown');
  assert.is(states(`A=true,\${GATES}`), 'unknown');
});

test('the tag of an image tells its library as far as its project numbers them so', () => {
  const of = (image: string) => {
    const { provider, library, knowsRouteGate } = imageOf(
      managersIn(deployment(`{name: x-cloud-controller-manager, image: '${image}'}`))[0]!,
    );
    return [provider?.name, library && `${library.major}.${library.minor}`, knowsRouteGate].join(' ');
  };
  assert.is(of('registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0'), 'openstack 1.36 yes');
  assert.is(of('registry.example.com:5000/provider-aws/cloud-controller-manager:v1.34.2@sha256:0123'), 'aws 1.34 no');
  assert.is(of('mcr.microsoft.com/oss/v2/kubernetes/azure-cloud-controller-manager:v1.35.1'), 'azure 1.35 yes');
  assert.is(of('registry.k8s.io/cloud-provider-gcp/cloud-controller-manager:v35.0.2'), 'gce 1.35 yes');
  assert.is(of('gcr.io/k8s-staging-cloud-provider-gcp/cloud-controller-manager:v33.1.1'), 'gce 1.33 no');
  assert.is(of('gcr.io/cloud-provider-vsphere/cpi/release/manager:v1.36.0'), 'vsphere 1.36 yes');
  assert.is(of('docker.io/hetznercloud/hcloud-cloud-controller-manager:v1.26.0'), 'hcloud  no');
  assert.is(of('hetznercloud/hcloud-cloud-controller-manager:v1.27.0'), 'hcloud  yes');
  assert.is(of('linode/linode-cloud-controller-manager:v0.9.3'), 'linode  unknown');
  assert.is(of('example.com/fork/cloud-controller-manager:v1.36.0'), '  unknown');
  for (const tag of [':latest', '', '@sha256:0123', ':${VERSION:-v1.36.0}', ':master', ':36'])
    assert.is(of(`registry.k8s.io/provider-aws/cloud-controller-manager${tag}`), 'aws  unknown', tag);
});

test('arguments that are no list are told, and nothing else is made of them', () => {
  const of = (args: string) => managersIn(deployment(`{image: '${IMAGE}', args: ${args}}`))[0]!;
  for (const args of ['"--cluster-cidr=10.244.0.0/16"', '5', 'true', '{cluster-cidr: 10.244.0.0/16}']) {
    const manager = of(args);
    assert.is(manager.unread?.reason, '`args` of a cloud controller manager is no list, so its arguments were not read', args);
    assert.equal(manager.flags, []);
    assert.is(routeController(manager).state, 'unknown', args);
  }
  for (const args of ['null', '[]', '"${ARGS}"', '[null, 5, {a: b}, --v=2]']) assert.is(of(args).unread, undefined, args);
  assert.is(of('[null, 5, {a: b}, --v=2]').flags.length, 1);
});

test.run();

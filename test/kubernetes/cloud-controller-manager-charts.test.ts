import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';
import { imageOf, routeController, routeGate, type CloudControllerManager } from '../../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers } from '../../src/kubernetes/cloud-controller-managers.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

const test = suite('charts of cloud controller managers');

const GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';

function managersIn(text: string, path = 'input.yaml'): readonly CloudControllerManager[] {
  const tree = new MemoryTree({ [path]: dedent(text) });
  return tree.files.flatMap(file => tree.parse(file).documents.flatMap(document => [...cloudControllerManagers(document)]));
}

/** A HelmRelease in one line. */
const release = (chart: string, values: string, version = ''): string =>
  `{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: m}, spec: {chart: {spec: {chart: ${chart}${version && `, version: '${version}'`}}}, values: ${values}}}`;

/** What is known of the only manager of a text. */
function factsOf(text: string, path?: string): readonly string[] {
  const found = managersIn(text, path);
  assert.is(found.length, 1, text);
  const [manager] = found as [CloudControllerManager];
  return [manager.image ?? '', imageOf(manager).knowsRouteGate, routeController(manager).state, routeGate(manager).state];
}

test('hcloud: the chart has the version of its image and turns the gate on', () => {
  const hcloud = (values: string, version?: string) =>
    factsOf(release('hcloud-cloud-controller-manager', values, version))
      .slice(1)
      .join(' ');
  assert.is(hcloud('{networking: {enabled: true}}', '1.35.0'), 'yes runs on');
  assert.is(hcloud('{networking: {enabled: true}}', '1.26.0'), 'no runs unknown');
  assert.is(hcloud('{networking: {enabled: true}}', '1.x'), 'unknown runs unknown');
  assert.is(hcloud('{networking: {enabled: true}}'), 'unknown runs unknown');
  assert.is(hcloud('{networking: {enabled: false}}', '1.35.0'), 'yes off on');
  assert.is(hcloud('{args: {v: "2"}}', '1.35.0'), 'yes unknown on');
  assert.is(hcloud('{networking: {enabled: true}, image: {tag: v1.26.0}}', '1.35.0'), 'no runs unknown');
  assert.is(hcloud('{networking: {enabled: true}, args: {feature-gates: A=true}}', '1.35.0'), 'yes runs unset');
  assert.is(hcloud('{networking: {enabled: true}, args: {feature-gates: ~}}', '1.35.0'), 'yes runs unknown');
  assert.is(hcloud(`{networking: {enabled: true}, args: {feature-gates: '${GATE}=false'}}`, '1.35.0'), 'yes runs off');
  assert.is(hcloud('{networking: {enabled: true}, env: {HCLOUD_NETWORK_ROUTES_ENABLED: {value: "false"}}}', '1.35.0'), 'yes off on');
});

test('hcloud: the template writes a bare flag for what it takes for empty', () => {
  const routes = (value: string) =>
    factsOf(
      release('hcloud-cloud-controller-manager', `{networking: {enabled: true}, args: {configure-cloud-routes: ${value}}}`, '1.35.0'),
    )[2];
  assert.is(routes('"false"'), 'off');
  assert.is(routes('false'), 'runs', '`--configure-cloud-routes`, which is true');
});

test('values are found in every wrapper, in files, and below the name of a dependency', () => {
  const values = 'networking: {enabled: true}\nargs: {route-reconciliation-period: 30s}';
  const application = (helm: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: m}\nspec: {source: {chart: hcloud-cloud-controller-manager, targetRevision: 1.35.0, helm: ${helm}}}\n`;
  const inFlow = '{networking: {enabled: true}, args: {route-reconciliation-period: 30s}}';
  for (const [text, path] of [
    [application(`{valuesObject: ${inFlow}}`)],
    [application(`{values: ${JSON.stringify(values)}}`)],
    [`releases: [{name: m, chart: hcloud/hcloud-cloud-controller-manager, version: 1.35.0, values: [${inFlow}]}]`, 'helmfile.yaml'],
    [`helmCharts: [{name: hcloud-cloud-controller-manager, version: 1.35.0, valuesInline: ${inFlow}}]`, 'kustomization.yaml'],
    [
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec: {chart: hcloud-cloud-controller-manager, version: 1.35.0, valuesContent: ${JSON.stringify(values)}}`,
    ],
  ] as const)
    assert.is(factsOf(text, path).join(' '), 'docker.io/hetznercloud/hcloud-cloud-controller-manager:v1.35.0 yes runs on', text);
  for (const [text, path] of [
    [values, 'apps/hcloud-cloud-controller-manager/values.yaml'],
    [values, 'values/hcloud-cloud-controller-manager.yaml'],
    [`image: {repository: registry.example.com/hetznercloud/hcloud-cloud-controller-manager}\n${values}`, 'values.yaml'],
    [`hcloud-cloud-controller-manager: ${inFlow}`, 'values.yaml'],
    [release('platform', `{hcloud-cloud-controller-manager: ${inFlow}}`)],
    [
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: hcloud-cloud-controller-manager}\nspec: {chartRef: {kind: OCIRepository, name: h}, values: ${inFlow}}`,
    ],
  ] as const)
    assert.is(factsOf(text, path).slice(1).join(' '), 'unknown runs unknown', text);
  for (const [text, path] of [
    [values, 'values.yaml'],
    [values, 'apps/web/values.yaml'],
    [`image: {repository: example.com/web}\n${values}`, 'hcloud-cloud-controller-manager/values.yaml'],
    [release('web', inFlow)],
    [`hcloud-cloud-controller-manager: true`, 'values.yaml'],
  ] as const)
    assert.is(managersIn(text, path).length, 0, text);
});

test('OpenStack: arguments are a list in a string, and the chart tells the image', () => {
  const openstack = (values: string, version?: string) =>
    managersIn(release('openstack-cloud-controller-manager', values, version)).map(manager =>
      [imageOf(manager).knowsRouteGate, routeController(manager).state, routeGate(manager).state].join(' '),
    );
  const args = (text: string) => `{controllerExtraArgs: ${JSON.stringify(text)}}`;
  assert.equal(openstack(args('- --cluster-cidr=10.244.0.0/16\n- --v=2'), '2.35.0'), ['yes runs unset']);
  assert.equal(openstack(args('- --cluster-cidr=10.244.0.0/16'), '2.34.1'), ['no runs unset']);
  assert.equal(openstack(args('- --cluster-cidr=10.244.0.0/16'), '2.3.0'), ['unknown runs unset']);
  assert.equal(openstack(args(`- --cluster-cidr=10.244.0.0/16\n- --feature-gates=${GATE}=true`), '2.36.0'), ['yes runs on']);
  assert.equal(openstack(args('- --v=2')), ['unknown off unset']);
  assert.equal(
    openstack('{enabledControllers: [cloud-node, service], image: {tag: v1.36.0}, controllerExtraArgs: "- --cluster-cidr=10.244.0.0/16"}'),
    ['yes off unset'],
  );
  for (const values of ['{}', '{controllerExtraArgs: {}}', '{controllerExtraArgs: ~}', args('[')])
    assert.equal(openstack(values), [], values);
});

test('AWS: a list of arguments takes the place of that of the chart', () => {
  const aws = (values: string) => factsOf(release('aws-cloud-controller-manager', values)).join(' ');
  assert.is(
    aws('{image: {tag: v1.36.0}, args: [--cloud-provider=aws, --cluster-cidr=10.244.0.0/16]}'),
    'registry.k8s.io/provider-aws/cloud-controller-manager:v1.36.0 yes runs unset',
  );
  assert.is(
    aws('{args: [--cluster-cidr=10.244.0.0/16, --configure-cloud-routes=false]}'),
    'registry.k8s.io/provider-aws/cloud-controller-manager unknown off unset',
  );
  assert.is(aws('{image: {tag: v1.36.0}}'), 'registry.k8s.io/provider-aws/cloud-controller-manager:v1.36.0 yes unknown unknown');
});

test('Azure: each flag is a value of its own, and the gate has none', () => {
  const [manager] = managersIn(
    release(
      'cloud-provider-azure',
      '{cloudControllerManager: {imageTag: v1.36.0, configureCloudRoutes: "true", clusterCIDR: 10.244.0.0/16}}',
    ),
  );
  assert.ok(manager);
  assert.is(imageOf(manager).knowsRouteGate, 'yes');
  assert.is(routeController(manager).state, 'runs');
  assert.equal(manager.set('feature-gates', 'A=true'), {
    refused: 'the chart cloud-provider-azure has no value for `--feature-gates`',
  });
  assert.is(managersIn(release('cloud-provider-azure', '{cloudNodeManager: {}}')).length, 0);
});

test('vSphere and Linode: routes are known only where they are turned on', () => {
  const params = '{cluster-cidr: 10.244.0.0/16, configure-cloud-routes: "true"}';
  assert.is(
    factsOf(release('vsphere-cpi', `{daemonset: {cmdline: {additionalParams: ${params}}}}`, '1.36.0'))
      .slice(1)
      .join(' '),
    'yes runs unset',
  );
  assert.is(
    factsOf(release('vsphere-cpi', '{daemonset: {cmdline: {logging: 2}}}', '1.34.0'))
      .slice(1)
      .join(' '),
    'no unknown unknown',
  );
  const linode = (values: string) => factsOf(release('ccm-linode', values)).slice(1).join(' ');
  assert.is(linode('{routeController: {vpcNames: a, clusterCIDR: 10.0.0.0/8}}'), 'unknown runs unset');
  assert.is(linode('{routeController: {clusterCIDR: 10.0.0.0/8, configureCloudRoutes: false}}'), 'unknown off unset');
  assert.is(linode('{clusterCIDR: 10.0.0.0/8, enableNodeIPAM: true}'), 'unknown unknown unset');
  assert.is(linode(`{routeController: {clusterCIDR: 10.0.0.0/8}, extraArgs: ['--feature-gates=${GATE}=true']}`), 'unknown runs on');
});

test('arguments of another kind than the chart wants are told', () => {
  const unread = (chart: string, args: string) => managersIn(release(chart, `{args: ${args}}`))[0]?.unread?.reason;
  for (const args of ['"--v=2"', '5', '[--v=2]'])
    assert.is(
      unread('hcloud-cloud-controller-manager', args),
      '`args` of hcloud-cloud-controller-manager is no map, so the arguments in it were not read',
      args,
    );
  for (const args of ['"--v=2"', 'true', '{v: 2}'])
    assert.is(
      unread('aws-cloud-controller-manager', args),
      '`args` of aws-cloud-controller-manager is no list, so the arguments in it were not read',
      args,
    );
  const openstack = (text: string) =>
    managersIn(release('openstack-cloud-controller-manager', `{controllerExtraArgs: ${JSON.stringify(text)}}`));
  assert.is(
    openstack('--v=2')[0]?.unread?.reason,
    '`controllerExtraArgs` is no list of arguments, so it was not read: each stands on a line after `- `',
  );
  assert.is(openstack('${ARGS}')[0]?.unread, undefined);
  for (const args of ['~', '"${ARGS}"']) {
    assert.is(unread('hcloud-cloud-controller-manager', args), undefined, args);
    assert.is(unread('aws-cloud-controller-manager', args), undefined, args);
  }
});

test.run();

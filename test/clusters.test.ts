import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import externalIPsToGateway from '../codemods/external-ips-to-gateway.ts';
import externalIPsToMetallb from '../codemods/external-ips-to-metallb.ts';
import addressOutsidePools from '../rules/address-outside-pools.ts';
import externalIPConflict from '../rules/external-ip-conflict.ts';
import serviceExternalIPs from '../rules/service-external-ips.ts';
import type { Codemod } from '../src/core/codemod.ts';
import type { Rule } from '../src/core/rule.ts';
import { assertInvariants, openSession, versionOf, type Trial } from '../src/testing/invariants.ts';

type Files = Readonly<Record<string, string>>;

const sync = (name: string, path: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec: {path: ${path}}\n`;

/** A monorepo with two clusters, each with Kustomizations of its own for `apps/<cluster>`. */
const MONOREPO: Files = Object.fromEntries(
  ['prod', 'staging'].flatMap(cluster => [
    [`clusters/${cluster}/flux-system/gotk-sync.yaml`, sync('flux-system', `./clusters/${cluster}`)],
    [`clusters/${cluster}/apps.yaml`, sync('apps', `./apps/${cluster}`)],
  ]),
);

const service = (name: string, address: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: shop\nspec:\n  type: ClusterIP\n  selector:\n    app: ${name}\n  ports:\n    - port: 80\n  externalIPs:\n    - ${address}\n`;

const requesting = (address: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web, annotations: {metallb.io/loadBalancerIPs: ${address}}}\nspec: {type: LoadBalancer}\n`;

const pool = (addresses: string): string =>
  `apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: edge}\nspec: {addresses: [${addresses}]}\n`;

const trial = (rules: readonly Rule[], codemods: readonly Codemod[] = []): Trial => ({
  rules,
  codemods,
  asked: { unsafe: false, rules: new Set(), codemods: new Set(codemods.map(({ id }) => id)) },
  target: versionOf('1.36'),
});

/** The files with findings, each with what its finding says: the reason why it is left, or its place and those it is about. */
const findings = (files: Files, of: Trial): readonly string[] =>
  openSession(files, of)
    .session.findings()
    .diagnostics.map(({ primary, skip, related }) => `${primary.file.path}: ${skip ?? related.map(({ file }) => file.path).join(' ')}`)
    .toSorted();

const test = suite('clusters');

test('Services of two clusters are not in conflict', () => {
  const files = { ...MONOREPO, 'apps/prod/web.yaml': service('web', '192.0.2.4'), 'apps/staging/api.yaml': service('api', '192.0.2.4') };
  assert.equal(findings(files, trial([externalIPConflict])), []);
});

test('Services of one cluster are, and what any cluster may take is in conflict with both', () => {
  const files = { ...MONOREPO, 'apps/prod/web.yaml': service('web', '192.0.2.4'), 'apps/prod/api.yaml': service('api', '192.0.2.4') };
  assert.equal(findings(files, trial([externalIPConflict])), [
    'apps/prod/api.yaml: apps/prod/web.yaml',
    'apps/prod/web.yaml: apps/prod/api.yaml',
  ]);
  const shared = {
    ...MONOREPO,
    'infra/dns.yaml': service('dns', '192.0.2.4'),
    'apps/prod/web.yaml': service('web', '192.0.2.4'),
    'apps/staging/api.yaml': service('api', '192.0.2.4'),
  };
  assert.equal(findings(shared, trial([externalIPConflict])), [
    'apps/prod/web.yaml: infra/dns.yaml',
    'apps/staging/api.yaml: infra/dns.yaml',
    'infra/dns.yaml: apps/prod/web.yaml',
  ]);
});

test('a pool of another cluster holds nothing for a Service', () => {
  const files = {
    ...MONOREPO,
    'apps/prod/pool.yaml': pool('192.0.2.0/24'),
    'apps/prod/web.yaml': requesting('192.0.2.4'),
    'apps/staging/pool.yaml': pool('198.51.100.0/24'),
    'apps/staging/web.yaml': requesting('192.0.2.4'),
  };
  assert.equal(findings(files, trial([addressOutsidePools])), ['apps/staging/web.yaml: apps/staging/pool.yaml']);
});

test('a base is asked of each cluster that takes it in, and a file of no cluster of all together', () => {
  const files = {
    ...MONOREPO,
    'apps/base/kustomization.yaml': 'resources: [web.yaml]\n',
    'apps/base/web.yaml': requesting('192.0.2.4'),
    'apps/prod/kustomization.yaml': 'resources: [../base, pool.yaml]\n',
    'apps/prod/pool.yaml': pool('192.0.2.0/24'),
    'apps/staging/kustomization.yaml': 'resources: [../base, pool.yaml]\n',
    'apps/staging/pool.yaml': pool('198.51.100.0/24'),
    'infra/web.yaml': requesting('192.0.2.5'),
  };
  assert.equal(findings(files, trial([addressOutsidePools])), ['apps/base/web.yaml: apps/staging/pool.yaml']);
});

test('Services at one address move apart in two clusters, and without a sharing key', () => {
  const files = { ...MONOREPO, 'apps/prod/web.yaml': service('web', '192.0.2.4'), 'apps/staging/api.yaml': service('api', '192.0.2.4') };
  const { texts } = assertInvariants(files, trial([serviceExternalIPs], [externalIPsToMetallb]));
  for (const path of ['apps/prod/web.yaml', 'apps/staging/api.yaml']) {
    assert.match(texts[path]!, 'metallb.io/loadBalancerIPs: 192.0.2.4');
    assert.not.match(texts[path]!, 'allow-shared-ip');
  }
});

test('in one cluster two Services at one address and port stay', () => {
  const files = { ...MONOREPO, 'apps/prod/web.yaml': service('web', '192.0.2.4'), 'apps/prod/api.yaml': service('api', '192.0.2.4') };
  const left = findings(files, trial([serviceExternalIPs], [externalIPsToMetallb]));
  assert.is(left.length, 2);
  for (const reason of left) assert.match(reason, 'is claimed by');
});

test('a base that two clusters take in is tied to the Services of both', () => {
  const files = {
    ...MONOREPO,
    'apps/base/kustomization.yaml': 'resources: [dns.yaml]\n',
    'apps/base/dns.yaml': service('dns', '192.0.2.4').replace('port: 80', 'port: 53'),
    'apps/prod/kustomization.yaml': 'resources: [../base, web.yaml]\n',
    'apps/prod/web.yaml': service('web', '192.0.2.4'),
    'apps/staging/kustomization.yaml': 'resources: [../base, api.yaml]\n',
    'apps/staging/api.yaml': service('api', '192.0.2.4').replace('port: 80', 'port: 8080'),
  };
  const { texts } = assertInvariants(files, trial([serviceExternalIPs], [externalIPsToMetallb]));
  for (const path of ['apps/base/dns.yaml', 'apps/prod/web.yaml', 'apps/staging/api.yaml'])
    assert.match(texts[path]!, 'metallb.io/allow-shared-ip: external-192.0.2.4', path);
});

test('a GatewayClass that only one of the clusters of a base has is not chosen for it', () => {
  const files = {
    ...MONOREPO,
    'apps/base/kustomization.yaml': 'resources: [web.yaml]\n',
    'apps/base/web.yaml': service('web', '192.0.2.4'),
    'apps/prod/kustomization.yaml': 'resources: [../base, class.yaml]\n',
    'apps/prod/class.yaml':
      'apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: edge}\nspec: {controllerName: example.com/edge}\n',
    'apps/staging/kustomization.yaml': 'resources: [../base]\n',
  };
  const [reason, ...others] = findings(files, trial([serviceExternalIPs], [externalIPsToGateway]));
  assert.match(reason!, 'not all of them have the GatewayClass `edge`');
  assert.equal(others, []);
});

test.run();

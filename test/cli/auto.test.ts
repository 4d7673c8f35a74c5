import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadConfiguration } from '../../src/configuration.ts';
import { temporaryRepository } from '../discover/temporary-tree.ts';
import { kubemend, movedService, service } from './kubemend.ts';
import { lint } from './lint.ts';

const METALLB =
  'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: edge, namespace: metallb-system}\nspec: {addresses: [192.0.2.0/24]}\n---\napiVersion: metallb.io/v1beta1\nkind: L2Advertisement\nmetadata: {name: edge, namespace: metallb-system}\n';

const CILIUM =
  'apiVersion: cilium.io/v2\nkind: CiliumLoadBalancerIPPool\nmetadata: {name: edge}\nspec: {blocks: [{start: 192.0.2.2, stop: 192.0.2.99}]}\n';

const GATEWAY_CLASS =
  '# the edge\napiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: edge}\nspec: {controllerName: example.com/gateway}\n';

/** A kube-vip for the control plane alone: it serves no Services. */
const CONTROL_PLANE =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: kube-vip}\nspec: {containers: [{image: "ghcr.io/kube-vip/kube-vip:v1.0.0", env: [{name: cp_enable, value: "true"}]}]}\n';

const WAY_ON = 'name the one that is meant with `--to`, or as `externalIPs.to` in `kubemend.yaml`';

type Files = Readonly<Record<string, string>>;

/** What is offered for each file with externalIPs: a codemod, or why none. */
async function offered(files: Files, options: Parameters<typeof lint>[1] = { to: 'auto' }): Promise<Readonly<Record<string, string>>> {
  const { report } = await lint(temporaryRepository(files), { rules: new Set(['service-external-ips']), ...options });
  return Object.fromEntries(report.diagnostics.map(({ primary, fix, skip }) => [primary.file.path, fix?.codemod ?? skip ?? 'nothing']));
}

/** The same, as a configuration asks for it. */
async function configured(files: Files, options: Parameters<typeof lint>[1] = {}): Promise<Readonly<Record<string, string>>> {
  const root = temporaryRepository(files);
  const configuration = await loadConfiguration({ place: join(root, 'kubemend.yaml'), named: false, cwd: root, root });
  return offered(files, { configuration, ...options });
}

const test = suite('--to auto');

test('the one target that is installed is taken', async () => {
  assert.equal(await offered({ 'web.yaml': service('web'), 'net/pool.yaml': METALLB }), { 'web.yaml': 'external-ips-to-metallb' });
  assert.equal(await offered({ 'web.yaml': service('web'), 'net/pool.yaml': CILIUM }), { 'web.yaml': 'external-ips-to-cilium' });
});

test('a kube-vip for the control plane alone is no target', async () => {
  const files = { 'web.yaml': service('web'), 'net/pool.yaml': METALLB, 'net/kube-vip.yaml': CONTROL_PLANE };
  assert.equal(await offered(files), { 'web.yaml': 'external-ips-to-metallb' });
});

test('with none nothing is done, and the way on is said', async () => {
  assert.equal(await offered({ 'web.yaml': service('web') }), {
    'web.yaml': `nothing in the repository shows which load balancer or gateway is installed: ${WAY_ON} [NO_TARGET]`,
  });
});

test('with several nothing is done, and all are named with their places', async () => {
  assert.equal(await offered({ 'web.yaml': service('web'), 'net/class.yaml': GATEWAY_CLASS, 'net/pool.yaml': METALLB }), {
    'web.yaml': `\`gateway\` (net/class.yaml:2) and \`metallb\` (net/pool.yaml:4) are installed, and \`auto\` does not choose among several: ${WAY_ON} [SEVERAL_TARGETS]`,
  });
});

const CLUSTERS = 'clusters: {prod: [prod/**, base/**], staging: [staging/**, base/**], lab: [lab/**]}\n';

test('each cluster has its own', async () => {
  const files = {
    'kubemend.yaml': `externalIPs: {to: auto}\n${CLUSTERS}`,
    'prod/pool.yaml': METALLB,
    'prod/web.yaml': service('web'),
    'staging/pool.yaml': CILIUM,
    'staging/web.yaml': service('web'),
    'lab/web.yaml': service('web'),
    'base/api.yaml': service('api', '192.0.2.5'),
  };
  assert.equal(await configured(files), {
    'base/api.yaml': `\`metallb\` (prod/pool.yaml:4) and \`cilium\` (staging/pool.yaml:1) are installed, and \`auto\` does not choose among several: ${WAY_ON} [SEVERAL_TARGETS]`,
    'lab/web.yaml': `nothing in the files of \`lab\` shows which load balancer or gateway is installed: ${WAY_ON} [NO_TARGET]`,
    'prod/web.yaml': 'external-ips-to-metallb',
    'staging/web.yaml': 'external-ips-to-cilium',
  });
});

test('a file for several clusters needs the target in all of them', async () => {
  const files = {
    'kubemend.yaml': `externalIPs: {to: auto}\n${CLUSTERS}`,
    'prod/pool.yaml': METALLB,
    'base/api.yaml': service('api', '192.0.2.5'),
  };
  assert.equal(await configured(files), {
    'base/api.yaml': `the file is for several clusters, and \`metallb\` (prod/pool.yaml:4) is not installed in \`staging\`: ${WAY_ON} [NO_TARGET]`,
  });
  assert.equal(await configured({ ...files, 'staging/pool.yaml': METALLB }), { 'base/api.yaml': 'external-ips-to-metallb' });
});

test('an override names another target than the one that is installed, and the command line wins over both', async () => {
  const files = {
    'kubemend.yaml': 'externalIPs: {to: auto}\noverrides: [{files: old/**, externalIPs: {to: kube-vip}}]\n',
    'net/pool.yaml': METALLB,
    'web.yaml': service('web'),
    'old/api.yaml': service('api', '192.0.2.5'),
  };
  assert.equal(await configured(files), { 'old/api.yaml': 'external-ips-to-kube-vip', 'web.yaml': 'external-ips-to-metallb' });
  assert.equal(await configured(files, { to: 'cilium' }), {
    'old/api.yaml': 'external-ips-to-cilium',
    'web.yaml': 'external-ips-to-cilium',
  });
});

test('Services at one address stay together where the target of one is not known', async () => {
  const files = {
    'kubemend.yaml': 'externalIPs: {to: auto}\nclusters: {prod: [prod/**], staging: [staging/**]}\n',
    'prod/pool.yaml': METALLB,
    'staging/pool.yaml': CILIUM,
    'any/dns.yaml': service('dns').replace('port: 80', 'port: 53'),
    'prod/web.yaml': service('web'),
  };
  const several = `\`cilium\` (staging/pool.yaml:1) and \`metallb\` (prod/pool.yaml:4) are installed, and \`auto\` does not choose among several: ${WAY_ON}`;
  assert.equal(await configured(files), {
    'any/dns.yaml': `${several} [SEVERAL_TARGETS]`,
    'prod/web.yaml': `it goes together with \`any/dns.yaml\`, line 8, which is left alone: ${several} [SHARED_GROUP]`,
  });
});

test('a codemod that is run by name asks nobody', async () => {
  const files = { 'kubemend.yaml': 'externalIPs: {to: auto}\n', 'web.yaml': service('web') };
  const root = temporaryRepository(files);
  await kubemend(root, ['codemod', 'external-ips-to-metallb']);
  assert.is(readFileSync(join(root, 'web.yaml'), 'utf8'), movedService('web'));
});

test('the report says what was chosen and what told it', async () => {
  const root = temporaryRepository({ 'web.yaml': service('web'), 'net/pool.yaml': METALLB });
  const chosen =
    '`auto` chose `metallb`, as net/pool.yaml:4 shows it installed: it runs in the cluster, and is where the addresses are meant to go';

  const linted = await kubemend(root, ['--to', 'auto']);
  assert.match(linted.out, 'fix: request `192.0.2.4` from MetalLB instead (unsafe, `kubemend --fix --to auto`)');
  assert.match(linted.out, chosen);

  const json = JSON.parse((await kubemend(root, ['--to', 'auto', '--format', 'json'])).out) as { assumptions: unknown[] };
  assert.equal(json.assumptions[0], { codemod: 'external-ips-to-metallb', file: 'web.yaml', line: 8, text: chosen });

  const diff = await kubemend(root, ['--diff', '--to', 'auto']);
  assert.match(diff.out, '+    metallb.io/loadBalancerIPs: 192.0.2.4');
  assert.match(diff.err, chosen);

  const fixed = await kubemend(root, ['--fix', '--to', 'auto']);
  assert.match(fixed.out, chosen);
  assert.is(readFileSync(join(root, 'web.yaml'), 'utf8'), movedService('web'));
});

test('where nothing is chosen JSON says why', async () => {
  const root = temporaryRepository({ 'web.yaml': service('web') });
  const { status, out } = await kubemend(root, ['--fix', '--to', 'auto', '--format', 'json']);
  const { diagnostics, written } = JSON.parse(out) as { diagnostics: { skip: string; help?: string }[]; written: string[] };
  assert.is(status, 1);
  assert.equal(written, []);
  assert.equal(
    diagnostics.map(({ skip, help }) => ({ skip, help })),
    [{ skip: `nothing in the repository shows which load balancer or gateway is installed: ${WAY_ON} [NO_TARGET]`, help: undefined }],
  );
});

test('it asks for the settings of all targets that may be taken', async () => {
  const root = temporaryRepository({ 'web.yaml': service('web'), 'net/pool.yaml': METALLB });
  const { err, status } = await kubemend(root, ['--diff', '--to', 'auto', '--stage', 'prepare', '--set', 'metallb.pools=existing']);
  assert.is(status, 1);
  assert.not.match(err, 'which this run does not ask for');
  const runbook = await kubemend(root, ['--diff', '--to', 'auto', '--runbook', 'run.sh']);
  assert.match(runbook.err, '`--runbook` is for `external-ips-to-load-balancer`, which this run does not ask for');
});

test.run();

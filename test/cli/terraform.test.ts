import { readdirSync, readFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, kubemend, service } from './kubemend.ts';
import { lint, places, skipped } from './lint.ts';

const MIB = 1024 * 1024;

const resource = (name: string, address = '192.0.2.4'): string =>
  `resource "kubernetes_service" "${name}" {\n  metadata {\n    name = "${name}"\n  }\n  spec {\n    external_ips = ["${address}"]\n  }\n}\n`;

const test = suite('files of Terraform');

test('what cannot be read is told, and the rest is linted', async () => {
  const root = temporaryTree({
    'main.tf': resource('web'),
    'broken.tf': `${resource('broken')}resource "x" {\n  a = [1, 2\n`,
    'deep.tf': `external_ips = ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
    'blocks.tf': `${'external_ips {\n'.repeat(10_000)}${'}\n'.repeat(10_000)}`,
    'video.tf': Buffer.concat([Buffer.from([0, 1, 2, 255]), Buffer.from('external_ips')]),
    'large.tf': `${resource('large')}# ${'x'.repeat(5 * MIB)}\n`,
    'made.tf':
      'locals {\n  values = [var.on ? yamlencode({ externalIPs = [] }) : ""]\n  text = <<EOT\n%{ for ip in var.ips }\nexternalIPs: [${ip}]\n%{ endfor }\nEOT\n}\n',
    'service.yaml': service('plain', '192.0.2.5'),
  });
  const result = await lint(root);
  assert.equal(places(result), [
    'blocks.tf:200 syntax',
    'broken.tf:11 syntax',
    'deep.tf:1 syntax',
    'main.tf:6 service-external-ips',
    'service.yaml:8 service-external-ips',
  ]);
  assert.equal(skipped(result), [
    'large.tf: a document of more than 4 MiB',
    'made.tf: line 2: `externalIPs` stands in what was not read, as it is part of an expression',
    'made.tf: line 3: `externalIPs` stands in what was not read, as directives (`%{`) make the text',
    'video.tf: a binary file',
  ]);
  assert.equal(result.errors, []);
});

test('what the parser of Terraform rejects is not written, and the rest is', async () => {
  const root = temporaryTree({ 'twice.tf': `${resource('web')}locals {\n  a = 1\n  a = 2\n}\n`, 'main.tf': resource('api', '192.0.2.6') });
  const before = bytesBelow(root);
  const { report, errors } = await lint(root, { fix: 'write', to: 'kube-vip' });
  assert.equal(report.written, ['main.tf']);
  assert.is(bytesBelow(root)['twice.tf'], before['twice.tf']);
  assert.is(errors.length, 1);
  assert.match(errors[0]!, /^`twice\.tf` was not written: the parser of Terraform cannot read it: .*Attribute redefined/);
});

test('what Terraform applies counts for manifests, in a run that names no file of Terraform', async () => {
  const root = temporaryTree({
    'metallb.tf':
      'resource "kubernetes_manifest" "pool" {\n  manifest = {\n    apiVersion = "metallb.io/v1beta1"\n    kind = "IPAddressPool"\n' +
      '    metadata = { name = "pool" }\n    spec = { addresses = ["198.51.100.0/24"] }\n  }\n}\n',
    'service.yaml': service('web'),
  });
  const { report } = await lint(root, { paths: ['service.yaml'] });
  assert.match(report.diagnostics[0]?.help ?? '', /the repository already runs MetalLB \(metallb\.tf\)/);
});

test('nothing of it is loaded where no file of Terraform is about Kubernetes, nor the second parser before something is written', async () => {
  const root = temporaryTree({ 'main.tf': 'resource "example" "x" {}\n', 'service.yaml': service('web') });
  assert.equal(await packagesOf(root, []), []);
  const withResource = temporaryTree({ 'main.tf': resource('web') });
  assert.equal(await packagesOf(withResource, []), ['web-tree-sitter']);
  assert.equal(await packagesOf(withResource, ['--fix', '--to', 'kube-vip']), ['@cdktf/hcl2json', 'web-tree-sitter']);
});

test.run();

/** Which of the packages for Terraform a run loads, as its coverage tells. */
async function packagesOf(cwd: string, args: readonly string[]): Promise<readonly string[]> {
  const coverage = mkdtempSync(join(tmpdir(), 'coverage-'));
  await kubemend(cwd, args, { env: { NODE_V8_COVERAGE: coverage } });
  const text = readdirSync(coverage)
    .map(name => readFileSync(join(coverage, name), 'utf8'))
    .join('');
  assert.match(text, /\/cli\.[jt]s/);
  return ['@cdktf/hcl2json', 'web-tree-sitter'].filter(name => text.includes(`node_modules/${name}/`));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from './cli/kubemend.ts';
import { lint } from './cli/lint.ts';
import { temporaryTree } from './discover/temporary-tree.ts';

const PAGE = readFileSync(join(projectRoot, 'docs/terraform.md'), 'utf8');
const [BEFORE = '', AFTER = '', ...others] = Array.from(PAGE.matchAll(/^```hcl\n(.*?)^```$/gms), ([, text]) => text);

const test = suite('the documentation of Terraform');

test('what stands before becomes what stands after', async () => {
  assert.equal(others, []);
  const root = temporaryTree({ 'main.tf': BEFORE });
  const { report, errors } = await lint(root, { fix: 'write', to: 'kube-vip' });
  assert.equal([report.written, errors], [['main.tf'], []]);
  assert.fixture(readFileSync(join(root, 'main.tf'), 'utf8'), AFTER);
});

test('the classes of addresses of one block that makes several Services are told apart as it says', async () => {
  const of = (count: string, address: string): string =>
    `resource "kubernetes_service" "web" {\n  ${count}\n  metadata {\n    name = "web"\n  }\n  spec {\n    external_ips = [${address}]\n  }\n}\n`;
  const skips = async (text: string): Promise<readonly (string | undefined)[]> => {
    const { report } = await lint(temporaryTree({ 'main.tf': text }), { fix: 'plan', to: 'kube-vip' });
    return report.diagnostics.map(({ skip }) => skip);
  };
  assert.match((await skips(of('count = 2', '"192.0.2.4"')))[0] ?? '', /`count` makes several objects/);
  assert.equal(await skips(of('count = var.on ? 1 : 0', '"192.0.2.4"')), [undefined]);
  assert.equal(await skips(of('for_each = var.shops', 'each.value.address')), [undefined]);
});

test.run();

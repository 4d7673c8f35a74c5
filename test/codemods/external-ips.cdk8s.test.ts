import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SettingValues } from '../../src/config/settings.ts';
import type { Setting } from '../../src/core/setting.ts';
import { gatewayBundle, gatewayClass, gatewayImplementation } from '../../src/kubernetes/gateway-settings.ts';
import { listedNodes } from '../../src/kubernetes/node-addresses.ts';
import { lint } from '../cli/lint.ts';
import { projectRoot } from '../cli/kubemend.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';

const synthesised = suite('what programs of cdk8s print after a move');

const PROGRAM = `import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { k8s } from 'cdk8s-plus-34';
import { ApiObject } from 'cdk8s';

class Shop extends Chart {
  constructor(scope: App, id: string) {
    super(scope, id, { namespace: 'shop' });

    new k8s.KubeService(this, 'web', {
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: k8s.IntOrString.fromNumber(8080) }],
        externalIPs: ['192.0.2.4'],
      },
    });

    new kplus.Service(this, 'dns', {
      metadata: { name: 'dns', namespace: 'shop' },
      ports: [{ port: 80, protocol: kplus.Protocol.TCP }],
      type: kplus.ServiceType.CLUSTER_IP,
      externalIPs: ['192.0.2.5'],
    });

    new ApiObject(this, 'api', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'shop' },
      spec: { selector: { app: 'api' }, ports: [{ port: 80 }], externalIPs: ['192.0.2.6'] },
    });

    new ApiObject(this, 'public', {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'IPAddressPool',
      metadata: { name: 'public', namespace: 'metallb-system' },
      spec: { addresses: ['203.0.113.0/24'] },
    });
    new ApiObject(this, 'public-l2', {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'L2Advertisement',
      metadata: { name: 'public', namespace: 'metallb-system' },
    });
  }
}

const app = new App();
new Shop(app, 'shop');
export const manifests = app.synthYaml();
`;

/** What a program prints when it runs. */
async function print(root: string, file: string): Promise<string> {
  const { manifests } = (await import(pathToFileURL(join(root, file)).href)) as { manifests: string };
  return manifests;
}

function treeWith(program: string): string {
  const root = temporaryTree({ 'shop.ts': program });
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  return root;
}

synthesised('before it, every Service has its finding in the program and in what it prints', async () => {
  const root = treeWith(PROGRAM);
  const inProgram = await lint(root);
  const printed = await lint(temporaryTree({ 'shop.yaml': await print(root, 'shop.ts') }));
  const namesOf = ({ report }: typeof printed): readonly unknown[] =>
    report.diagnostics.filter(({ rule }) => rule === 'service-external-ips').map(({ resource }) => resource?.name);
  assert.equal(namesOf(inProgram), ['web', 'dns', 'api']);
  assert.equal(namesOf(printed).toSorted(), namesOf(inProgram).toSorted());
});

const NO_NODES: SettingValues = new Map([[listedNodes, []]]);

for (const [to, settings, expected] of [
  [
    'metallb',
    NO_NODES,
    ['metallb.io/loadBalancerIPs: 192.0.2.4', 'metallb.io/loadBalancerIPs: 192.0.2.5', '- 192.0.2.6/32', 'type: LoadBalancer'],
  ],
  ['cilium', NO_NODES, ['lbipam.cilium.io/ips: 192.0.2.5']],
  ['kube-vip', NO_NODES, ['kube-vip.io/loadbalancerIPs: 192.0.2.6']],
  [
    'gateway',
    new Map<Setting<unknown>, unknown>([...NO_NODES, [gatewayClass, 'cilium'], [gatewayImplementation, 'cilium'], [gatewayBundle, 6]]),
    ['name: web-external', 'kind: HTTPRoute', 'value: 192.0.2.5'],
  ],
] as const)
  synthesised(`after --to ${to} the program runs, and what it prints has no finding`, async () => {
    const root = treeWith(PROGRAM);
    const { report } = await lint(root, { to, settings, fix: 'write' });
    assert.equal(
      report.diagnostics.map(({ message, skip }) => skip ?? message),
      [],
    );
    const printed = await print(root, 'shop.ts');
    for (const text of expected) assert.ok(printed.includes(text), `${text} in\n${printed}`);
    const after = await lint(temporaryTree({ 'shop.yaml': printed }));
    assert.equal(
      after.report.diagnostics.map(({ message }) => message),
      [],
    );
    assert.equal((await lint(root, { to, settings, fix: 'write' })).report.written, [], 'a second run changes nothing');
    assert.not.ok(readFileSync(join(root, 'shop.ts'), 'utf8').includes('externalIPs'));
  });

synthesised.run();

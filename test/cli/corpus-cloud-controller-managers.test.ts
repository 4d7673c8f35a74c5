import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { placeOf } from '../../src/core/rule.ts';
import { positionAt } from '../../src/core/text.ts';
import { lastFlag, routeGate } from '../../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers } from '../../src/kubernetes/cloud-controller-managers.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';
import { projectRoot } from './kubemend.ts';
import { lint } from './lint.ts';

/** An entry of the truth; what was not read of a template is left out. */
interface Entry {
  readonly file: string;
  /** Of the key of the arguments; of a template, of what is in them. */
  readonly line: number;
  readonly docIndex: number;
  readonly shape: string;
  readonly templated?: boolean;
  readonly image?: string;
  readonly gate: string | null;
  readonly configureCloudRoutes?: string | null;
  readonly allocateNodeCidrs?: string | null;
  readonly clusterCidr?: boolean;
}

const RULES = [
  'ccm-ignored-route-period',
  'ccm-ineffective-route-gate',
  'ccm-route-gate-overridden',
  'ccm-unknown-route-gate',
  'ccm-watch-based-routes',
];

const corpus = resolve(projectRoot, '../shared/corpus');

const test = suite('cloud controller managers of the corpus');

const isThere = existsSync(join(corpus, 'truth-ccm.json'));
if (!isThere) console.log('skipped: ../shared/corpus is not there');
const testWhereThere = isThere ? test : test.skip;

const entries = (): readonly Entry[] => JSON.parse(readFileSync(join(corpus, 'truth-ccm.json'), 'utf8')) as Entry[];

testWhereThere('every one is seen, and nothing besides in their files: image, gate and flags', () => {
  for (const path of new Set(entries().map(({ file }) => file))) {
    const tree = new MemoryTree({ [path]: readFileSync(join(corpus, path), 'utf8') });
    const found = tree.files.flatMap(file => tree.parse(file).documents.flatMap(document => [...cloudControllerManagers(document)]));
    const truths = entries().filter(({ file }) => file === path);
    assert.is(found.length, truths.length, path);
    for (const [index, truth] of truths.entries()) {
      const manager = found[index]!;
      const flag = (name: string): string | null => lastFlag(manager, name)?.value ?? null;
      const { setting } = routeGate(manager);
      assert.is(manager.document.index, truth.docIndex, path);
      assert.is(setting?.value ?? null, truth.gate, path);
      if (truth.image !== undefined) assert.is(manager.image, truth.image, path);
      if (truth.configureCloudRoutes !== undefined) assert.is(flag('configure-cloud-routes'), truth.configureCloudRoutes, path);
      if (truth.allocateNodeCidrs !== undefined) assert.is(flag('allocate-node-cidrs'), truth.allocateNodeCidrs, path);
      if (truth.clusterCidr !== undefined) assert.is(flag('cluster-cidr') !== null, truth.clusterCidr, path);
      const place = truth.shape === 'ccm-gate-text' ? lastFlag(manager, 'feature-gates')!.node : manager.at;
      if (truth.templated !== true) assert.is(positionAt(manager.document.file, placeOf(place).start).line, truth.line, path);
    }
  }
});

testWhereThere('only what sets the gate is reported, and each of them for what is wrong with it', async () => {
  const { report } = await lint(corpus, { rules: new Set(RULES) });
  const rulesAt = new Map<string, string[]>();
  for (const { rule, severity, primary } of report.diagnostics)
    rulesAt.set(primary.file.path, [...(rulesAt.get(primary.file.path) ?? []), `${rule} ${severity}`].toSorted());

  const withGate = entries().filter(({ gate }) => gate !== null);
  assert.equal([...rulesAt.keys()].toSorted(), withGate.map(({ file }) => file).toSorted());
  for (const { file, configureCloudRoutes, clusterCidr } of withGate) {
    const ineffective = configureCloudRoutes === 'false' ? ['warning'] : clusterCidr === true ? [] : ['info'];
    assert.equal(
      rulesAt.get(file),
      ['ccm-ignored-route-period info', ...ineffective.map(severity => `ccm-ineffective-route-gate ${severity}`)],
      file,
    );
  }
});

test.run();

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatPatch } from '../../src/fix/patch.ts';
import { yaml } from '../../src/languages/yaml/index.ts';
import { temporaryRepository } from '../discover/temporary-tree.ts';
import { bytesBelow, projectRoot } from './kubemend.ts';
import { lint } from './lint.ts';

const corpus = resolve(projectRoot, '../shared/corpus');

/** The fields that a migration to MetalLB, a fix for kubeadm or for a cloud controller manager may change, add or remove, wherever a Service or its values are. */
const CHANGEABLE =
  /\.(?:externalIPs|type|allocateLoadBalancerNodePorts|loadBalancerIP)(?:\.\d+)?$|\.annotations(?:\.metallb\.(?:io|universe\.tf)\/[a-zA-Z-]+)?$|^\.apiServer\.extraArgs|\.(?:command|args)\.(?:\d+|route-reconciliation-period)$|>\.\d+\.(?:apiVersion$|nodeRegistration\.kubeletExtraArgs)/;

/** Shapes that say nothing of a kube-apiserver by themselves: operations on a configuration that is elsewhere, and objects without one. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['clusterclass-jsonpatch', 'kind-config-json6902', 'kcp-templated']);

/** kOps has no field for the flag. */
const LEFT_ALONE = 'kops-cluster';

interface Truth {
  readonly file: string;
  readonly docIndex: number;
  readonly shape: string;
  readonly finding: string;
  readonly implicit?: boolean;
  readonly ambiguous?: boolean;
}

const MIGRATION = { to: 'metallb', unsafe: false } as const;

const UNSAFE = { to: undefined, unsafe: true } as const;

const test = suite('the corpus');

const isThere = existsSync(corpus);
if (!isThere) console.log('skipped: ../shared/corpus is not there');
const testWhereThere = isThere ? test : test.skip;

testWhereThere('fixes change what they may, to the bytes of --diff, and come to rest', async () => {
  await proveFixes(corpus, MIGRATION, UNSAFE);
});

testWhereThere('so they do where each Service stands alone, and no other claims its address', async () => {
  const { report } = await lint(corpus, { rules: new Set(['service-external-ips']) });
  const found = [...new Set(report.diagnostics.map(({ primary }) => primary.file.path))];
  const written = new Set<string>();
  for (const path of found) for (const name of await proveFixes(join(corpus, path), MIGRATION)) written.add(name);
  assert.ok(written.size > 0, 'something is written');
});

testWhereThere('every kube-apiserver that is configured is reported, whatever holds its flags', async () => {
  const truth = JSON.parse(readFileSync(join(corpus, 'truth.json'), 'utf8')) as readonly Truth[];
  const { report } = await lint(corpus, { version: '1.36', rules: new Set(['missing-peer-ca-file']) });
  const reported = new Set(report.diagnostics.map(({ document: { file, index } }) => `${file.path}#${index}`));
  const configured = truth.filter(
    ({ finding, shape, implicit, ambiguous }) =>
      finding === 'kube-apiserver-peer-ca' && !SAID_ELSEWHERE.has(shape) && implicit !== true && ambiguous !== true,
  );
  assert.ok(new Set(configured.map(({ shape }) => shape)).size > 5, 'of several shapes');
  assert.equal(
    configured.map(({ file, docIndex }) => `${file}#${docIndex}`).filter(place => !reported.has(place)),
    [],
  );
  const leftAlone = truth.filter(({ shape }) => shape === LEFT_ALONE).map(({ file, docIndex }) => `${file}#${docIndex}`);
  assert.equal(
    leftAlone.filter(place => reported.has(place)),
    [],
  );
});

test.run();

/** Fixes a copy step by step. Answers with what was written. */
async function proveFixes(source: string, ...steps: readonly (typeof MIGRATION | typeof UNSAFE)[]): Promise<ReadonlySet<string>> {
  const [root, patched] = [temporaryRepository(), temporaryRepository()];
  for (const copy of [root, patched]) cpSync(source, source === corpus ? copy : join(copy, basename(source)), { recursive: true });
  const all = new Set<string>();
  for (const step of steps) {
    const before = bytesBelow(root);
    const { changes } = await lint(patched, { ...step, fix: 'plan' });
    const { report, errors } = await lint(root, { ...step, fix: 'write' });
    const after = bytesBelow(root);
    assert.equal(errors, []);
    assert.equal(
      report.written,
      Object.keys(after).filter(path => after[path] !== before[path]),
    );
    assert.equal(Object.keys(after), Object.keys(before));
    for (const path of report.written) {
      all.add(path);
      assertOnlyExpected(path, readText(patched, path), readText(root, path));
    }
    if (changes.length > 0) execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: patched, input: formatPatch(changes) });
    assert.equal(bytesBelow(patched), after, 'the patch gives the same bytes');
    assert.equal((await lint(root, { ...step, fix: 'write' })).report.written, [], 'a second run writes nothing');
  }
  return all;
}

const readText = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

function assertOnlyExpected(path: string, before: string, after: string): void {
  const [old, now] = [before, after].map(text => (path.endsWith('.json') ? [JSON.parse(text) as unknown] : loadAll(text))) as [
    unknown[],
    unknown[],
  ];
  assert.is(now.length, old.length, path);
  for (const [index, document] of old.entries())
    for (const field of differences(document, now[index], '')) assert.match(field, CHANGEABLE, `${path}: ${field}`);
  assert.equal(commentsOf(path, after), commentsOf(path, before), path);
}

/** The paths at which two values differ, into the documents that a string holds: `.data.file>.0.spec`. */
function differences(a: unknown, b: unknown, path: string): readonly string[] {
  if (Object.is(a, b)) return [];
  if (typeof a === 'string' && typeof b === 'string' && a.includes('\n')) return differences(loadAll(a), loadAll(b), `${path}>`);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return [path];
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap(key => differences(left[key], right[key], `${path}.${key}`));
}

function commentsOf(path: string, text: string): readonly string[] {
  return yaml
    .parse({ path, text })
    .documents.flatMap(document => document.comments())
    .map(({ text }) => text)
    .toSorted();
}

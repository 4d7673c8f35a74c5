import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { diffLines } from 'diff';
import { loadAll } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import codemod from '../../codemods/kubeadm-v1beta3-to-v1beta4.ts';
import rule from '../../rules/kubeadm-api-version.ts';
import { NEWEST_KNOWN_VERSION } from '../../src/core/version.ts';
import { fixAll, openSession, type Trial } from '../../src/testing/invariants.ts';
import { complaintsAbout } from './kubeadm-v1beta4.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/kubeadm-v1beta3');
const corpus = resolve(import.meta.dirname, '../../../shared/corpus');

const TRIAL: Trial = {
  rules: [rule],
  codemods: [codemod],
  asked: { unsafe: false, rules: new Set(), codemods: new Set([codemod.id]) },
  target: NEWEST_KNOWN_VERSION,
};

/** What became of a file. */
interface Outcome {
  readonly text: string;
  readonly reasons: readonly string[];
  /** Documents of kubeadm. */
  readonly documents: number;
  readonly changedLines: number;
}

const written = suite('kubeadm v1beta3 to v1beta4: fixtures');

for (const file of readdirSync(fixtures).filter(name => !name.endsWith('.v1beta4.yaml'))) {
  written(`${file} is moved as expected, comments and all`, () => {
    const { text, reasons } = migrate(readFileSync(join(fixtures, file), 'utf8'));
    assert.equal(reasons, []);
    assert.fixture(text, readFileSync(join(fixtures, file.replace('.yaml', '.v1beta4.yaml')), 'utf8'));
  });
}

written('the checker knows what v1beta4 does not take', () => {
  const before = loadAll(readFileSync(join(fixtures, 'every-field.yaml'), 'utf8').replaceAll('v1beta3', 'v1beta4')) as object[];
  assert.equal(before.slice(0, 3).flatMap(complaintsAbout), [
    '.nodeRegistration.kubeletExtraArgs is no list',
    '.apiServer.timeoutForControlPlane is no field',
    '.apiServer.extraArgs is no list',
    '.controllerManager.extraArgs is no list',
    '.scheduler.extraArgs is no list',
    '.etcd.local.extraArgs is no list',
    '.nodeRegistration.kubeletExtraArgs is no list',
    '.discovery.timeout is no field',
  ]);
  assert.equal(
    complaintsAbout({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'InitConfiguration', localAPIEndpoint: { bindPort: '6443' } }),
    ['.localAPIEndpoint.bindPort is "6443", and no integer'],
  );
});

written.run();

const real = suite('kubeadm v1beta3 to v1beta4: the corpus');

if (!existsSync(corpus)) console.log('skipped: ../shared/corpus is not there');
const realWhereThere = existsSync(corpus) ? real : real.skip;

realWhereThere('every real file is moved to what v1beta4 takes, or left alone for a reason', () => {
  const figures = { files: 0, documents: 0, changedLines: 0 };
  const left = new Map<string, number>();
  for (const { path, text } of realFiles()) {
    const outcome = migrate(text, path);
    const codes = new Set(outcome.reasons.map(reason => /\[(\w+)\]$/.exec(reason)?.[1] ?? reason));
    for (const code of codes) left.set(code, (left.get(code) ?? 0) + 1);
    if (outcome.changedLines === 0) assert.ok(codes.size > 0, `${path}: why it is left alone is told`);
    figures.files += outcome.changedLines > 0 ? 1 : 0;
    figures.documents += outcome.changedLines > 0 ? outcome.documents : 0;
    figures.changedLines += outcome.changedLines;
  }
  console.log(`as they are: ${JSON.stringify(figures)}, left alone: ${JSON.stringify(Object.fromEntries(left))}`);
});

realWhereThere('they all are once their clusters run 1.31, but for what the format of kind or a lost home forbids', () => {
  const figures = { files: 0, documents: 0, changedLines: 0 };
  const left = new Map<string, number>();
  for (const { path, text } of realFiles()) {
    const outcome = migrate(text.replace(/(kubernetesVersion: *["']?v?)1\.\d+\.\d+/g, '$11.36.0'), path);
    for (const code of new Set(outcome.reasons.map(reason => /\[(\w+)\]$/.exec(reason)?.[1] ?? reason)))
      left.set(code, (left.get(code) ?? 0) + 1);
    if (outcome.changedLines === 0) continue;
    figures.files++;
    figures.documents += outcome.documents;
    figures.changedLines += outcome.changedLines;
  }
  console.log(`once at 1.36: ${JSON.stringify(figures)}, left alone: ${JSON.stringify(Object.fromEntries(left))}`);
  assert.ok(figures.files > 0, 'something is moved');
  for (const code of left.keys()) assert.ok(['KIND_PATCH', 'NO_HOME'].includes(code), code);
});

real.run();

/** Moves a text, and proves of what was written: it parses, v1beta4 takes it, no comment is gone, and a second run is idle. */
function migrate(text: string, path = 'input.yaml'): Outcome {
  const files = { [path]: text };
  const reasons = openSession(files, TRIAL)
    .session.findings()
    .diagnostics.flatMap(({ skip }) => skip ?? []);
  const { texts, restless } = fixAll(files, TRIAL);
  const after = texts[path]!;
  assert.equal(restless, []);
  assert.equal(commentsOf(path, after), commentsOf(path, text), `${path}: comments`);
  assert.equal(fixAll(texts, TRIAL).writes, [], `${path}: a second run`);
  const documents = kubeadmIn(after);
  if (after !== text && reasons.length === 0)
    for (const document of documents) assert.equal(complaintsAbout(document), [], `${path}:\n${JSON.stringify(document, undefined, 2)}`);
  const changed = diffLines(text, after).filter(({ added, removed }) => added || removed);
  return { text: after, reasons, documents: documents.length, changedLines: changed.reduce((sum, { count }) => sum + count, 0) };
}

/** The documents of kubeadm in a text, in its strings as well. */
function kubeadmIn(text: string): readonly object[] {
  const found: object[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string' && value.includes('kubeadm.k8s.io/')) for (const inner of read(value)) look(inner);
    if (typeof value !== 'object' || value === null) return;
    if ('apiVersion' in value && String(value.apiVersion).startsWith('kubeadm.k8s.io/')) found.push(value);
    else for (const member of Object.values(value)) look(member);
  };
  for (const document of read(text)) look(document);
  return found;
}

function read(text: string): readonly unknown[] {
  try {
    return loadAll(text);
  } catch {
    return [];
  }
}

const commentsOf = (path: string, text: string): readonly string[] =>
  [...text.matchAll(/(?:^|\s)#.*$/gm)].map(([comment]) => `${path}: ${comment.trim()}`).toSorted();

/** Files of the corpus with a document that is to be moved. */
function realFiles(): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({ path: relative(corpus, path), text: readFileSync(path, 'utf8') }))
    .filter(({ path, text }) => {
      if (!/kubeadm\.k8s\.io\/v1beta[123]/.test(text)) return false;
      return openSession({ [path]: text }, TRIAL).session.findings().diagnostics.length > 0;
    });
}

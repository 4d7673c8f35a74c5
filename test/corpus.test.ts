import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadConfiguration } from '../src/configuration.ts';
import { refusals } from './accepted.ts';
import { lint } from './cli/lint.ts';
import { temporaryTree } from './discover/temporary-tree.ts';

/** Manifests of real repositories, a folder for each, on machines that have them. */
const corpus = resolve(import.meta.dirname, '../../shared/corpus');

const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.log('skipped: ../shared/corpus is not there');

/** With what decides about gateways, which no file of these repositories says. */
const CONFIGURATION = `
gateway: {class: edge, implementation: cilium, bundle: "1.6"}
nodes: {addresses: []}
`;

const test = suite('real repositories');
const testWhereThere = hasCorpus ? test : test.skip;

/** The others find no Service there that is written out and has a type to which a class can be added. */
const WRITING: readonly string[] = ['metallb', 'cilium', 'kube-vip'];

for (const to of [...WRITING, 'gateway', 'load-balancer']) {
  testWhereThere(`what --to ${to} writes is taken, and a second run writes nothing`, async () => {
    const written: string[] = [];
    for (const repository of repositories()) {
      const root = temporaryTree({ 'kubemend.yaml': CONFIGURATION });
      const before = join(corpus, repository);
      cpSync(before, root, { recursive: true });
      const configuration = await loadConfiguration({ place: join(root, 'kubemend.yaml'), named: false, cwd: root, root });
      const { report } = await lint(root, { configuration, fix: 'write', to });
      const old = new Set(refusals(textsOf(before, report.written)));
      assert.equal(
        refusals(textsOf(root, report.written)).filter(refusal => !old.has(refusal)),
        [],
        repository,
      );
      written.push(...report.written);
      if (report.written.length > 0) assert.equal((await lint(root, { configuration, fix: 'write', to })).report.written, [], repository);
    }
    assert.ok(written.length > 0 || !WRITING.includes(to));
  });
}

test.run();

/** Those that say the word at all. */
function repositories(): readonly string[] {
  const folders = readdirSync(corpus, { withFileTypes: true }).filter(entry => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .filter(name => filesBelow(join(corpus, name)).some(path => readFileSync(path).includes('xternalIP')));
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

const textsOf = (root: string, paths: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(paths.filter(path => existsSync(join(root, path))).map(path => [path, readFileSync(join(root, path), 'utf8')]));

import { spawn } from 'node:child_process';
import { rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadLanguages } from '../src/languages/index.ts';
import { parseFile } from '../src/parse.ts';
import { WorkTree } from '../src/work-tree.ts';
import { makePipe, temporaryRepository, temporaryTree } from './discover/temporary-tree.ts';

async function open(files: Readonly<Record<string, string | Buffer>>, words: readonly string[], folder = '.') {
  const root = temporaryRepository(files);
  const tree = new WorkTree({ cwd: join(root, folder), root, words });
  tree.use(await loadLanguages(), parseFile);
  const scan = (...paths: readonly string[]): readonly string[] =>
    [...tree.scan(paths.map(path => ({ path, named: true })))].map(result =>
      'file' in result ? result.file.path : `${result.path}: ${result.reason}`,
    );
  const places = (...wanted: readonly string[]): readonly string[] =>
    [...tree.documentsWith({ words: wanted })].map(({ file, index }) => `${file.path} ${index}`).toSorted();
  return { root, tree, scan, places };
}

const test = suite('WorkTree');

test('only files with a word are yielded, and only documents with a word are parsed', async () => {
  const { tree, scan } = await open({ 'a.yaml': 'apple: 1\n---\nplum: 1\n---\napple: 2\n', 'b.yaml': 'plum: 1\n' }, ['apple']);
  assert.equal(scan('a.yaml', 'b.yaml'), ['a.yaml']);
  const { documents, ranges } = tree.parse(tree.read('a.yaml')!);
  assert.equal([documents.map(({ index }) => index), ranges.length], [[0, 2], 3]);
  assert.equal(tree.stats, { files: 2, bytes: 42, hits: 1, documents: 3, parsed: 2 });
});

test('facts come from the whole work tree, also where only a part is linted, and from a subfolder', async () => {
  const { tree, scan, places } = await open(
    { 'apps/a.yaml': 'apple: 1\n', 'infra/b.yaml': 'apple: 2\n', 'c.yaml': 'plum: 1\n' },
    ['apple'],
    'apps',
  );
  assert.equal(scan('a.yaml'), ['a.yaml']);
  assert.equal(places('apple'), ['../infra/b.yaml 0', 'a.yaml 0']);
  assert.is(tree.stats.files, 1, 'what is read for facts does not count');
});

test('words that nobody looked for so far are looked for when they are asked for', async () => {
  const { scan, places } = await open({ 'a.yaml': 'apple: 1\n---\nplum: 1\n', 'b.yaml': 'plum: 1\n' }, ['apple']);
  scan('a.yaml', 'b.yaml');
  assert.equal(places('plum'), ['a.yaml 1', 'b.yaml 0']);
  assert.equal(places('apple', 'plum'), ['a.yaml 0', 'a.yaml 1', 'b.yaml 0']);
});

test('a changed text stands for its file, whatever is on the disk', async () => {
  const { tree, scan, places } = await open({ 'a.yaml': 'apple: 1\n', 'b.yaml': 'plum: 1\n' }, ['apple']);
  scan('a.yaml', 'b.yaml');
  tree.change({ path: 'a.yaml', text: 'plum: 2\n' });
  tree.change({ path: 'b.yaml', text: 'apple: 2\n' });
  tree.change({ path: 'new.yaml', text: 'apple: 3\n' });
  assert.equal(places('apple'), ['b.yaml 0', 'new.yaml 0']);
  assert.equal(places('plum'), ['a.yaml 0']);
  assert.is(tree.read('a.yaml')?.text, 'plum: 2\n');
});

test('what is gone, or no text, is not there', async () => {
  const { root, tree, scan, places } = await open({ 'a.yaml': 'apple: 1\n', 'binary.yaml': Buffer.from('apple\0') }, ['apple']);
  assert.equal(scan('a.yaml', 'binary.yaml'), ['a.yaml', 'binary.yaml: a binary file']);
  rmSync(join(root, 'a.yaml'));
  assert.equal(
    [places('apple'), tree.read('a.yaml'), tree.read('binary.yaml'), tree.read('nowhere.yaml')],
    [[], undefined, undefined, undefined],
  );
});

test('paths narrow what is asked', async () => {
  const { tree } = await open({ 'a.yaml': 'apple: 1\n', 'b.yaml': 'apple: 1\n' }, ['apple']);
  assert.equal(
    [...tree.documentsWith({ words: ['apple'], paths: path => path === 'b.yaml' })].map(({ file }) => file.path),
    ['b.yaml'],
  );
});

test('documents in strings are left out where nobody asks for them', async () => {
  const { tree } = await open({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  b.yaml: |\n    apple: 1\n' }, []);
  const count = (strings?: false): number => [...tree.documentsWith({ words: ['apple'], ...(strings === false && { strings }) })].length;
  assert.equal([count(), count(false)], [2, 1]);
});

test('a definition is never parsed', async () => {
  const { tree, places } = await open({ 'a.yaml': 'kind: CustomResourceDefinition\napple: 1\n---\napple: 1\n' }, ['apple']);
  assert.equal(places('apple'), ['a.yaml 1']);
  assert.is(tree.parse(tree.read('a.yaml')!).skipped, undefined);
});

test('a document that is too large is left out, and those beside it are read', async () => {
  const { tree, scan, places } = await open(
    { 'a.yaml': 'apple: 1\n', 'b.yaml': `apple: 1\n---\napple: 1\n# ${'x'.repeat(4 * 1024 * 1024)}\n---\napple: 1\n` },
    ['apple'],
  );
  assert.equal(scan('b.yaml'), ['b.yaml']);
  const { documents, skipped } = tree.parse(tree.read('b.yaml')!);
  assert.equal([documents.map(({ index }) => index), skipped], [[0, 2], 'a document of more than 4 MiB']);
  assert.equal(places('apple'), ['a.yaml 0', 'b.yaml 0', 'b.yaml 2']);
});

test('a file that Git ignores tells nothing, unless it is named', async () => {
  const { root, scan, places } = await open({ '.gitignore': 'ignored.yaml\n', 'a.yaml': 'apple: 1\n' }, ['apple']);
  writeFileSync(join(root, 'ignored.yaml'), 'apple: 1\n');
  assert.equal(places('apple'), ['a.yaml 0']);
  assert.equal(scan('ignored.yaml'), ['ignored.yaml']);
  assert.equal(places('apple'), ['a.yaml 0', 'ignored.yaml 0']);
});

test('what a scan saw of words for facts is remembered, and files are not looked through again', async () => {
  const { root } = await open({ 'a.yaml': 'metallb: 1\n', 'b.yaml': 'plum: 1\n' }, []);
  const tree = new WorkTree({ cwd: root, root, words: ['apple'], factWords: ['metallb'] });
  tree.use(await loadLanguages(), parseFile);
  assert.equal([...tree.scan(['a.yaml', 'b.yaml'].map(path => ({ path, named: false })))], [], 'nothing is to be linted');
  writeFileSync(join(root, 'b.yaml'), 'metallb: 1\nlater: 1\n');
  const paths = (word: string): readonly string[] => Array.from(tree.documentsWith({ words: [word] }), ({ file }) => file.path);
  assert.equal(paths('metallb'), ['a.yaml']);
  assert.equal(paths('later'), ['b.yaml'], 'other words are looked for when they are asked for');
});

test('a link that leads out tells nothing, whether its words are linted for, remembered or asked for later', async () => {
  const outside = temporaryTree({ 'secret.yaml': 'apple: 1\nmetallb: 1\nlater: 1\n' });
  const { root, places } = await open({ 'a.yaml': 'apple: 1\nmetallb: 1\nlater: 1\n' }, ['apple']);
  symlinkSync(join(outside, 'secret.yaml'), join(root, 'link.yaml'));
  const tree = new WorkTree({ cwd: root, root, words: ['apple'], factWords: ['metallb'] });
  tree.use(await loadLanguages(), parseFile);
  for (const word of ['apple', 'metallb', 'later']) {
    assert.equal(
      Array.from(tree.documentsWith({ words: [word] }), ({ file }) => file.path),
      ['a.yaml'],
      word,
    );
  }
  assert.is(tree.read('link.yaml'), undefined);
  assert.equal(places('apple'), ['a.yaml 0']);
});

test('a pipe is not waited for, and a huge file not read, when its document is asked for by its path', () => {
  const root = temporaryTree({ 'huge.yaml': 'apple: 1\n' });
  makePipe(join(root, 'pipe.yaml'));
  truncateSync(join(root, 'huge.yaml'), 300 * 1024 * 1024);
  const tree = new WorkTree({ cwd: root, root, words: ['apple'] });
  // Ends the wait of whoever opened the pipe without a thought.
  spawn('sh', ['-c', 'sleep 5; timeout 1 tee pipe.yaml </dev/null'], { cwd: root, stdio: 'ignore', detached: true }).unref();
  const start = performance.now();
  for (const path of ['pipe.yaml', 'huge.yaml']) assert.equal([...tree.documentsWith({ words: ['apple'], paths: path })], []);
  assert.ok(performance.now() - start < 4000, 'it waited');
});

test.run();

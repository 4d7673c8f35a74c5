import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scan, type Hit, type SkippedFile } from '../../src/scan/scan.ts';
import { WordFilter } from '../../src/scan/words.ts';
import { asNobody, makePipe, temporaryTree } from '../discover/temporary-tree.ts';

const MIB = 1024 * 1024;

const filter = new WordFilter(['externalIPs', 'kube-apiserver']);

function scanned(cwd: string, paths: readonly string[], { named = false, root = cwd } = {}): readonly (Hit | SkippedFile)[] {
  return [
    ...scan(
      paths.map(path => ({ path, named })),
      filter,
      { cwd, root },
    ),
  ];
}

/** Why each path is skipped; `undefined` where it is not. */
function reasons(cwd: string, ...paths: readonly string[]): readonly (string | undefined)[] {
  return paths.map(path => {
    const [result] = scanned(cwd, [path]);
    return result && 'reason' in result ? result.reason : undefined;
  });
}

const scanning = suite('scan');

scanning('files with a word are yielded, with their words', () => {
  const cwd = temporaryTree({ 'a.yaml': 'externalIPs: []\n', 'b.yaml': 'b: 1\n', 'c/d.yaml': 'kube-apiserver\n', 'empty.yaml': '' });
  assert.equal(scanned(cwd, ['a.yaml', 'b.yaml', 'c/d.yaml', 'empty.yaml']), [
    { file: { path: 'a.yaml', text: 'externalIPs: []\n' }, words: new Set(['externalIPs']) },
    { file: { path: 'c/d.yaml', text: 'kube-apiserver\n' }, words: new Set(['kube-apiserver']) },
  ]);
});

scanning('what is read is counted', () => {
  const cwd = temporaryTree({ 'a.yaml': 'externalIPs', 'b.yaml': 'b' });
  const stats = { files: 0, bytes: 0, hits: 0 };
  const files = ['a.yaml', 'b.yaml', 'gone.yaml'].map(path => ({ path, named: false }));
  assert.is([...scan(files, filter, { cwd, root: cwd, stats })].length, 1);
  assert.equal(stats, { files: 2, bytes: 12, hits: 1 });
});

scanning('a file leaves nothing behind for the next one', () => {
  const cwd = temporaryTree({ 'a.yaml': 'externalIPs: [1, 2, 3]\n', 'b.yaml': 'b: 1\n', 'c.yaml': '# kube-apiserver' });
  assert.equal(
    scanned(cwd, ['a.yaml', 'b.yaml', 'c.yaml']).map(hit => 'file' in hit && hit.file.text),
    ['externalIPs: [1, 2, 3]\n', '# kube-apiserver'],
  );
});

scanning('a file that is larger than the buffer is read whole', () => {
  const cwd = temporaryTree({ 'large.yaml': `${'#'.repeat(9 * MIB)}\nexternalIPs: []\n`, 'small.yaml': 'externalIPs' });
  const lengths = scanned(cwd, ['large.yaml', 'small.yaml']).map(hit => 'file' in hit && hit.file.text.length);
  assert.equal(lengths, [9 * MIB + 17, 11]);
});

scanning('a file that would not fit into memory is skipped', () => {
  const cwd = temporaryTree({ 'huge.yaml': '' });
  truncateSync(join(cwd, 'huge.yaml'), 300 * MIB - 5);
  assert.equal(reasons(cwd, 'huge.yaml'), ['300 MiB, more than the 256 MiB that are read']);
});

scanning('what is no file is skipped, and never waited for', () => {
  const cwd = temporaryTree();
  makePipe(join(cwd, 'pipe.yaml'));
  mkdirSync(join(cwd, 'folder.yaml'));
  symlinkSync('/dev/zero', join(cwd, 'device.yaml'));
  assert.equal(reasons(cwd, 'pipe.yaml', 'device.yaml'), ['a named pipe', 'a device']);
  assert.equal(scanned(cwd, ['folder.yaml'], { named: true }), [{ path: 'folder.yaml', named: true, reason: 'a folder' }]);
});

scanning('a socket is skipped', async () => {
  const cwd = temporaryTree();
  const server = spawn(process.execPath, ['-e', `require('net').createServer().listen('socket.yaml', () => console.log())`], { cwd });
  await once(server.stdout, 'data');
  assert.equal(reasons(cwd, 'socket.yaml'), ['a socket']);
  server.kill();
});

scanning('a link that leads nowhere is skipped', () => {
  const cwd = temporaryTree();
  symlinkSync('nowhere', join(cwd, 'dangling.yaml'));
  symlinkSync('self.yaml', join(cwd, 'self.yaml'));
  assert.equal(reasons(cwd, 'dangling.yaml', 'self.yaml'), [
    'a symbolic link to a file that does not exist',
    'a symbolic link that leads to itself',
  ]);
});

scanning('a file without permission is skipped', async () => {
  const cwd = temporaryTree({ 'a.yaml': 'externalIPs' });
  chmodSync(join(cwd, 'a.yaml'), 0);
  assert.equal(await asNobody(() => reasons(cwd, 'a.yaml')), ['no permission to read it']);
});

scanning('a file that is gone is told of only where it was named', () => {
  const cwd = temporaryTree({ file: '' });
  assert.equal(scanned(cwd, ['gone.yaml', 'file/gone.yaml']), []);
  assert.equal(scanned(cwd, ['gone.yaml'], { named: true }), [{ path: 'gone.yaml', named: true, reason: 'it does not exist' }]);
});

scanning('a folder that was found as a file is none: a submodule, say', () => {
  const cwd = temporaryTree({ 'a.yaml/b.yaml': '' });
  const missing: string[] = [];
  const files = ['a.yaml', 'gone.yaml'].map(path => ({ path, named: false }));
  assert.equal([...scan(files, filter, { cwd, root: cwd, missing: path => void missing.push(path) })], []);
  assert.equal(missing, ['a.yaml', 'gone.yaml']);
});

scanning('who asks is told the words of each file, and chooses by them', () => {
  const cwd = temporaryTree({ 'a.yaml': 'externalIPs', 'b.yaml': 'kube-apiserver', 'c.yaml': 'c' });
  const told: [string, readonly string[]][] = [];
  const isWanted = (path: string, words: ReadonlySet<string>): boolean => told.push([path, [...words]]) === 2;
  const files = ['a.yaml', 'b.yaml', 'c.yaml'].map(path => ({ path, named: false }));
  const yielded = [...scan(files, filter, { cwd, root: cwd, isWanted })];
  assert.equal(told, [
    ['a.yaml', ['externalIPs']],
    ['b.yaml', ['kube-apiserver']],
  ]);
  assert.equal(
    yielded.map(hit => 'file' in hit && hit.file.path),
    ['b.yaml'],
  );
});

scanning('a file whose name is not UTF-8 is skipped', () => {
  const cwd = temporaryTree();
  writeFileSync(Buffer.concat([Buffer.from(`${cwd}/caf`), Buffer.from([0xe9]), Buffer.from('.yaml')]), 'externalIPs');
  assert.equal(reasons(cwd, 'caf\ufffd.yaml'), ['its name is not UTF-8']);
});

scanning('a link out of the repository is skipped, and told of only where the file holds a word', () => {
  const outside = temporaryTree({ 'secret.yaml': 'externalIPs', 'dull.yaml': 'a: 1' });
  const root = temporaryTree({ 'apps/a.yaml': 'externalIPs' });
  for (const name of ['secret.yaml', 'dull.yaml']) symlinkSync(join(outside, name), join(root, 'apps', name));
  symlinkSync(outside, join(root, 'folder'));
  symlinkSync('apps/a.yaml', join(root, 'inside.yaml'));
  const out = 'a symbolic link that leads out of the repository';
  assert.equal(reasons(root, 'apps/secret.yaml', 'folder/secret.yaml', 'apps/dull.yaml', 'inside.yaml'), [out, out, undefined, undefined]);
});

scanning('a link may lead to another folder of the repository', () => {
  const root = temporaryTree({ 'base/a.yaml': 'externalIPs', 'prod/b.yaml': '' });
  symlinkSync('../base/a.yaml', join(root, 'prod/a.yaml'));
  assert.equal(scanned(join(root, 'prod'), ['a.yaml'], { root }).length, 1);
});

scanning('a file outside of the repository is read where the path itself leads there', () => {
  const outside = temporaryTree({ 'a.yaml': 'externalIPs' });
  assert.is(scanned(temporaryTree(), [`../${outside.split('/').at(-1)}/a.yaml`], { named: true }).length, 1);
});

scanning('a binary file is told of only where it holds a word', () => {
  const cwd = temporaryTree({ 'a.yaml': '\0externalIPs', 'b.yaml': '\0' });
  assert.equal(scanned(cwd, ['a.yaml', 'b.yaml']), [{ path: 'a.yaml', named: false, reason: 'a binary file' }]);
});

scanning('words are found in UTF-16', () => {
  const cwd = temporaryTree({ 'a.yaml': Buffer.from('\ufeffexternalIPs: []', 'utf16le') });
  assert.equal(scanned(cwd, ['a.yaml']), [
    { file: { path: 'a.yaml', text: '\ufeffexternalIPs: []', readOnly: 'it is UTF-16' }, words: new Set(['externalIPs']) },
  ]);
});

scanning('no file stays open', () => {
  const openFiles = (): number => readdirSync('/proc/self/fd').length;
  if (!existsSync('/proc/self/fd')) return;
  const cwd = temporaryTree({ 'a.yaml': 'externalIPs', 'folder/b.yaml': '' });
  const before = openFiles();
  assert.is(scanned(cwd, ['a.yaml', 'folder', 'gone.yaml'], { named: true }).length, 3);
  assert.is(openFiles(), before);
});

scanning.run();

import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writeFiles, type Write, type WriteResult } from '../../src/fix/write.ts';
import { bytesBelow } from '../cli/kubemend.ts';
import { asNobody, temporaryTree } from '../discover/temporary-tree.ts';

const test = suite('writeFiles');

/** Writes units, and sees to it that nothing is left lying about. */
async function writeIn(root: string, ...units: readonly (readonly Write[])[]): Promise<Pick<WriteResult, 'written' | 'failed'>> {
  const { written, failed } = await writeFiles(units, { cwd: root, root });
  assert.equal(
    Object.keys(bytesBelow(root)).filter(path => path.includes('.kubemend')),
    [],
    'no temporary file is left',
  );
  return { written, failed };
}

const edit = (path: string, before = 'old\n', after = 'new\n'): Write => ({ path, before, after });

const text = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

test('every byte is as given', async () => {
  const after = '\ufeffä: "😀\u2028"\r\nb: 1\n\rc';
  const root = temporaryTree({ 'a.yaml': '\ufeffold\r\n' });
  assert.equal(await writeIn(root, [edit('a.yaml', '\ufeffold\r\n', after)]), { written: ['a.yaml'], failed: [] });
  assert.equal(readFileSync(join(root, 'a.yaml')), Buffer.from(after));
});

test('the mode is kept', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n', 'b.yaml': 'old\n', 'c.yaml': 'old\n' });
  const modes = { 'a.yaml': 0o640, 'b.yaml': 0o755, 'c.yaml': 0o444 };
  for (const [path, mode] of Object.entries(modes)) chmodSync(join(root, path), mode);
  assert.equal(
    (
      await writeIn(
        root,
        Object.keys(modes).map(path => edit(path)),
      )
    ).failed,
    [],
  );
  for (const [path, mode] of Object.entries(modes)) {
    assert.is(statSync(join(root, path)).mode & 0o7777, mode, path);
    assert.is(text(root, path), 'new\n');
  }
});

test('a link inside the repository is followed, and stays a link', async () => {
  const root = temporaryTree({ 'shared/a.yaml': 'old\n', 'apps/.keep': '' });
  symlinkSync('../shared/a.yaml', join(root, 'apps/a.yaml'));
  assert.equal(await writeIn(root, [edit('apps/a.yaml')]), { written: ['apps/a.yaml'], failed: [] });
  assert.is(readlinkSync(join(root, 'apps/a.yaml')), '../shared/a.yaml');
  assert.is(text(root, 'shared/a.yaml'), 'new\n');
});

test('a file that is found under two names is written once', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n' });
  symlinkSync('a.yaml', join(root, 'link.yaml'));
  assert.equal(await writeIn(root, [edit('a.yaml')], [edit('link.yaml')]), { written: ['a.yaml'], failed: [] });
  assert.is(text(root, 'a.yaml'), 'new\n');
});

test('a file that two names would change in different ways is written under the first', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n' });
  symlinkSync('a.yaml', join(root, 'link.yaml'));
  const { written, failed } = await writeIn(root, [edit('a.yaml')], [edit('link.yaml', 'old\n', 'other\n')]);
  assert.equal(
    [written, failed],
    [['a.yaml'], [{ path: 'link.yaml', reason: 'another name of the same file was written, with another text' }]],
  );
  assert.is(text(root, 'a.yaml'), 'new\n');
});

test('two names of one file in one unit are one file, with one text', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n' });
  symlinkSync('a.yaml', join(root, 'link.yaml'));
  assert.equal(await writeIn(root, [edit('a.yaml'), edit('link.yaml', 'old\n', 'other\n')]), {
    written: [],
    failed: [
      { path: 'link.yaml', reason: 'another name of the same file was written, with another text' },
      { path: 'a.yaml', reason: 'it goes with `link.yaml`: another name of the same file was written, with another text' },
    ],
  });
  assert.is(text(root, 'a.yaml'), 'old\n');
  assert.equal(await writeIn(root, [edit('a.yaml'), edit('link.yaml')]), { written: ['a.yaml'], failed: [] });
  assert.is(text(root, 'a.yaml'), 'new\n');
});

test('a file outside of the repository is written where it is named itself', async () => {
  const outside = temporaryTree({ 'a.yaml': 'old\n' });
  const root = temporaryTree({});
  const created = { path: join(outside, 'new.yaml'), before: undefined, after: 'new\n' };
  assert.equal((await writeIn(root, [edit(join(outside, 'a.yaml'))], [created])).failed, []);
  assert.equal(bytesBelow(outside), { 'a.yaml': 'new\n', 'new.yaml': 'new\n' });
});

test('a link out of the repository is refused', async () => {
  const outside = temporaryTree({ 'a.yaml': 'old\n' });
  const root = temporaryTree({ '..b/b.yaml': 'old\n' });
  symlinkSync(join(outside, 'a.yaml'), join(root, 'a.yaml'));
  symlinkSync('..b/b.yaml', join(root, 'b.yaml'));
  assert.equal(await writeIn(root, [edit('a.yaml')], [edit('b.yaml')]), {
    written: ['b.yaml'],
    failed: [{ path: 'a.yaml', reason: 'it is a symbolic link that leads out of the repository' }],
  });
  assert.is(text(outside, 'a.yaml'), 'old\n');
});

test('a file that changed, or went away, since it was read is left as it is', async () => {
  const root = temporaryTree({ 'a.yaml': 'changed\n' });
  const { written, failed } = await writeIn(root, [edit('a.yaml')], [edit('gone.yaml')]);
  assert.equal(written, []);
  assert.equal(failed, [
    { path: 'a.yaml', reason: 'it changed during the run' },
    { path: 'gone.yaml', reason: 'it went away during the run' },
  ]);
  assert.equal(bytesBelow(root), { 'a.yaml': 'changed\n' });
});

test('of files that go together all are written or none, and the others are written all the same', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n', 'b.yaml': 'changed\n', 'c.yaml': 'old\n', 'd.yaml': 'old\n' });
  const { written, failed } = await writeIn(root, [edit('a.yaml'), edit('b.yaml'), edit('c.yaml')], [edit('d.yaml')]);
  assert.equal(written, ['d.yaml']);
  assert.equal(failed, [
    { path: 'b.yaml', reason: 'it changed during the run' },
    { path: 'a.yaml', reason: 'it goes with `b.yaml`: it changed during the run' },
    { path: 'c.yaml', reason: 'it goes with `b.yaml`: it changed during the run' },
  ]);
  assert.equal(bytesBelow(root), { 'a.yaml': 'old\n', 'b.yaml': 'changed\n', 'c.yaml': 'old\n', 'd.yaml': 'new\n' });
});

const isRoot = process.geteuid?.() === 0;
if (!isRoot) console.log('skipped: only root can make a file that belongs to somebody else');

(isRoot ? test : test.skip)('owner and group are kept, each', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n', 'b.yaml': 'old\n', 'c.yaml': 'old\n' });
  const owners = { 'a.yaml': [12, 34], 'b.yaml': [12, 0], 'c.yaml': [0, 34] } as const;
  for (const [path, [user, group]] of Object.entries(owners)) {
    chownSync(join(root, path), user, group);
    // Whoever gives a file away takes these bits from it.
    chmodSync(join(root, path), 0o6755);
    assert.equal((await writeIn(root, [edit(path)])).failed, []);
    const { uid, gid, mode } = statSync(join(root, path));
    assert.equal([uid, gid, mode & 0o7777], [user, group, 0o6755], path);
  }
});

(isRoot ? test : test.skip)('what was renamed already is taken back where a later rename fails', async () => {
  const root = temporaryTree({ 'mine/a.yaml': 'old\n', 'sticky/b.yaml': 'old\n' });
  // In a folder like /tmp anybody may make files, and nobody may replace those of others.
  chmodSync(join(root, 'mine'), 0o777);
  chmodSync(join(root, 'mine/a.yaml'), 0o666);
  chmodSync(join(root, 'sticky'), 0o1777);
  const own = await asNobody(async () => {
    writeFileSync(join(root, 'mine/own.yaml'), 'old\n');
    const result = await writeIn(root, [
      edit('mine/own.yaml'),
      { path: 'mine/new.yaml', before: undefined, after: 'new\n' },
      edit('sticky/b.yaml'),
    ]);
    return { result, bytes: bytesBelow(root) };
  });
  assert.equal(own.result.written, []);
  assert.equal(
    own.result.failed.map(({ path }) => path),
    ['sticky/b.yaml', 'mine/own.yaml', 'mine/new.yaml'],
  );
  assert.equal(own.bytes, { 'mine/a.yaml': 'old\n', 'mine/own.yaml': 'old\n', 'sticky/b.yaml': 'old\n' });
});

test('a folder that may not be written says so, and keeps its file', async () => {
  const root = temporaryTree({ 'closed/a.yaml': 'old\n' });
  chmodSync(join(root, 'closed'), 0o555);
  await asNobody(async () =>
    assert.equal(await writeIn(root, [edit('closed/a.yaml')], [{ path: 'closed/new.yaml', before: undefined, after: 'x' }]), {
      written: [],
      failed: [
        { path: 'closed/a.yaml', reason: 'no permission to write it' },
        { path: 'closed/new.yaml', reason: 'no permission to write it' },
      ],
    }),
  );
  assert.equal(bytesBelow(root), { 'closed/a.yaml': 'old\n' });
});

test('a new file gets its folder', async () => {
  const root = temporaryTree();
  assert.equal(await writeIn(root, [{ path: 'infra/pools/pool.yaml', before: undefined, after: 'new\n' }]), {
    written: ['infra/pools/pool.yaml'],
    failed: [],
  });
  assert.equal(bytesBelow(root), { 'infra/pools/pool.yaml': 'new\n' });
  writeFileSync(join(root, 'like-any.yaml'), '');
  assert.is(statSync(join(root, 'infra/pools/pool.yaml')).mode, statSync(join(root, 'like-any.yaml')).mode);
});

test('a new file that came into being is left as it is, a dangling link too', async () => {
  const root = temporaryTree({ 'a.yaml': 'theirs\n' });
  symlinkSync('nowhere', join(root, 'b.yaml'));
  const { failed } = await writeIn(
    root,
    [{ path: 'a.yaml', before: undefined, after: 'ours\n' }],
    [{ path: 'b.yaml', before: undefined, after: 'ours\n' }],
  );
  assert.equal(
    failed.map(({ reason }) => reason),
    ['it came into being during the run', 'it came into being during the run'],
  );
  assert.is(text(root, 'a.yaml'), 'theirs\n');
  assert.not(existsSync(join(root, 'nowhere')));
});

test('an open file and a second hard link keep the old text', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n' });
  linkSync(join(root, 'a.yaml'), join(root, 'backup.yaml'));
  await writeIn(root, [edit('a.yaml')]);
  assert.equal(bytesBelow(root), { 'a.yaml': 'new\n', 'backup.yaml': 'old\n' });
});

test('nothing to write touches nothing', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n' });
  mkdirSync(join(root, 'empty'));
  utimesSync(root, 0, 0);
  assert.equal(await writeIn(root), { written: [], failed: [] });
  assert.is(lstatSync(root).mtimeMs, 0);
});

test.run();

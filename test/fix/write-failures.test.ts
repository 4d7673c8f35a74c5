import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ourMaker } from '../../src/fix/maker.ts';
import { removeStrays, temporaryBeside } from '../../src/fix/temporary.ts';
import { writeFiles, type Write, type WriteResult } from '../../src/fix/write.ts';
import { bytesBelow } from '../cli/kubemend.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';

type Calls = Pick<typeof fs, 'writeSync' | 'fsyncSync' | 'openSync' | 'renameSync' | 'rmSync' | 'chmodSync' | 'mkdirSync'>;

/** Lets a call of the file system do something else once it was made some times, as long as some work lasts. */
async function disturbed<T>(name: keyof Calls, after: number, instead: () => void, work: () => Promise<T>): Promise<T> {
  const original = fs[name];
  let count = 0;
  const disturbing = (...args: readonly unknown[]): unknown => {
    if (count++ >= after) instead();
    return (original as (...args: readonly unknown[]) => unknown)(...args);
  };
  Object.assign(fs, { [name]: disturbing });
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Object.assign(fs, { [name]: original });
    syncBuiltinESMExports();
  }
}

function failing(code: string): () => never {
  return () => {
    throw Object.assign(new Error(`${code}: of the test`), { code });
  };
}

/** For what fails the first time only. */
function onlyOnce(work: () => void): () => void {
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    work();
  };
}

const edit = (path: string): Write => ({ path, before: 'old\n', after: 'new\n' });

const create = (path: string): Write => ({ path, before: undefined, after: 'new\n' });

async function write(root: string, ...units: readonly (readonly Write[])[]): Promise<Pick<WriteResult, 'written' | 'failed'>> {
  const { written, failed } = await writeFiles(units, { cwd: root, root });
  return { written, failed };
}

const OLD = { 'a.yaml': 'old\n', 'b.yaml': 'old\n', 'c.yaml': 'old\n' };

const failures = suite('a file system that fails');

const REASONS: readonly (readonly [call: keyof Calls, code: string, reason: string])[] = [
  ['writeSync', 'ENOSPC', 'no space is left on the disk'],
  ['writeSync', 'EDQUOT', 'no space is left on the disk'],
  ['fsyncSync', 'ENOSPC', 'no space is left on the disk'],
  ['openSync', 'EROFS', 'no permission to write it'],
  ['openSync', 'EACCES', 'no permission to write it'],
  ['chmodSync', 'EPERM', 'no permission to write it'],
  ['renameSync', 'EROFS', 'no permission to write it'],
  ['renameSync', 'ENOSPC', 'no space is left on the disk'],
  ['renameSync', 'EIO', 'EIO: of the test'],
];

for (const [call, code, reason] of REASONS)
  failures(`${code} in ${call} is told of each file, and nothing is changed or left behind`, async () => {
    const root = temporaryTree(OLD);
    const result = await disturbed(call, 0, failing(code), () => write(root, [edit('a.yaml')], [edit('b.yaml')]));
    assert.equal(result, { written: [], failed: ['a.yaml', 'b.yaml'].map(path => ({ path, reason })) });
    assert.equal(bytesBelow(root), OLD);
  });

failures('a disk that is full for one file only keeps no other from being written', async () => {
  const root = temporaryTree(OLD);
  const result = await disturbed('writeSync', 1, onlyOnce(failing('ENOSPC')), () =>
    write(root, [edit('a.yaml')], [edit('b.yaml')], [edit('c.yaml')]),
  );
  assert.equal(result, { written: ['a.yaml', 'c.yaml'], failed: [{ path: 'b.yaml', reason: 'no space is left on the disk' }] });
  assert.equal(bytesBelow(root), { 'a.yaml': 'new\n', 'b.yaml': 'old\n', 'c.yaml': 'new\n' });
});

failures('the new text of a file is closed to all to whom the old one is closed, from its first byte on', async () => {
  const root = temporaryTree({ 'a.yaml': 'old\n' });
  fs.chmodSync(join(root, 'a.yaml'), 0o600);
  const modes: number[] = [];
  const look = (): void => {
    for (const name of fs.readdirSync(root)) modes.push(fs.statSync(join(root, name)).mode & 0o777);
  };
  await disturbed('writeSync', 0, look, () => write(root, [edit('a.yaml')]));
  assert.equal(modes, [0o600, 0o600]);
});

failures('no file stays open where writing fails', async () => {
  const root = temporaryTree(OLD);
  const open = (): number => fs.readdirSync('/dev/fd').length;
  const before = open();
  const units = Array.from({ length: 100 }, () => [edit('a.yaml')]);
  assert.is((await disturbed('fsyncSync', 0, failing('EIO'), () => write(root, ...units))).failed.length, 100);
  // Others may open and close theirs meanwhile.
  assert.ok(open() < before + 50);
});

failures('a write that takes only a part of the bytes is gone on with', async () => {
  const root = temporaryTree(OLD);
  const { writeSync } = fs;
  Object.assign(fs, { writeSync: (file: number, bytes: Buffer, at: number) => writeSync(file, bytes, at, 1) });
  syncBuiltinESMExports();
  try {
    assert.equal((await write(root, [edit('a.yaml')])).written, ['a.yaml']);
  } finally {
    Object.assign(fs, { writeSync });
    syncBuiltinESMExports();
  }
  assert.equal(bytesBelow(root), { ...OLD, 'a.yaml': 'new\n' });
});

failures('a folder that cannot be made is told', async () => {
  const root = temporaryTree(OLD);
  const result = await disturbed('mkdirSync', 0, failing('EROFS'), () => write(root, [create('pools/new.yaml'), edit('a.yaml')]));
  assert.equal(result.failed, [
    { path: 'pools/new.yaml', reason: 'no permission to write it' },
    { path: 'a.yaml', reason: 'it goes with `pools/new.yaml`: no permission to write it' },
  ]);
  assert.equal(bytesBelow(root), OLD);
});

failures('of files that go together those that were renamed are taken back, and the rest goes on', async () => {
  const root = temporaryTree(OLD);
  const result = await disturbed('renameSync', 2, onlyOnce(failing('EIO')), () =>
    write(root, [create('new.yaml'), edit('a.yaml'), edit('b.yaml')], [edit('c.yaml')]),
  );
  assert.equal(result, {
    written: ['c.yaml'],
    failed: [
      { path: 'b.yaml', reason: 'EIO: of the test' },
      { path: 'new.yaml', reason: 'it goes with `b.yaml`: EIO: of the test' },
      { path: 'a.yaml', reason: 'it goes with `b.yaml`: EIO: of the test' },
    ],
  });
  assert.equal(bytesBelow(root), { ...OLD, 'c.yaml': 'new\n' });
});

failures('what cannot be taken back is told as written, and keeps no other from being written', async () => {
  const root = temporaryTree({ ...OLD, 'd.yaml': 'old\n' });
  // The third rename is of `c.yaml`; then two to take back.
  let renames = 0;
  const third = (): void => {
    renames += 1;
    if (renames <= 2) failing('EIO')();
  };
  const result = await disturbed('renameSync', 2, third, () =>
    write(root, [edit('a.yaml'), edit('b.yaml'), edit('c.yaml')], [edit('d.yaml')]),
  );
  assert.equal(result, {
    written: ['b.yaml', 'd.yaml'],
    failed: [
      { path: 'c.yaml', reason: 'EIO: of the test; `b.yaml`, which goes with it, was written and cannot be taken back: EIO: of the test' },
      { path: 'a.yaml', reason: 'it goes with `c.yaml`: EIO: of the test' },
    ],
  });
  assert.equal(bytesBelow(root), { 'a.yaml': 'old\n', 'b.yaml': 'new\n', 'c.yaml': 'old\n', 'd.yaml': 'new\n' });
});

failures('a temporary file that cannot be removed any more is no crash', async () => {
  const root = temporaryTree(OLD);
  const result = await disturbed('fsyncSync', 0, failing('EIO'), () =>
    disturbed('rmSync', 0, failing('EROFS'), () => write(root, [edit('a.yaml')])),
  );
  assert.equal(result, { written: [], failed: [{ path: 'a.yaml', reason: 'EIO: of the test' }] });
  assert.is(fs.readFileSync(join(root, 'a.yaml'), 'utf8'), 'old\n');
});

for (const [what, meddle, reason, left] of [
  ['changes', (place: string) => fs.appendFileSync(place, 'theirs\n'), 'it changed during the run', { 'a.yaml': 'old\ntheirs\n' }],
  ['goes away', (place: string) => fs.unlinkSync(place), 'it went away during the run', {}],
] as const)
  failures(`a file that ${what} while its new text is written is left so`, async () => {
    const root = temporaryTree({ 'a.yaml': 'old\n' });
    const result = await disturbed(
      'fsyncSync',
      0,
      () => meddle(join(root, 'a.yaml')),
      () => write(root, [edit('a.yaml')]),
    );
    assert.equal(result, { written: [], failed: [{ path: 'a.yaml', reason }] });
    assert.equal(bytesBelow(root), left);
  });

failures('a file that comes into being while a new one is written is left so', async () => {
  const root = temporaryTree();
  const meddle = (): void => fs.writeFileSync(join(root, 'a.yaml'), 'theirs\n');
  const result = await disturbed('fsyncSync', 0, meddle, () => write(root, [create('a.yaml')]));
  assert.equal(result, { written: [], failed: [{ path: 'a.yaml', reason: 'it came into being during the run' }] });
  assert.equal(bytesBelow(root), { 'a.yaml': 'theirs\n' });
});

failures.run();

const links = suite('folders that are links');

links('nothing is written through one that leads out of the repository, not even a new file', async () => {
  const outside = temporaryTree({ 'a.yaml': 'old\n' });
  const root = temporaryTree({ 'b.yaml': 'old\n' });
  fs.symlinkSync(outside, join(root, 'apps'));
  const reason = 'a symbolic link among its folders leads out of the repository';
  const result = await write(root, [edit('apps/a.yaml')], [create('apps/new.yaml')], [create('apps/deep/er/new.yaml')]);
  assert.equal(result, { written: [], failed: ['apps/a.yaml', 'apps/new.yaml', 'apps/deep/er/new.yaml'].map(path => ({ path, reason })) });
  assert.equal(bytesBelow(outside), { 'a.yaml': 'old\n' });
});

links('a folder beside it whose name begins like its own is out of the repository', async () => {
  const parent = temporaryTree({ 'ours/a.yaml': 'old\n', 'ours-too/b.yaml': 'old\n' });
  const root = join(parent, 'ours');
  fs.symlinkSync('../ours-too/b.yaml', join(root, 'b.yaml'));
  assert.equal(await write(root, [edit('b.yaml')], [edit('a.yaml')]), {
    written: ['a.yaml'],
    failed: [{ path: 'b.yaml', reason: 'it is a symbolic link that leads out of the repository' }],
  });
  assert.is(fs.readFileSync(join(parent, 'ours-too/b.yaml'), 'utf8'), 'old\n');
});

links('one that stays inside is followed', async () => {
  const root = temporaryTree({ 'shared/a.yaml': 'old\n' });
  fs.symlinkSync('shared', join(root, 'apps'));
  assert.equal((await write(root, [edit('apps/a.yaml'), create('apps/new/b.yaml')])).failed, []);
  assert.equal(bytesBelow(join(root, 'shared')), { 'a.yaml': 'new\n', 'new/b.yaml': 'new\n' });
  assert.ok(fs.lstatSync(join(root, 'apps')).isSymbolicLink());
});

links.run();

const strays = suite('what a killed run left');

/** The name of a process of this machine. */
const maker = (pid: number, start = '0'): string => [ourMaker().split('-')[0], pid, start].join('-');

/** The name of a process that has ended. */
const dead = (): string => maker(spawnSync(process.execPath, ['-e', '']).pid);

/** The name of a process of another machine, or of another container. */
const ELSEWHERE = `${ourMaker().startsWith('0') ? '1' : '0'}${ourMaker().slice(1, 8)}-7-0`;

const LINUX = process.platform === 'linux';
if (!LINUX) console.log('skipped: when another process began is told by Linux only');

strays('goes away with the next write in the folder, if its process is dead', async () => {
  const theirs = {
    [`.a.yaml.${maker(process.ppid)}-0.kubemend`]: 'of a process that lives',
    [`.a.yaml.${ELSEWHERE}-0.kubemend`]: 'of one that may live, in another container',
  };
  const others = {
    '.kubemend': '',
    'a.yaml.kubemend': '',
    [`a.yaml.${dead()}-0.kubemend`]: '',
    [`.a.yaml.${dead()}-0.kubemend.bak`]: '',
    '.a.yaml.7-0.kubemend': '',
  };
  const elsewhere = { [`apps/.a.yaml.${dead()}-0.kubemend`]: 'not written to' };
  const root = temporaryTree({
    'a.yaml': 'old\n',
    ...theirs,
    ...others,
    ...elsewhere,
    [`.a.yaml.${dead()}-0.kubemend`]: 'half',
    [`.b.yaml.${dead()}-17.kubemend`]: '',
    [`.a.yaml.${maker(process.pid, '1')}-0.kubemend`]: 'of an earlier process with our number, as in a container',
    [`.old.${ELSEWHERE}-0.kubemend`]: 'of one that had its time',
  });
  fs.utimesSync(join(root, `.old.${ELSEWHERE}-0.kubemend`), 0, 0);
  fs.mkdirSync(join(root, `.folder.${dead()}-0.kubemend`));
  fs.symlinkSync('a.yaml', join(root, `.link.${dead()}-0.kubemend`));
  assert.equal(await write(root, [edit('a.yaml')]), { written: ['a.yaml'], failed: [] });
  assert.equal(bytesBelow(root), { 'a.yaml': 'new\n', ...theirs, ...others, ...elsewhere });
  for (const kind of ['folder', 'link'])
    assert.ok(
      fs.readdirSync(root).some(name => name.startsWith(`.${kind}`)),
      `a ${kind} is never ours`,
    );
});

strays('all that a process makes has a name of its own, by which it is known later', () => {
  const root = temporaryTree();
  const places = Array.from({ length: 20 }, () => temporaryBeside(join(root, 'a.yaml')));
  for (const place of places) fs.writeFileSync(place, '');
  assert.is(fs.readdirSync(root).length, 20);
  removeStrays(root);
  assert.equal(fs.readdirSync(root), []);
});

(LINUX ? strays : strays.skip)(
  'goes away where another process has the number by now, or a dead one was not yet asked for its status',
  async () => {
    // The shell becomes a program that asks for nothing before the other ends.
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const zombie = Number(String((await once(parent.stdout, 'data'))[0]));
      while (!/^\d+ \(.*\) Z/.test(fs.readFileSync(`/proc/${zombie}/stat`, 'latin1'))) await new Promise(setImmediate);
      const root = temporaryTree({
        'a.yaml': 'old\n',
        [`.a.yaml.${maker(process.ppid, '1')}-0.kubemend`]: 'of an earlier process',
        [`.a.yaml.${maker(zombie, '1')}-0.kubemend`]: '',
      });
      await write(root, [edit('a.yaml')]);
      assert.equal(bytesBelow(root), { 'a.yaml': 'new\n' });
    } finally {
      parent.kill();
    }
  },
);

strays('a file with the longest name is written', async () => {
  for (const name of [`${'a'.repeat(250)}.yaml`, `${'日'.repeat(83)}.yaml`]) {
    const root = temporaryTree({ [name]: 'old\n' });
    assert.equal(await write(root, [edit(name)]), { written: [name], failed: [] });
  }
});

strays.run();

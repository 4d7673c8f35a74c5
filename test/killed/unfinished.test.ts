import { spawnSync } from 'node:child_process';
import fs, { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { JOURNAL, leftBehind } from '../../src/fix/journal.ts';
import { ourMaker } from '../../src/fix/maker.ts';
import { bytesBelow, kubemend, service } from '../cli/kubemend.ts';
import { makePipe, temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { isTemporary, runIn, statesDuring, withoutWaiting, type State } from './in-this-process.ts';
import { TREES, type Asked } from './trees.ts';

withoutWaiting();

const { gateway, 'load-balancer, prepared': prepared } = TREES as { readonly [name: string]: Asked } & typeof TREES;

/** The name of a process of this machine. */
const maker = (pid: number, start = '0'): string => [ourMaker().split('-')[0], pid, start].join('-');

/** What is left where a run is killed after it has written one file, and what it would have made. */
async function halfDone({ files, args }: Asked): Promise<{ readonly half: State; readonly after: State }> {
  const root = temporaryTree(files);
  const states = await statesDuring(root, () => runIn(root, [...args, '--fix']));
  const after = bytesBelow(root);
  const isNew = (state: State, path: string): boolean => state[path] === after[path] && state[path] !== files[path];
  const half = states.find(state => Object.keys(after).filter(path => isNew(state, path)).length === 1);
  assert.ok(half);
  // As of a process that has ended, for other processes as well.
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const ended = (text: string): string => text.replaceAll(ourMaker(), maker(pid));
  return { half: Object.fromEntries(Object.entries(half).map(([path, text]) => [ended(path), ended(text)])), after };
}

const { half, after } = await halfDone(gateway!);
const FIX = [...gateway!.args, '--fix'];
const WRITTEN = Object.keys(after).filter(path => half[path] === after[path] && half[path] !== gateway!.files[path]);
const HAD_WRITTEN = 'a run that was killed had written 1 of 3 files';
const UNFINISHED = `${HAD_WRITTEN}: \`--fix\` with the paths and options that it had finishes it; or take back what it wrote, and remove \`${JOURNAL}\``;

const withoutTemporaries = (state: State): State => Object.fromEntries(Object.entries(state).filter(([path]) => !isTemporary(path)));

const unfinished = suite('what a killed run left');

unfinished('is told of by a run that writes nothing', async () => {
  for (const args of [[], gateway!.args, [...FIX, '--diff']]) {
    const root = temporaryTree(half);
    assert.equal((await runIn(root, args)).notes, [UNFINISHED]);
    assert.equal(bytesBelow(root), half);
  }
  const root = temporaryTree(half);
  const { err, status } = await kubemend(root, []);
  assert.equal([err, status], [`kubemend: ${UNFINISHED}\n`, 1]);
});

unfinished('is finished by the same run, which says so and finds what the first one found', async () => {
  const root = temporaryTree(half);
  const whole = await runIn(temporaryTree(gateway!.files), FIX);
  const { notes, report } = await runIn(root, FIX);
  assert.equal(notes, [`${HAD_WRITTEN}, and this one wrote the rest`]);
  assert.equal(
    [report.fixed, report.written, report.diagnostics.length],
    [whole.report.fixed, whole.report.written, whole.report.diagnostics.length],
  );
  assert.equal(bytesBelow(root), after);
});

unfinished('waits for the run that finishes it where another one does not', async () => {
  const root = temporaryTree(half);
  assert.equal((await runIn(root, ['--fix'])).notes, [UNFINISHED]);
  assert.equal(bytesBelow(root), withoutTemporaries(half));
  await runIn(root, FIX);
  assert.equal(bytesBelow(root), after);
});

unfinished('is left to people where they have changed it since', async () => {
  const root = temporaryTree(half);
  const edited = `# ours\n${half[WRITTEN[0]!]!}`;
  writeFileSync(join(root, WRITTEN[0]!), edited);
  assert.equal((await runIn(root, FIX)).notes, [UNFINISHED]);
  assert.is(readFileSync(join(root, WRITTEN[0]!), 'utf8'), edited);
});

unfinished('is nothing where it was taken back', async () => {
  const root = temporaryTree({ ...half, ...gateway!.files });
  assert.equal((await runIn(root, [])).notes, []);
  assert.equal((await runIn(root, ['--fix'])).notes, []);
  assert.equal(bytesBelow(root), gateway!.files);
});

unfinished('is finished with all that is left to do by hand', async () => {
  const { half: halfPrepared } = await halfDone(prepared!);
  const [whole, root] = [temporaryTree(prepared!.files), temporaryTree(halfPrepared)];
  for (const place of [whole, root]) await kubemend(place, [...prepared!.args, '--fix', '--runbook', 'runbook.sh']);
  assert.match(readFileSync(join(root, 'runbook.sh'), 'utf8'), 'kubectl patch service');
  assert.equal(bytesBelow(root), bytesBelow(whole));
});

unfinished('is there, too, where a file can neither be written nor another taken back', async () => {
  const root = temporaryTree(gateway!.files);
  const { renameSync } = fs;
  let renames = 0;
  Object.assign(fs, {
    renameSync: (...paths: Parameters<typeof renameSync>) => {
      renames += 1;
      if (renames > 1) throw Object.assign(new Error('EIO: of the test'), { code: 'EIO' });
      renameSync(...paths);
    },
  });
  syncBuiltinESMExports();
  try {
    assert.match((await runIn(root, FIX)).errors.join('\n'), 'cannot be taken back');
  } finally {
    Object.assign(fs, { renameSync });
    syncBuiltinESMExports();
  }
  assert.ok(existsSync(join(root, JOURNAL)));
  await runIn(root, FIX);
  assert.equal(bytesBelow(root), after);
});

unfinished('is noted on the disk before the first file is written, for its owner only, and until the last one is there', async () => {
  const root = temporaryTree(gateway!.files);
  const calls: string[] = [];
  const originals = { linkSync: fs.linkSync, renameSync: fs.renameSync, rmSync: fs.rmSync, fsyncSync: fs.fsyncSync };
  Object.assign(fs, {
    linkSync: (from: string, to: string) => {
      originals.linkSync(from, to);
      calls.push(`note ${(fs.statSync(to).mode & 0o777).toString(8)}`);
    },
    renameSync: (from: string, to: string) => {
      originals.renameSync(from, to);
      calls.push('rename');
    },
    rmSync: (...args: Parameters<typeof fs.rmSync>) => {
      if (args[0] === join(root, JOURNAL)) calls.push('remove');
      originals.rmSync(...args);
    },
    fsyncSync: (file: number) => void calls.push(fs.fstatSync(file).isDirectory() ? 'folder' : 'file'),
  });
  syncBuiltinESMExports();
  try {
    await runIn(root, FIX);
  } finally {
    Object.assign(fs, originals);
    syncBuiltinESMExports();
  }
  assert.equal(calls, [
    ...['file', 'note 600', 'folder'],
    ...['file', 'file', 'file', 'rename', 'rename', 'rename', 'folder', 'folder'],
    'remove',
  ]);
});

unfinished.run();

const others = suite('a note that is not of a run that was killed');

const journal = (files: readonly unknown[], by = maker(process.pid, '1')): string => JSON.stringify({ maker: by, files });

others('keeps another run from writing while its own writes', async () => {
  const root = temporaryTree({
    ...gateway!.files,
    [JOURNAL]: journal([{ path: 'apps/web.yaml', before: 'x' }], maker(process.ppid)),
  });
  const before = bytesBelow(root);
  const { errors, notes, report } = await runIn(root, FIX);
  assert.equal([report.written, notes], [[], []]);
  assert.is(errors[0], `\`apps/api.yaml\` was not written: another run of kubemend is writing in this repository, process ${process.ppid}`);
  assert.equal(bytesBelow(root), before);
});

others('makes nothing of what it says a text of a file, wherever it says the file is', async () => {
  const outside = temporaryTree({ 'theirs.yaml': 'theirs\n' });
  const paths = [
    '../outside.yaml',
    join(outside, 'theirs.yaml'),
    '.git/config',
    'link/theirs.yaml',
    'apps/../../outside.yaml',
    'apps/web.yaml',
    'dns/dns.yaml',
    'pipe',
    '',
    'apps',
  ];
  const files = [
    ...paths.map(path => ({ path, before: 'evil\n' })),
    { path: 'apps/web.yaml', before: null },
    null,
    7,
    { path: 7 },
    { path: 'x', before: 7 },
  ];
  const root = temporaryTree({ ...gateway!.files, '.git/config': 'theirs\n', [JOURNAL]: journal(files) });
  symlinkSync(outside, join(root, 'link'));
  // Who opens it waits for whoever writes into it.
  makePipe(join(root, 'pipe'));
  const { report } = await runIn(root, FIX);
  assert.equal(report.written, ['apps/api.yaml', 'apps/web.yaml', 'dns/dns.yaml']);
  assert.equal(bytesBelow(root), { ...after, [JOURNAL]: journal(files) });
  assert.is(readFileSync(join(root, '.git/config'), 'utf8'), 'theirs\n');
  assert.equal(bytesBelow(outside), { 'theirs.yaml': 'theirs\n' });
});

others('reads a file once, however often and in whatever spelling it is named', () => {
  const root = temporaryTree({ 'a.yaml': 'a: 1\n', 'b/b.yaml': 'b: 1\n' });
  const spellings = ['a.yaml', './a.yaml', './/a.yaml', 'b/./b.yaml', 'b//b.yaml', 'b/b.yaml', 'a.yaml'];
  writeFileSync(join(root, JOURNAL), journal(spellings.map(path => ({ path, before: null }))));
  const { readFileSync: original } = fs;
  const reads: string[] = [];
  Object.assign(fs, {
    readFileSync: (...args: Parameters<typeof original>) => {
      if (String(args[0]).endsWith('.yaml')) reads.push(String(args[0]));
      return original(...args);
    },
  });
  syncBuiltinESMExports();
  try {
    assert.equal([...leftBehind({ cwd: root, root })!.begun.keys()], ['a.yaml', 'b/b.yaml']);
  } finally {
    Object.assign(fs, { readFileSync: original });
    syncBuiltinESMExports();
  }
  assert.equal(reads, [join(root, 'a.yaml'), join(root, 'b/b.yaml')]);
});

others('lets nothing be removed behind a link that leads out', async () => {
  const elsewhere = `${ourMaker().startsWith('0') ? '1' : '0'}${ourMaker().slice(1, 8)}-1-1`;
  const name = `.x.${elsewhere}-0.kubemend`;
  const outside = temporaryTree({ [name]: 'theirs\n' });
  const root = temporaryTree({
    'a.yaml': '',
    [`in/${name}`]: '',
    [JOURNAL]: journal(
      ['link', 'in', 'nowhere/x', 'a\0b/x'].map(path => ({ path: `${path}/a.yaml`, before: null })),
      elsewhere,
    ),
  });
  symlinkSync(outside, join(root, 'link'));
  symlinkSync('nothing', join(root, 'nowhere'));
  for (const place of [join(outside, name), join(root, 'in', name), join(root, JOURNAL)]) utimesSync(place, 0, 0);
  await runIn(root, ['--fix']);
  assert.equal([Object.keys(bytesBelow(outside)), Object.keys(bytesBelow(root))], [[name], ['a.yaml']]);
});

for (const [what, text] of [
  ['no JSON', 'my notes\n'],
  ['empty', ''],
  ['other JSON', '{"files": []}'],
  ['of nobody', journal([], 'me')],
] as const)
  others(`is left as it is where it is ${what}, and files are written all the same`, async () => {
    const root = temporaryTree({ ...gateway!.files, [JOURNAL]: text });
    assert.equal((await runIn(root, FIX)).notes, []);
    assert.equal(bytesBelow(root), { ...after, [JOURNAL]: text });
  });

others('is not followed where it is a link, and no folder', async () => {
  const outside = temporaryTree({ note: journal([{ path: 'apps/web.yaml', before: 'evil\n' }]) });
  for (const make of [(place: string) => symlinkSync(join(outside, 'note'), place), (place: string) => mkdirSync(place)]) {
    const root = temporaryTree(gateway!.files);
    make(join(root, JOURNAL));
    assert.equal((await runIn(root, FIX)).notes, []);
    assert.equal(bytesBelow(root), after);
    assert.ok(existsSync(join(root, JOURNAL)));
    assert.equal(Object.keys(bytesBelow(outside)), ['note']);
  }
});

others('is finished by `--changed`, though Git says that its file was changed', async () => {
  const files = { 'web.yaml': service('web').replace('80', '81'), 'api.yaml': `${service('api')}---\n${service('mail', '192.0.2.5')}` };
  const [whole, root] = [temporaryRepository(files), temporaryRepository(files)];
  const before = { ...files, 'web.yaml': `${files['web.yaml']}# ours\n` };
  const args = ['--fix', '--to', 'metallb', '--changed'];
  for (const place of [whole, root]) writeFileSync(join(place, 'web.yaml'), before['web.yaml']);
  await kubemend(whole, args);
  const done = bytesBelow(whole);
  assert.match(done['api.yaml']!, 'type: LoadBalancer');
  assert.match(done['api.yaml']!, '  externalIPs:\n    - 192.0.2.5\n', 'a Service of a file that was not changed stays');
  writeFileSync(join(root, 'api.yaml'), done['api.yaml']!);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const noted = Object.entries(before).map(([path, text]) => ({ path, before: text }));
  writeFileSync(join(root, JOURNAL), journal(noted, maker(pid)));
  await kubemend(root, args);
  assert.equal(bytesBelow(root), done);
});

others('of another machine is finished as well, and stays for a while where nothing of it was begun', async () => {
  const elsewhere = `${ourMaker().startsWith('0') ? '1' : '0'}${ourMaker().slice(1, 8)}`;
  const theirs = (state: State): State => ({ ...state, [JOURNAL]: state[JOURNAL]!.replace(ourMaker().split('-')[0]!, elsewhere) });
  const root = temporaryTree(withoutTemporaries(theirs(half)));
  await runIn(root, FIX);
  assert.equal(bytesBelow(root), after);

  const old = temporaryTree({ ...withoutTemporaries(theirs(half)), ...gateway!.files });
  await runIn(old, ['--fix']);
  assert.ok(existsSync(join(old, JOURNAL)), 'it may be about to write');
  utimesSync(join(old, JOURNAL), 0, 0);
  await runIn(old, ['--fix']);
  assert.not(existsSync(join(old, JOURNAL)));
});

others.run();

import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../src/core/document.ts';
import { select, type SelectedFiles, type Selection } from '../../src/discover/selection.ts';
import { workTreeFiles } from '../../src/discover/work-tree.ts';
import { git, temporaryRepository, temporaryTree, withEnvironment } from './temporary-tree.ts';

const ALL: Selection = { changed: 'all', lines: false, shard: undefined };

function selected(cwd: string, selection: Partial<Selection>): SelectedFiles {
  const result = select({ ...ALL, ...selection }, cwd);
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}

const refused = (cwd: string, selection: Partial<Selection>): string => {
  const result = select({ ...ALL, ...selection }, cwd);
  return isRefusal(result) ? result.refused : 'nothing is refused';
};

/** Those of some paths that are selected. */
const among = ({ has }: SelectedFiles, ...paths: readonly string[]): readonly string[] => paths.filter(has);

/** The lines of a file that count. */
const linesOf = ({ hasPlace }: SelectedFiles, path: string, text: string): readonly number[] =>
  text.split('\n').flatMap((line, index, lines) => {
    const start = lines.slice(0, index).join('\n').length + (index > 0 ? 1 : 0);
    return hasPlace?.({ path, text }, { start, end: start + line.length }) === true ? [index + 1] : [];
  });

const commit = (root: string): void => {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'next');
};

/** A repository with a branch that leaves the default branch after its first commit. */
function branched(files: Readonly<Record<string, string>>): string {
  const root = temporaryRepository(files);
  git(root, 'switch', '--quiet', '--create', 'topic');
  return root;
}

const changed = suite('--changed');

changed('takes what was committed since the branch left the default branch, what was not, and what is new', () => {
  const root = branched({ 'committed.yaml': '', 'dirty.yaml': '', 'staged.yaml': '', 'same.yaml': '', '.gitignore': 'ignored.yaml' });
  writeFileSync(join(root, 'committed.yaml'), 'a');
  commit(root);
  for (const name of ['dirty', 'staged', 'new', 'ignored']) writeFileSync(join(root, `${name}.yaml`), 'a');
  git(root, 'add', 'staged.yaml');
  const files = ['committed.yaml', 'dirty.yaml', 'ignored.yaml', 'new.yaml', 'same.yaml', 'staged.yaml'];
  assert.equal(among(selected(root, { changed: 'since-default-branch' }), ...files), [
    'committed.yaml',
    'dirty.yaml',
    'new.yaml',
    'staged.yaml',
  ]);
});

changed('leaves out what the default branch did since', () => {
  const root = branched({ 'ours.yaml': '', 'theirs.yaml': '' });
  writeFileSync(join(root, 'ours.yaml'), 'a');
  commit(root);
  git(root, 'switch', '--quiet', 'main');
  writeFileSync(join(root, 'theirs.yaml'), 'a');
  commit(root);
  git(root, 'switch', '--quiet', 'topic');
  for (const since of ['since-default-branch', { since: 'main' }] as const)
    assert.equal(among(selected(root, { changed: since }), 'ours.yaml', 'theirs.yaml'), ['ours.yaml']);
});

changed('knows the default branch of the remote, whatever it is called', () => {
  const origin = temporaryRepository({ 'a.yaml': '' });
  git(origin, 'branch', '--move', 'trunk');
  const clone = join(temporaryTree(), 'clone');
  git(origin, 'clone', '--quiet', '.', clone);
  writeFileSync(join(clone, 'b.yaml'), '');
  commit(clone);
  assert.equal(among(selected(clone, { changed: 'since-default-branch' }), 'a.yaml', 'b.yaml'), ['b.yaml']);
});

changed('spells paths from the working directory', () => {
  const root = branched({ 'apps/a.yaml': '', 'infra/b.yaml': '' });
  for (const name of ['apps/a.yaml', 'infra/b.yaml', 'apps/new.yaml', 'new.yaml']) writeFileSync(join(root, name), 'a');
  const files = ['a.yaml', 'new.yaml', '../infra/b.yaml', '../new.yaml'];
  assert.equal(among(selected(join(root, 'apps'), { changed: 'since-default-branch' }), ...files), files);
});

changed('takes a moved file under its new name, and one that is gone under its old', () => {
  const root = branched({ 'old.yaml': 'a\nb\nc\n', 'gone.yaml': '' });
  renameSync(join(root, 'old.yaml'), join(root, 'new.yaml'));
  rmSync(join(root, 'gone.yaml'));
  commit(root);
  assert.equal(among(selected(root, { changed: 'since-default-branch' }), 'new.yaml', 'gone.yaml'), ['new.yaml', 'gone.yaml']);
});

changed('takes names as they are', () => {
  const names = [
    'a b.yaml',
    'ü.yaml',
    '"q".yaml',
    'line\nbreak.yaml',
    'tab\t.yaml',
    '-dash.yaml',
    ':(top)x.yaml',
    '*.yaml',
    '+++ b/x.yaml',
  ];
  const root = branched({});
  for (const name of names) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), 'a\n');
  }
  const check = (): void => {
    const files = selected(root, { changed: 'since-default-branch', lines: true });
    assert.equal(among(files, ...names), names);
    for (const name of names) assert.equal(linesOf(files, name, 'a'), [1], name);
  };
  check();
  commit(root);
  check();
});

changed('runs no command that the configuration of a repository names', () => {
  const root = temporaryRepository({ 'a.yaml': 'a: 1\n', '.gitattributes': '*.yaml filter=a=b diff=c\n' });
  const marker = join(temporaryTree(), 'ran');
  const command = `sh -c 'echo "$0" >>"${marker}"; cat'`;
  const keys = ['core.fsmonitor', 'filter.a=b.clean', 'filter.a=b.process', 'diff.c.textconv', 'diff.c.command', 'diff.external'];
  for (const key of keys) git(root, 'config', key, `${command} ${key}`);
  git(root, 'config', 'filter.a=b.required', 'true');
  writeFileSync(join(root, '.git/hooks/post-index-change'), `#!/bin/sh\n${command} hook\n`, { mode: 0o755 });
  writeFileSync(join(root, 'a.yaml'), 'a: 2\n');
  writeFileSync(join(root, 'b.yaml'), 'b: 1\n');
  const since = selected(root, { changed: { since: 'HEAD' }, lines: true });
  assert.equal(among(since, 'a.yaml', 'b.yaml', 'c.yaml'), ['a.yaml', 'b.yaml']);
  assert.equal(among(selected(root, { changed: 'staged', lines: true }), 'a.yaml'), []);
  assert.equal(workTreeFiles(root, root), ['a.yaml', 'b.yaml']);
  assert.not(existsSync(marker), 'a command was run');
});

changed('does not take a submodule, and works within one and within a linked work tree', () => {
  const inner = temporaryRepository({ 'a.yaml': '' });
  const root = branched({ 'b.yaml': '' });
  git(root, 'submodule', '--quiet', 'add', inner, 'inner');
  commit(root);
  git(root, 'worktree', 'add', '--quiet', '-b', 'other', 'linked');
  for (const folder of ['inner', 'linked']) {
    writeFileSync(join(root, folder, 'c.yaml'), '');
    assert.equal(among(selected(join(root, folder), { changed: { since: 'HEAD' } }), 'a.yaml', 'b.yaml', 'c.yaml'), ['c.yaml']);
  }
  assert.equal(among(selected(root, { changed: { since: 'HEAD' } }), 'inner', 'inner/c.yaml'), []);
});

changed('is not confused by what a user configured, nor by the hook of another repository', async () => {
  const root = branched({ 'apps/a.yaml': 'a\n', 'apps/same.yaml': '' });
  for (const [key, value] of Object.entries({
    'diff.noprefix': 'true',
    'diff.mnemonicPrefix': 'true',
    'diff.relative': 'true',
    'diff.context': '9',
    'diff.external': 'false',
    'diff.renames': 'copies',
    'color.ui': 'always',
    'core.quotePath': 'false',
  }))
    git(root, 'config', key, value);
  writeFileSync(join(root, 'apps/a.yaml'), 'a\nb\n');
  const other = temporaryRepository();
  const hook = { GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: join(other, '.git/index') };
  await withEnvironment({ ...hook, GIT_DIFF_OPTS: '-u9' }, () => {
    const files = selected(join(root, 'apps'), { changed: 'since-default-branch', lines: true });
    assert.equal([among(files, 'a.yaml', 'same.yaml'), linesOf(files, 'a.yaml', 'a\nb')], [['a.yaml'], [2]]);
  });
});

changed('of a clone without the common commit says how to get it', () => {
  const origin = temporaryRepository({ 'a.yaml': '' });
  git(origin, 'switch', '--quiet', '--create', 'topic');
  for (let count = 0; count < 3; count++) commit(origin);
  const clone = join(temporaryTree(), 'clone');
  git(origin, 'clone', '--quiet', '--depth', '1', '--no-single-branch', `file://${origin}`, clone);
  assert.match(
    refused(clone, { changed: { since: 'origin/main' } }),
    /^the history of this clone is cut off before the commit that `origin\/main` and HEAD have in common: fetch .*`fetch-depth: 0`/,
  );
});

changed('says why there is nothing to compare with', () => {
  const root = temporaryRepository({ 'a.yaml': '' });
  assert.match(refused(root, { changed: { since: 'nowhere' } }), /^there is no commit `nowhere` here to compare with: fetch it first/);
  git(root, 'switch', '--quiet', '--orphan', 'alone');
  assert.match(refused(root, { changed: 'since-default-branch' }), 'there is no commit yet');
  commit(root);
  assert.match(refused(root, { changed: 'since-default-branch' }), /^`main` and HEAD have no commit in common/);
  git(root, 'branch', '--quiet', '-D', 'main');
  assert.match(refused(root, { changed: 'since-default-branch' }), 'finds no default branch');
  assert.match(refused(temporaryTree(), { changed: 'since-default-branch' }), '`--changed` needs a work tree of Git');
  assert.match(refused(temporaryTree(), { changed: 'staged' }), '`--staged` needs a work tree of Git');
});

changed.run();

const staged = suite('--staged');

staged('takes what the next commit takes in, and says where the disk holds more', () => {
  const root = temporaryRepository({ 'a.yaml': 'a\n', 'partly.yaml': 'a\n', 'dirty.yaml': 'a\n' });
  for (const name of ['a', 'partly', 'new']) writeFileSync(join(root, `${name}.yaml`), 'b\n');
  git(root, 'add', '--all');
  for (const name of ['partly', 'dirty', 'untracked']) appendFileSync(join(root, `${name}.yaml`), 'c\n');
  const files = selected(root, { changed: 'staged' });
  assert.equal(among(files, 'a.yaml', 'dirty.yaml', 'new.yaml', 'partly.yaml', 'untracked.yaml'), ['a.yaml', 'new.yaml', 'partly.yaml']);
  assert.equal([files.isClosed, files.notes], [true, ['`partly.yaml` has changes that are not staged: it is linted as it is on the disk']]);
});

staged('works before the first commit', () => {
  const root = temporaryTree({ 'a.yaml': 'a\n', 'b.yaml': '' });
  git(root, 'init', '--quiet');
  git(root, 'add', 'a.yaml');
  const files = selected(root, { changed: 'staged', lines: true });
  assert.equal([among(files, 'a.yaml', 'b.yaml'), linesOf(files, 'a.yaml', 'a')], [['a.yaml'], [1]]);
});

staged('in the hook of `git commit --all` takes the index of that commit', () => {
  const root = temporaryRepository({ 'a.yaml': '', 'b.yaml': '' });
  writeFileSync(join(root, 'a.yaml'), 'a');
  const script = `import { select } from ${JSON.stringify(new URL('../../src/discover/selection.ts', import.meta.url).href)};
    const { has } = select({ changed: 'staged', lines: false }, process.cwd());
    console.error(JSON.stringify(['a.yaml', 'b.yaml'].filter(has)));`;
  writeFileSync(join(root, '.git/hook.ts'), script);
  writeFileSync(
    join(root, '.git/hooks/pre-commit'),
    `#!/bin/sh\nexec '${process.execPath}' --import '${import.meta.resolve('tsx')}' .git/hook.ts 2>.git/selected\n`,
    { mode: 0o755 },
  );
  git(root, 'commit', '--quiet', '--all', '--message', 'all');
  assert.is(execFileSync('cat', [join(root, '.git/selected')], { encoding: 'utf8' }), '["a.yaml"]\n');
});

staged.run();

const lines = suite('--changed-lines');

const FIRST = 'one\ntwo\nthree\nfour\nfive\nsix\n';

lines('takes lines that differ or came, and none of what only went', () => {
  const root = branched({ 'a.yaml': FIRST, 'less.yaml': FIRST });
  const now = 'one\n2\nthree\nfour\nnew\nnewer\nfive\nsix\n';
  writeFileSync(join(root, 'a.yaml'), now);
  writeFileSync(join(root, 'less.yaml'), FIRST.replace('three\n', ''));
  const files = selected(root, { changed: 'since-default-branch', lines: true });
  assert.equal([linesOf(files, 'a.yaml', now), linesOf(files, 'less.yaml', FIRST)], [[2, 5, 6], []]);
});

lines('takes a place over several lines if one of them differs', () => {
  const root = branched({ 'a.yaml': FIRST });
  writeFileSync(join(root, 'a.yaml'), FIRST.replace('three', '3'));
  const { hasPlace } = selected(root, { changed: 'since-default-branch', lines: true });
  const file = { path: 'a.yaml', text: FIRST };
  assert.equal([hasPlace!(file, { start: 0, end: 10 }), hasPlace!(file, { start: 0, end: 8 })], [true, false]);
});

lines('of a moved file are those that differ, and of a new one all', () => {
  const root = branched({ 'old.yaml': FIRST });
  git(root, 'mv', 'old.yaml', 'new name.yaml');
  const now = FIRST.replace('six\n', 'six');
  writeFileSync(join(root, 'new name.yaml'), now);
  writeFileSync(join(root, 'added.yaml'), 'a');
  const files = selected(root, { changed: 'since-default-branch', lines: true });
  assert.equal([linesOf(files, 'new name.yaml', now), linesOf(files, 'added.yaml', 'a')], [[6], [1]]);
});

lines('are not taken from what a line says', () => {
  const root = branched({ 'a.yaml': FIRST, 'b.yaml': FIRST });
  const now = `${FIRST}++ b/b.yaml\n@@ -1 +1 @@\n`;
  writeFileSync(join(root, 'a.yaml'), now);
  const files = selected(root, { changed: 'since-default-branch', lines: true });
  assert.equal([linesOf(files, 'a.yaml', now), linesOf(files, 'b.yaml', FIRST)], [[7, 8], []]);
});

lines('of staged files are counted on the disk', () => {
  const root = temporaryRepository({ 'a.yaml': FIRST });
  writeFileSync(join(root, 'a.yaml'), FIRST.replace('five', '5'));
  git(root, 'add', 'a.yaml');
  const now = `zero\n${FIRST.replace('five', '5')}`;
  writeFileSync(join(root, 'a.yaml'), now);
  assert.equal(linesOf(selected(root, { changed: 'staged', lines: true }), 'a.yaml', now), [1, 6]);
});

lines.run();

const shard = suite('--shard');

const PATHS = Array.from({ length: 400 }, (_, index) => `apps/${index}/service.yaml`);

shard('gives every file to one of the shares, about as many to each', () => {
  const root = temporaryTree();
  const shares = [1, 2, 3, 4].map(index => among(selected(root, { shard: { index, count: 4 } }), ...PATHS));
  assert.equal(shares.flat().toSorted(), PATHS.toSorted());
  for (const share of shares) assert.ok(share.length > 70 && share.length < 130, String(share.length));
});

shard('cuts alike wherever the repository lies and the run starts', () => {
  const [one, two] = [temporaryRepository({ 'apps/a.yaml': '' }), temporaryRepository({ 'apps/a.yaml': '', 'b.yaml': '' })];
  const share = { shard: { index: 2, count: 3 } };
  const expected = among(selected(one, share), ...PATHS);
  assert.equal(among(selected(two, share), ...PATHS), expected);
  assert.equal(among(selected(join(two, 'apps'), share), ...PATHS.map(path => path.replace('apps/', ''))).length, expected.length);
});

shard.run();

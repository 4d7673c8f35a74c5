import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rootOfPaths, workTreeFiles, workTreeRoot } from '../../src/discover/work-tree.ts';
import { git, temporaryRepository, temporaryTree } from './temporary-tree.ts';

const workTree = suite('work tree');

workTree('the root is where the repository is, however deep one stands', () => {
  const root = temporaryRepository({ 'clusters/prod/a.yaml': '' });
  assert.is(workTreeRoot(root), root);
  assert.is(workTreeRoot(join(root, 'clusters/prod')), root);
});

workTree('without a repository the root is the folder itself', () => {
  const root = temporaryTree({ 'clusters/a.yaml': '' });
  assert.is(workTreeRoot(join(root, 'clusters')), join(root, 'clusters'));
});

workTree('an empty folder named .git is no repository', () => {
  const root = temporaryRepository({ 'clusters/a.yaml': '' });
  mkdirSync(join(root, 'clusters/.git'));
  assert.is(workTreeRoot(join(root, 'clusters')), root);
});

workTree('a linked work tree has its own root', () => {
  const root = temporaryRepository({ 'apps/a.yaml': '' });
  git(root, 'worktree', 'add', '--quiet', 'linked');
  assert.is(workTreeRoot(join(root, 'linked/apps')), join(root, 'linked'));
});

workTree('the root is a real path', () => {
  const root = temporaryRepository({ 'clusters/a.yaml': '' });
  const link = join(temporaryTree(), 'link');
  symlinkSync(join(root, 'clusters'), link);
  assert.is(workTreeRoot(link), root);
});

workTree('all of the work tree is listed, relative to where one stands', () => {
  const root = temporaryRepository({ 'apps/web/a.yaml': '', 'infra/pool.yml': '', 'z.json': '', 'README.md': '' });
  writeFileSync(join(root, 'new.yaml'), '');
  assert.equal(workTreeFiles(root, root), ['apps/web/a.yaml', 'infra/pool.yml', 'new.yaml', 'z.json']);
  assert.equal(workTreeFiles(root, join(root, 'apps')), ['../infra/pool.yml', '../new.yaml', '../z.json', 'web/a.yaml']);
});

workTree('paths that all lie in another repository are about that one', () => {
  const [own, other, third] = [
    temporaryRepository({ 'apps/a.yaml': '' }),
    temporaryRepository({ 'apps/b.yaml': '' }),
    temporaryTree({ 'c/c.yaml': '' }),
  ];
  const places = (...paths: readonly string[]): string => rootOfPaths(paths, own);
  assert.equal([places(), places('apps'), places('apps/a.yaml', 'nowhere/*.yaml')], [own, own, own]);
  assert.equal(
    [join(other, 'apps'), join(other, 'apps/b.yaml'), join(other, 'apps/**/*.yaml')].map(path => places(path)),
    [other, other, other],
  );
  assert.is(places(join(third, 'c/c.yaml')), join(third, 'c'), 'without a repository the folder stands for one');
  assert.is(places('apps', join(other, 'apps')), own, 'of several the own one counts');
  symlinkSync(other, join(own, 'link'));
  assert.is(places('link'), own, 'a link does not lead out');
});

workTree('a work tree whose last file was deleted is empty', () => {
  const root = temporaryRepository({ 'a.yaml': '' });
  rmSync(join(root, 'a.yaml'));
  assert.equal(workTreeFiles(root, root), []);
});

workTree.run();

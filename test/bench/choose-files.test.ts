import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseFiles, type SourceFile } from './choose-files.ts';

/** Ten files, of which the first two are hits. */
const source: readonly SourceFile[] = Array.from({ length: 10 }, (_, index) => ({ path: `apps/${index}.yaml`, isHit: index < 2 }));

const isHit = (path: string): boolean => source.some(file => file.path === path && file.isHit);

const test = suite('the files of a tree to measure on');

test('each repetition of the source has a folder of its own', () => {
  const chosen = chooseFiles(source, { files: 30 });
  assert.is(new Set(chosen.map(({ to }) => to)).size, 30);
  assert.equal(
    chosen.filter(({ from }) => from === 'apps/3.yaml').map(({ to }) => to),
    ['copy-0001/apps/3.yaml', 'copy-0002/apps/3.yaml', 'copy-0003/apps/3.yaml'],
  );
});

test('what is asked for is what there is, with hits as in the source', () => {
  for (const files of [1, 5, 10, 25]) assert.is(chooseFiles(source, { files }).length, files);
  assert.is(chooseFiles(source, { files: 25 }).filter(({ from }) => isHit(from)).length, 5);
});

test('a share of hits that is asked for holds, more than there are in the source included', () => {
  for (const [shareOfHits, hits] of [
    [0, 0],
    [2.7, 27],
    [50, 500],
    [100, 1000],
  ] as const) {
    const chosen = chooseFiles(source, { files: 1000, shareOfHits });
    assert.is(chosen.filter(({ from }) => isHit(from)).length, hits);
    assert.is(new Set(chosen.map(({ to }) => to)).size, 1000);
  }
});

test('a part of the source is taken from all of it, not from its beginning', () => {
  const others = chooseFiles(source, { files: 4, shareOfHits: 0 }).map(({ from }) => from);
  assert.equal(others, ['apps/2.yaml', 'apps/4.yaml', 'apps/6.yaml', 'apps/8.yaml']);
});

test('a source without a hit cannot give any', () => {
  assert.throws(() => chooseFiles(source.slice(2), { files: 100, shareOfHits: 5 }), /none with a word/);
  assert.is(chooseFiles(source.slice(2), { files: 100, shareOfHits: 0 }).length, 100);
});

test.run();

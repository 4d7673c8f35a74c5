import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { kubemend, shown } from './commands.ts';
import { releases, writeBelow } from './manifests.ts';
import type { Sample } from './measure.ts';
import type { Options } from './options.ts';
import { atEnd } from './scratch.ts';
import { sourceOf, type Source } from './source.ts';
import { median, medianDifference } from './statistics.ts';
import type { Cell, Column, Table } from './table.ts';
import { addAll, buildTree, type Tree } from './tree.ts';
import { cpuOf, inTurns, wallOf } from './turns.ts';

const SIZES = [1000, 5000, 20_000, 50_000];
/** Files to write while the tree grows. */
const WRITTEN = 100;

/** Files of the tree while what is written grows. */
const READ = 5000;
const COUNTS = [25, 50, 100, 200, 400];

/** Where what is to be mended lies in a tree. */
const PLACE = 'releases-to-mend';

const LINT = ['--format', 'json', '--no-config', '.'];
const FIX = ['--fix', '--to', 'metallb', ...LINT];

const COLUMNS: readonly Column[] = [
  { name: 'files read' },
  { name: 'files written' },
  { name: 'lint ms' },
  { name: '--fix ms' },
  { name: 'difference ms' },
  { name: 'of user+sys' },
  { name: 'ms a file written', digits: 2 },
];

/** What mending costs: the same number of files in trees that grow, and growing numbers in one tree. */
export async function fix(options: Options): Promise<readonly Table[]> {
  const source = sourceOf(options.from);
  const largest = options.files ?? SIZES.at(-1)!;
  const byRead: (readonly Cell[])[] = [];
  for (const size of [...SIZES.filter(size => size < largest), largest])
    byRead.push(...(await rowsOf(source, { ...options, files: size }, [WRITTEN])));
  const byWritten = await rowsOf(source, { ...options, files: Math.min(READ, largest) }, COUNTS);
  const notes = [
    `Trees of files from ${source.name} without a word that kubemend looks for, and HelmReleases beside them, each with an address of its own in an IPAddressPool.`,
    `In turns, ${options.runs} rounds after one to warm up: ${shown('kubemend', LINT)}; ${shown('kubemend', FIX)}, after which the files are as before again.`,
    'Difference: the median of the differences in the same round, of the time on the clock and of that of the processors.',
  ];
  return [
    { title: 'Fix, as more files are read', notes, columns: COLUMNS, rows: byRead },
    { title: 'Fix, as more files are written', notes, columns: COLUMNS, rows: byWritten },
  ];
}

async function rowsOf(
  source: Source,
  options: Options & { readonly files: number },
  counts: readonly number[],
): Promise<readonly (readonly Cell[])[]> {
  const tree = await buildTree(source, { ...options, shareOfHits: 0 });
  // A tree that is kept must be the same in the next run.
  const clean = (): void => rmSync(join(tree.root, PLACE), { recursive: true, force: true });
  const forget = atEnd(clean);
  const rows: (readonly Cell[])[] = [];
  for (const count of counts) rows.push(await rowOf(tree, options, count, clean));
  clean();
  if (tree.isTracked) await addAll(tree.root, '.');
  forget();
  tree.done();
  return rows;
}

async function rowOf(tree: Tree, { bundles: [bundle = ''], runs }: Options, count: number, clean: () => void): Promise<readonly Cell[]> {
  const texts = releases(count);
  const restore = (): void => {
    clean();
    writeBelow(join(tree.root, PLACE), texts);
  };
  restore();
  if (tree.isTracked) await addAll(tree.root, PLACE);
  const contenders = [
    { name: 'lint', command: kubemend(bundle, tree.root, LINT) },
    {
      name: `--fix, which writes ${count} of ${tree.files + texts.size} files`,
      command: kubemend(bundle, tree.root, FIX),
      check: (sample: Sample) => mustHaveWritten(sample, count),
      restore,
    },
  ];
  const [lint, fixed] = (await inTurns(contenders, runs)) as [readonly Sample[], readonly Sample[]];
  const difference = medianDifference(wallOf(fixed), wallOf(lint));
  return [
    tree.files + texts.size,
    count,
    median(wallOf(lint)),
    median(wallOf(fixed)),
    difference,
    medianDifference(cpuOf(fixed), cpuOf(lint)),
    difference / count,
  ];
}

function mustHaveWritten({ out }: Sample, count: number): void {
  const { written } = JSON.parse(out) as { readonly written: readonly string[] };
  if (written.length !== count) throw new Error(`--fix wrote ${written.length} files, and should have written ${count}`);
}

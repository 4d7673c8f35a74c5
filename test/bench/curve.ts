import { allRules, grep, kubemend, shown } from './commands.ts';
import type { Sample } from './measure.ts';
import type { Options } from './options.ts';
import { sourceOf, type Source } from './source.ts';
import { median, medianRatio } from './statistics.ts';
import type { Cell, Table } from './table.ts';
import { buildTree } from './tree.ts';
import { cpuOf, inTurns, peakOf, wallOf } from './turns.ts';

const SIZES = [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/** How fast files go by as the tree grows: with hits, and without any, where all is listing and reading. */
export async function curve(options: Options): Promise<readonly Table[]> {
  const source = sourceOf(options.from);
  const largest = options.files ?? SIZES.at(-1)!;
  const sizes = [...SIZES.filter(size => size < largest), largest];
  const [bundle] = options.bundles as [string];
  const args = ['--format', 'json', '--no-config', ...(await allRules(bundle)), '.'];
  const tables: Table[] = [];
  for (const share of new Set([options.shareOfHits ?? source.share, 0])) {
    const rows: (readonly Cell[])[] = [];
    for (const size of sizes) rows.push(await rowOf(source, { ...options, files: size, shareOfHits: share }, bundle, args));
    tables.push({
      title: share === 0 ? 'Curve without a hit' : 'Curve',
      notes: [
        `Trees from ${source.name}${share === undefined ? ' as it is' : `, ${share} % of the files with a word that kubemend looks for`}; Git work trees, ${options.untracked ? 'nothing in the index' : 'all in the index'}.`,
        `In turns, ${options.runs} rounds after one to warm up, on each tree: ${shown('grep', grep('').args)}; ${shown('kubemend', args)}.`,
        'Ratio: the median of the ratios to grep in the same round.',
      ],
      columns: [
        { name: 'files' },
        { name: 'MB', digits: 1 },
        { name: 'grep ms' },
        { name: 'kubemend ms' },
        { name: 'ratio', digits: 2 },
        { name: 'user+sys ratio', digits: 2 },
        { name: 'grep files/s' },
        { name: 'kubemend files/s' },
        { name: 'grep peak MB' },
        { name: 'kubemend peak MB' },
      ],
      rows,
    });
  }
  return tables;
}

async function rowOf(
  source: Source,
  options: Options & { readonly files: number },
  bundle: string,
  args: readonly string[],
): Promise<readonly Cell[]> {
  const tree = await buildTree(source, options);
  const contenders = [
    { name: 'grep', command: grep(tree.root) },
    { name: 'kubemend', command: kubemend(bundle, tree.root, args) },
  ];
  const [theirs, own] = (await inTurns(contenders, options.runs)) as [readonly Sample[], readonly Sample[]];
  tree.done();
  const [grepped, linted] = [wallOf(theirs), wallOf(own)].map(wall => median(wall)) as [number, number];
  const perSecond = (wall: number): number => (1000 * tree.files) / wall;
  return [
    tree.files,
    tree.bytes / 1e6,
    grepped,
    linted,
    medianRatio(wallOf(own), wallOf(theirs)),
    medianRatio(cpuOf(own), cpuOf(theirs)),
    perSecond(grepped),
    perSecond(linted),
    peakOf(theirs),
    peakOf(own),
  ];
}

import { allRules, grep, hasRipgrep, kubemend, ripgrep, shown } from './commands.ts';
import type { Command } from './measure.ts';
import type { Options } from './options.ts';
import { sourceOf } from './source.ts';
import { readStages, shareOf, timesByStage } from './stages.ts';
import { median } from './statistics.ts';
import type { Table } from './table.ts';
import { buildTree, describeTree } from './tree.ts';
import { inTurns, timesOf, TIMES, wallOf } from './turns.ts';

/** Large enough that the start of Node hardly counts, and done in a few minutes. */
const USUAL_SIZE = 20_000;

/** All that look through one tree, in turns, and where the time of kubemend goes. */
export async function contest(options: Options): Promise<readonly Table[]> {
  const source = sourceOf(options.from);
  const files = options.files ?? (options.from === undefined ? USUAL_SIZE : source.files.length);
  const tree = await buildTree(source, { ...options, files });
  const named = (name: string, command: Command): { name: string; command: Command } => ({ name, command });
  const others = [named('grep', grep(tree.root)), ...(hasRipgrep() ? [named('ripgrep', ripgrep(tree.root))] : [])];
  const own: { name: string; plain: Command; withStages: Command }[] = [];
  // One after the other: all that is measured writes into one file.
  for (const bundle of options.bundles) {
    const name = options.bundles.length > 1 ? `kubemend ${bundle}` : 'kubemend';
    const args = ['--format', 'json', '--no-config', ...(await allRules(bundle))];
    own.push({
      name,
      plain: kubemend(bundle, tree.root, [...args, '.']),
      withStages: kubemend(bundle, tree.root, [...args, '--stats', '.']),
    });
  }
  const plain = [...others, ...own.map(({ name, plain }) => named(name, plain))];
  // Apart, so that looking at the clock does not count.
  const contenders = [...plain, ...own.map(({ name, withStages }) => named(`${name} --stats`, withStages))];
  const samples = await inTurns(contenders, options.runs);
  tree.done();

  const commands = plain.map(({ name, command: { program, args } }) =>
    name.startsWith('kubemend') ? shown(name, args.slice(1)) : shown(program, args),
  );
  return [
    {
      title: 'Contest',
      notes: [
        describeTree(tree, source),
        `In turns, ${options.runs} rounds after one to warm up: ${commands.join('; ')}.`,
        'Ratio: the median of the ratios to grep in the same round.',
      ],
      columns: [{ name: 'command' }, ...TIMES, { name: 'files/s' }],
      rows: plain.map(({ name }, index) => [
        name,
        ...timesOf(samples[index]!, samples[0]!),
        (1000 * tree.files) / median(wallOf(samples[index]!)),
      ]),
    },
    ...own.map(({ name }, index): Table => {
      const times = timesByStage(samples[plain.length + index]!.map(({ err }) => readStages(err)));
      const totals = times.get('total') ?? [];
      return {
        title: `Stages of ${name}`,
        notes: [
          `What \`--stats\` printed in ${options.runs} more runs of the same rounds; the start and the end of the process are not in it: with them these runs took ${Math.round(median(wallOf(samples[plain.length + index]!)))} ms.`,
        ],
        columns: [
          { name: 'stage' },
          { name: 'median ms', digits: 1 },
          { name: 'min ms', digits: 1 },
          { name: 'max ms', digits: 1 },
          { name: '% of total', digits: 1 },
        ],
        rows: Array.from(times, ([stage, taken]) => [stage, median(taken), Math.min(...taken), Math.max(...taken), shareOf(taken, totals)]),
      };
    }),
  ];
}

import { join } from 'node:path';
import { kubemend, shown } from './commands.ts';
import { manifestWithFinding, plainManifest, writeBelow } from './manifests.ts';
import type { Options } from './options.ts';
import { remove, scratchFolder } from './scratch.ts';
import type { Table } from './table.ts';
import { addAll, initialize } from './tree.ts';
import { inTurns, timesOf, TIMES } from './turns.ts';

/** Runs this short differ by more than what is looked for. */
const FEWEST_ROUNDS = 15;

const FILES = 20;

/** What a hook takes: runs on few files, beside what Node takes to do nothing. */
export async function oneFile(options: Options): Promise<readonly Table[]> {
  const root = scratchFolder();
  const plain = Array.from({ length: FILES }, (_, index): [string, string] => [`apps/app-${index}.yaml`, plainManifest(`app-${index}`)]);
  writeBelow(root, new Map([...plain, ['apps/web.yaml', manifestWithFinding('web')], ['empty.js', '']]));
  await initialize(root);
  await addAll(root);

  const paths = plain.map(([path]) => path);
  const runs: readonly (readonly [what: string, paths: readonly string[]])[] = [
    ['one file without a word', paths.slice(0, 1)],
    ['one file with a finding', ['apps/web.yaml']],
    [`${FILES} files without a word`, paths],
    [`${FILES} files, one with a finding`, ['apps/web.yaml', ...paths.slice(1)]],
  ];
  const contenders = [
    { name: 'node on an empty script', command: { program: process.execPath, args: [join(root, 'empty.js')], cwd: root } },
    ...options.bundles.flatMap(bundle =>
      runs.map(([what, paths]) => ({
        name: `kubemend on ${what}${options.bundles.length > 1 ? ` (${bundle})` : ''}`,
        command: kubemend(bundle, root, paths),
      })),
    ),
  ];
  const rounds = Math.max(options.runs, FEWEST_ROUNDS);
  const samples = await inTurns(contenders, rounds);
  remove(root);
  return [
    {
      title: 'One file',
      notes: [
        `In a Git work tree of ${FILES + 1} manifests, in turns, ${rounds} rounds after one to warm up: ${shown('node', ['empty.js'])}; ${shown('kubemend', ['FILE...'])}.`,
        'Ratio: the median of the ratios to the empty script in the same round.',
      ],
      columns: [{ name: 'command' }, ...TIMES],
      rows: contenders.map(({ name }, index) => [name, ...timesOf(samples[index]!, samples[0]!)]),
    },
  ];
}

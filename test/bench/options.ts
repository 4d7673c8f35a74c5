import { resolve, join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../cli/kubemend.ts';
import { FORMATS, type TableFormat } from './table.ts';

const SECTIONS = ['contest', 'curve', 'one-file', 'fix'] as const;

/** What can be measured. */
export type SectionName = (typeof SECTIONS)[number];

export interface Options {
  readonly sections: ReadonlySet<SectionName>;
  readonly files: number | undefined;
  readonly from: string | undefined;
  readonly shareOfHits: number | undefined;
  readonly untracked: boolean;
  readonly runs: number;
  /** Places of the commands to measure. */
  readonly bundles: readonly string[];
  readonly keep: boolean;
  readonly format: TableFormat;
}

export const HELP = `npm run bench measures kubemend beside grep, ripgrep and an empty script of Node.

Usage:
  npm run -s bench -- [options]

What to measure (default: --contest and --one-file):
  --contest                 grep -rlF, ripgrep where there is one, and kubemend in turns; stages of kubemend
  --curve                   files per second and memory as the tree grows, up to 100,000 files
  --one-file                runs on one file and on 20, beside an empty script of Node
  --fix                     what --fix costs as more files are read, and as more are written

On what:
  --files <n>               how large the tree is (default: 20000; with --from as many as the folder holds);
                            the largest tree of --curve and --fix
  --from <folder>           repeat this folder as it is (default: ../shared/corpus, or fixtures)
  --share-of-hits <percent> so many files with a word that kubemend looks for (default: 2.7; with --from as they are)
  --untracked               add nothing to the index of Git

How:
  --runs <n>                rounds (default: 7; --one-file always has at least 15)
  --command <file>          the command to measure; repeatable, to compare two (default: dist/cli.js)
  --keep                    leave the trees for later runs, in kubemend-bench of the folder for temporary files
  --format <name>           ${FORMATS.join(', ')} (default: text)
  -h, --help                print this
`;

/** The wrong command line, in a sentence. */
export class UsageError extends Error {}

/** Reads the arguments after the name of the script; nothing where help is asked for. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parse(args);
  if (values.help === true) return undefined;
  const named = SECTIONS.filter(name => values[name] === true);
  const share = values['share-of-hits'] === undefined ? undefined : Number(values['share-of-hits']);
  if (share !== undefined && !(values['share-of-hits']!.trim() !== '' && share >= 0 && share <= 100))
    throw new UsageError('`--share-of-hits` takes a number from 0 to 100');
  const format = FORMATS.find(name => name === (values.format ?? 'text'));
  if (format === undefined) throw new UsageError(`\`--format\` takes one of ${FORMATS.join(', ')}`);
  return {
    sections: new Set(named.length > 0 ? named : ['contest', 'one-file']),
    files: values.files === undefined ? undefined : count('--files', values.files),
    from: values.from,
    shareOfHits: share,
    untracked: values.untracked === true,
    runs: count('--runs', values.runs ?? '7'),
    bundles: (values.command ?? [join(projectRoot, 'dist/cli.js')]).map(path => resolve(path)),
    keep: values.keep === true,
    format,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        contest: { type: 'boolean' },
        curve: { type: 'boolean' },
        'one-file': { type: 'boolean' },
        fix: { type: 'boolean' },
        files: { type: 'string' },
        from: { type: 'string' },
        'share-of-hits': { type: 'string' },
        untracked: { type: 'boolean' },
        runs: { type: 'string' },
        command: { type: 'string', multiple: true },
        keep: { type: 'boolean' },
        format: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function count(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`\`${option}\` takes a number above 0, without a comma`);
  return Number(text);
}

// `npm run bench`: measures, and prints tables of it.
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { relative } from 'node:path';
import { projectRoot } from '../cli/kubemend.ts';
import { contest } from './contest.ts';
import { curve } from './curve.ts';
import { fix } from './fix.ts';
import { oneFile } from './one-file.ts';
import { HELP, readOptions, UsageError, type Options, type SectionName } from './options.ts';
import { cleanUpOnEnd } from './scratch.ts';
import { formatTables, type Table } from './table.ts';

const SECTIONS: Readonly<Record<SectionName, (options: Options) => Promise<readonly Table[]>>> = {
  contest,
  curve,
  'one-file': oneFile,
  fix,
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await run(options);
  else process.stdout.write(HELP);
} catch (error) {
  process.stderr.write(
    `bench: ${error instanceof UsageError ? `${error.message}; --help lists the options` : String((error as Error).stack)}\n`,
  );
  process.exitCode = 2;
}

async function run(options: Options): Promise<void> {
  cleanUpOnEnd();
  const start = performance.now();
  const loadBefore = loadavg()[0]!;
  const tables: Table[] = [];
  for (const [name, section] of Object.entries(SECTIONS))
    if (options.sections.has(name as SectionName)) tables.push(...(await section(options)));
  process.stdout.write(formatTables(heading(options, performance.now() - start, loadBefore), tables, options.format));
}

/** What was measured, on what, and when. */
function heading({ bundles }: Options, milliseconds: number, loadBefore: number): readonly string[] {
  return [
    `kubemend of commit ${commit()} (${bundles.map(bundle => relative(projectRoot, bundle)).join(', ')}), ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, in ${Math.round(milliseconds / 1000)} s.`,
    `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? 'unknown'}); so many processes ran or waited: ${loadBefore.toFixed(1)} at the start, ${loadavg()[0]!.toFixed(1)} at the end.`,
  ];
}

function commit(): string {
  const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}
